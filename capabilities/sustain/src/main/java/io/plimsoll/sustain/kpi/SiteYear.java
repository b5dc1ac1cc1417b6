/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.ledger.CarbonFree;
import io.plimsoll.sustain.meter.Hours;
import io.plimsoll.sustain.meter.MeterEvent;
import io.plimsoll.sustain.meter.MeterTree;
import io.plimsoll.sustain.meter.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A site and a period: its sums from meters and documents, its KPIs, its tree of meters, and what happened to the meters.
 *
 * @param carbonFree empty without on-site supply by the hour
 */
public record SiteYear(
        SiteTotals totals,
        List<Value> kpis,
        Optional<MeterTree> tree,
        List<MeterEvent> events,
        Optional<CarbonFree> carbonFree,
        List<String> notes) {

    /** From sums alone. */
    public static SiteYear of(SiteTotals totals) {
        List<Value> kpis = Kpis.of(totals);
        return new SiteYear(totals, kpis, Optional.empty(), List.of(), Optional.empty(), Impossible.in(kpis));
    }

    /**
     * From meters by the hour, and sums that no meter gives. A sum given both ways is taken from the document, and the
     * difference told.
     */
    public static SiteYear of(SiteDocument document, List<Hours> meters) {
        return of(document, meters, Optional.empty());
    }

    /**
     * The same with what was retired by the hour.
     *
     * @param retiredWh certificates by the hour of production, without those of plant on the site
     */
    public static SiteYear of(SiteDocument document, List<Hours> meters, Optional<double[]> retiredWh) {
        List<String> notes = new ArrayList<>();
        Map<Symbol, Value> values = new EnumMap<>(Symbol.class);
        for (Symbol s : Symbol.values()) {
            List<Hours> of = meters.stream()
                    .filter(h ->
                            s == Symbol.EDC ? isSupply(h) : h.meter().point().symbol() == s)
                    .toList();
            if (s != Symbol.NONE && !of.isEmpty()) {
                values.put(s, sum(document, s, of));
            }
        }
        document.totals().forEach((s, v) -> {
            Value metered = values.put(s, v);
            if (metered != null && v.value().isPresent()) {
                notes.add(s.shown() + ": the document says " + v.value().getAsDouble() + " " + v.unit()
                        + ", meters say " + metered.value().orElse(0) + "; the document's holds");
            }
        });
        SiteTotals totals = new SiteTotals(document.site(), document.period(), values);
        List<MeterEvent> events =
                meters.stream().map(Hours::events).flatMap(Collection::stream).toList();
        List<Value> kpis = new ArrayList<>(Kpis.of(totals));
        kpis.addAll(Upstream.of(document, totals, notes));
        kpis.addAll(HourlyScope2.of(
                document, meters.stream().filter(SiteYear::isElectricity).toList(), retiredWh, totals, notes));
        notes.addAll(Impossible.in(kpis));
        return new SiteYear(
                totals,
                kpis,
                meters.isEmpty() ? Optional.empty() : Optional.of(MeterTree.of(meters, document.lossLimits())),
                events,
                score(document, meters),
                notes);
    }

    /** Whether a meter stands at an edge of the site: each supply is part of EDC, unless another meter feeds it. */
    private static boolean isSupply(Hours h) {
        return switch (h.meter().point()) {
            case UTILITY, BACKUP_GENERATOR, FUEL, PURCHASED_COOLING, ONSITE_RENEWABLE ->
                h.meter().parent().isEmpty();
            default -> false;
        };
    }

    private static boolean isElectricity(Hours h) {
        Point p = h.meter().point();
        return isSupply(h) && p != Point.FUEL && p != Point.PURCHASED_COOLING;
    }

    private static Value sum(SiteDocument document, Symbol s, List<Hours> meters) {
        boolean water = s.unit().equals("m3");
        double all = 0;
        double square = 0;
        double open = 0;
        boolean known = true;
        List<String> ids = new ArrayList<>();
        int events = 0;
        for (Hours h : meters) {
            all += h.sum();
            known &= h.meter().uncertainty().isPresent();
            double u = h.meter().uncertainty().orElse(0) * h.sum();
            square += u * u;
            open += h.events().stream()
                    .mapToDouble(MeterEvent::atMost)
                    .filter(Double::isFinite)
                    .sum();
            events += h.events().size();
            ids.add(h.meter().id());
        }
        OptionalDouble uncertainty =
                known && all > 0 ? OptionalDouble.of((Math.sqrt(square) + open) / all) : OptionalDouble.empty();
        String shown = ids.size() > 6 ? ids.subList(0, 6) + " and " + (ids.size() - 6) + " more" : ids.toString();
        return Value.of(
                        s.shown(),
                        OptionalDouble.of(water ? all : all / 1000),
                        s.unit(),
                        document.period(),
                        s == Symbol.EIT ? "1" : s == Symbol.EIT_2 ? "2" : s == Symbol.EIT_3 ? "3" : "",
                        "sum over meters by the hour" + (events == 0 ? "" : "; " + events + " events, see there"),
                        "meters " + shown)
                .within(uncertainty);
    }

    private static Optional<CarbonFree> score(SiteDocument document, List<Hours> meters) {
        List<Hours> load = meters.stream().filter(SiteYear::isSupply).toList();
        List<Hours> free = meters.stream()
                .filter(h -> h.meter().point() == Point.ONSITE_RENEWABLE)
                .toList();
        return load.isEmpty() || (free.isEmpty() && document.gridCarbonFree().length == 0)
                ? Optional.empty()
                : Optional.of(CarbonFree.of(add(load), add(free, load), document.gridCarbonFree()));
    }

    private static double[] add(List<Hours> meters) {
        return add(meters, meters);
    }

    private static double[] add(List<Hours> meters, List<Hours> shape) {
        double[] all = new double[shape.getFirst().amounts().length];
        for (Hours h : meters) {
            for (int i = 0; i < all.length; i++) {
                all[i] += h.amounts()[i];
            }
        }
        return all;
    }
}
