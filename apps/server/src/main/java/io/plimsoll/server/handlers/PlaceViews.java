/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.ClaimedHour;
import io.plimsoll.postgres.PlaceFileHead;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.handlers.PlaceYears.Year;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.kpi.SiteDocument;
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

    static PlaceApi.FileItem file(PlaceFileHead f) {
        return new PlaceApi.FileItem(
                f.id(), f.kind().name(), f.name(), f.sha256().hex(), f.bytes(), f.sentBy(), f.sentAt(), f.journalSeq());
    }

    /** What the site takes from outside by the hour, in watt-hours. */
    static long[] load(Year y) {
        int hours = hours(y.document());
        return Arrays.stream(sum(y, hours, h -> isSupply(h)))
                .mapToLong(Math::round)
                .toArray();
    }

    /** What claims cover by the hour, in watt-hours. */
    static long[] covered(Year y, int hours) {
        long[] out = new long[hours];
        for (ClaimedHour c : y.claims()) {
            int h = hour(y.document().from(), c.hour());
            if (h >= 0 && h < hours) {
                out[h] += c.coversWh();
            }
        }
        return out;
    }

    static int hours(SiteDocument document) {
        return Math.toIntExact(Duration.between(document.from(), document.to()).toHours());
    }

    static int hour(Instant from, Instant at) {
        return Math.toIntExact(Duration.between(from, at).toHours());
    }

    static boolean isSupply(Hours h) {
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
                scope2(y),
                Arrays.stream(load).mapToObj(wh -> wh / 1000.0).toList(),
                Arrays.stream(covered).mapToObj(wh -> wh / 1000.0).toList(),
                all == 0 ? null : (double) matched / all,
                new PlaceApi.CertificateSums(
                        y.certificates().certificates(),
                        y.certificates().issuedWh(),
                        y.certificates().retiredWh()),
                customers,
                y.year().notes(),
                y.files().stream().map(PlaceViews::file).toList());
    }

    /** Today's two ways beside those by the hour; each only with a factor that names its source. */
    private static PlaceApi.Scope2View scope2(Year y) {
        OptionalDouble edc = y.year().totals().edc();
        OptionalDouble renewable = y.year().totals().renewable();
        OptionalDouble grid = factor(y, "gridFactor");
        OptionalDouble residual = factor(y, "residualFactor");
        double rest = Math.max(edc.orElse(0) - renewable.orElse(0), 0) / 1000;
        return new PlaceApi.Scope2View(
                edc.isPresent() && grid.isPresent() ? (Double) (edc.getAsDouble() / 1000 * grid.getAsDouble()) : null,
                edc.isPresent() && renewable.isPresent() && residual.isPresent()
                        ? (Double) (rest * residual.getAsDouble())
                        : null,
                kpi(y, "SCOPE2-LOCATION-HOURLY"),
                kpi(y, "SCOPE2-MARKET-HOURLY"));
    }

    private static @Nullable Double kpi(Year y, String quantity) {
        return y.year().kpis().stream()
                .filter(v -> v.quantity().equals(quantity) && v.value().isPresent())
                .map(v -> (Double) v.value().getAsDouble())
                .findFirst()
                .orElse(null);
    }

    private static OptionalDouble factor(Year y, String name) {
        JsonNode f = y.document().rest().at("/ghg/" + name);
        return f.path("value").isNumber() && !f.path("source").asString("").isEmpty()
                ? OptionalDouble.of(f.path("value").asDouble())
                : OptionalDouble.empty();
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
        OptionalDouble grid = factor(y, "gridFactor");
        boolean known = grid.isPresent();
        double each = grid.orElse(0) / 1000;
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
