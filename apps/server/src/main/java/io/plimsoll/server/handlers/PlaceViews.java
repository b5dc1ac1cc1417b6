/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.EnergyClaim;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.handlers.PlaceYears.Year;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.meter.Hours;
import io.plimsoll.sustain.meter.MeterTree;
import io.plimsoll.sustain.meter.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The place as the API shows it. */
final class PlaceViews {

    private static final int EVENTS_MAX = 500;

    private PlaceViews() {}

    static PlaceApi.FileItem file(PlaceFileRow f) {
        return new PlaceApi.FileItem(
                f.id(),
                f.kind().name(),
                f.name(),
                f.sha256().hex(),
                f.document().length,
                f.sentBy(),
                f.sentAt(),
                f.journalSeq());
    }

    /** What the site takes from outside by the hour, in watt-hours. */
    static long[] load(Year y) {
        int hours = Math.toIntExact(
                Duration.between(y.document().from(), y.document().to()).toHours());
        return Arrays.stream(sum(y, hours, h -> isSupply(h)))
                .mapToLong(Math::round)
                .toArray();
    }

    /** What claims cover by the hour, in watt-hours. */
    static long[] covered(Year y, int hours) {
        long[] out = new long[hours];
        for (EnergyClaim c : y.claims()) {
            int h = hour(y.document().from(), c.hour());
            if (h >= 0 && h < hours) {
                out[h] += c.coversWh();
            }
        }
        return out;
    }

    private static int hour(Instant from, Instant at) {
        return Math.toIntExact(Duration.between(from, at).toHours());
    }

    private static boolean isSupply(Hours h) {
        Point p = h.meter().point();
        return h.meter().parent().isEmpty()
                && (p == Point.UTILITY || p == Point.BACKUP_GENERATOR || p == Point.ONSITE_RENEWABLE);
    }

    private static double[] sum(Year y, int hours, Predicate<Hours> which) {
        double[] out = new double[hours];
        y.meters().stream().filter(which).forEach(h -> {
            for (int i = 0; i < Math.min(hours, h.amounts().length); i++) {
                out[i] += h.amounts()[i];
            }
        });
        return out;
    }

    static PlaceApi.YearView year(String site, int number, Year y) {
        long[] load = load(y);
        long[] covered = covered(y, load.length);
        long matched = 0;
        long all = 0;
        for (int h = 0; h < load.length; h++) {
            matched += Math.min(load[h], covered[h]);
            all += load[h];
        }
        List<String> customers = new ArrayList<>();
        y.document()
                .rest()
                .path("customers")
                .forEach(c -> customers.add(c.path("name").asString("")));
        return new PlaceApi.YearView(
                site,
                number,
                y.year().totals().values().values().stream()
                        .map(PlaceViews::figure)
                        .toList(),
                y.year().kpis().stream().map(PlaceViews::figure).toList(),
                meters(y),
                stages(y),
                y.year().events().stream()
                        .limit(EVENTS_MAX)
                        .map(e -> new PlaceApi.EventItem(
                                e.meter(),
                                e.kind().name(),
                                e.from(),
                                e.to(),
                                e.filled(),
                                Double.isFinite(e.atMost()) ? e.atMost() : null,
                                e.says()))
                        .toList(),
                months(y, load, covered),
                Arrays.stream(load).mapToObj(wh -> wh / 1000.0).toList(),
                Arrays.stream(covered).mapToObj(wh -> wh / 1000.0).toList(),
                all == 0 ? null : (double) matched / all,
                new PlaceApi.CertificateSums(
                        y.certificates().size(),
                        y.certificates().stream()
                                .mapToLong(c -> c.last() - c.first() + 1)
                                .sum(),
                        y.claims().stream()
                                .mapToLong(c -> c.last() - c.first() + 1)
                                .sum()),
                customers,
                y.year().notes(),
                y.files().stream().map(PlaceViews::file).toList());
    }

    private static PlaceApi.Figure figure(Value v) {
        return new PlaceApi.Figure(
                v.quantity(),
                number(v.value()),
                v.unit(),
                v.category(),
                v.method(),
                v.source(),
                number(v.uncertainty()));
    }

    private static @Nullable Double number(OptionalDouble v) {
        return v.isPresent() ? v.getAsDouble() : null;
    }

    private static List<PlaceApi.MeterItem> meters(Year y) {
        Map<String, MeterTree.Loss> losses = new HashMap<>();
        y.year().tree().ifPresent(t -> t.losses().forEach(l -> losses.put(l.meter(), l)));
        return y.meters().stream()
                .map(h -> {
                    MeterTree.Loss loss = losses.get(h.meter().id());
                    boolean water = h.meter().point().water();
                    return new PlaceApi.MeterItem(
                            h.meter().id(),
                            h.meter().point().name(),
                            h.meter().parent(),
                            water ? h.sum() : h.sum() / 1000,
                            water ? "m3" : "kWh",
                            number(h.meter().uncertainty()),
                            loss == null ? null : loss.share(),
                            loss == null ? null : loss.verdict(),
                            loss == null ? "" : loss.says());
                })
                .toList();
    }

    private static List<PlaceApi.StageItem> stages(Year y) {
        return y.year()
                .tree()
                .map(t -> t.stages().stream()
                        .map(s -> new PlaceApi.StageItem(
                                s.point().name(),
                                s.inWh() / 1000,
                                s.outWh() / 1000,
                                s.share(),
                                number(s.limit()),
                                s.verdict()))
                        .toList())
                .orElse(List.of());
    }

    private static List<PlaceApi.MonthItem> months(Year y, long[] load, long[] covered) {
        double[] it = sum(y, load.length, h -> h.meter().point() == Point.UPS);
        boolean wet = y.meters().stream().anyMatch(h -> h.meter().point() == Point.WATER);
        double[] water = sum(y, load.length, h -> h.meter().point() == Point.WATER);
        Map<YearMonth, double[]> by = new TreeMap<>();
        for (int h = 0; h < load.length; h++) {
            YearMonth month =
                    YearMonth.from(y.document().from().plusSeconds(3600L * h).atZone(ZoneOffset.UTC));
            double[] sums = by.computeIfAbsent(month, k -> new double[4]);
            sums[0] += load[h] / 1000.0;
            sums[1] += it[h] / 1000;
            sums[2] += water[h];
            sums[3] += Math.min(load[h], covered[h]) / 1000.0;
        }
        JsonNode factor = y.document().rest().at("/ghg/gridFactor");
        boolean known = factor.path("value").isNumber()
                && !factor.path("source").asString("").isEmpty();
        double each = factor.path("value").asDouble(0) / 1000;
        return by.entrySet().stream()
                .map(e -> new PlaceApi.MonthItem(
                        e.getKey().toString(),
                        e.getValue()[0],
                        e.getValue()[1],
                        wet ? e.getValue()[2] : null,
                        e.getValue()[3],
                        known ? e.getValue()[0] * each : null))
                .toList();
    }
}
