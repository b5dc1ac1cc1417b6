/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Emission factors, printed or implied by tonnes over energy: unchanged from one year to the next, or of no grid. */
final class FactorRule implements Rule {

    private static final String SAME = "UNCHANGED_FACTOR";
    private static final String ODD = "FACTOR_IMPLAUSIBLE";
    private static final String ZONE = "ZONE_CHANGED";

    private record Pair(Figure figure, int before, Span factor, Span earlier) {
        boolean same() {
            return factor.meets(earlier, 0);
        }

        double width() {
            return Math.max(factor.width(), earlier.width());
        }
    }

    @Override
    public void check(Table table, Findings findings) {
        for (String tonnes : List.of(Measure.LOCATION, Measure.MARKET)) {
            implied(table, tonnes, findings);
        }
        for (Measure m : table.measures()) {
            if (m.isFactor()) {
                printed(table, m, findings);
            }
        }
        zones(table, findings);
    }

    private static void implied(Table table, String tonnes, Findings findings) {
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        List<String> leaves = table.leaves(tonnes);
        for (String site : leaves.isEmpty() ? table.sites() : leaves) {
            NavigableMap<Integer, Span> factors = new TreeMap<>();
            for (Figure f : table.series(tonnes, site).values()) {
                Figure energy = table.get(Measure.ENERGY, site, f.year()).orElse(null);
                if (energy == null
                        || energy.low() <= 0
                        || f.low() <= 0
                        || findings.isSlipped(tonnes, site, f.year())
                        || findings.isSlipped(Measure.ENERGY, site, f.year())) {
                    continue;
                }
                Span factor = Span.of(f).over(Span.of(energy));
                odd(tonnes, f, factor, factors, findings);
                Map.Entry<Integer, Span> before = factors.lastEntry();
                if (before != null && before.getKey() == f.year() - 1) {
                    pairs.computeIfAbsent(f.year(), k -> new ArrayList<>())
                            .add(new Pair(f, before.getKey(), factor, before.getValue()));
                }
                factors.put(f.year(), factor);
            }
        }
        pairs.values().forEach(p -> year(p, findings));
    }

    private static void year(List<Pair> pairs, Findings findings) {
        List<Pair> sharp = pairs.stream().filter(p -> p.width() <= 0.015).toList();
        long same = sharp.stream().filter(Pair::same).count();
        for (Pair p : sharp) {
            findings.compared(SAME);
            boolean alone = p.width() <= 0.0006;
            boolean together = same >= 3 && 2 * same >= sharp.size();
            if (p.same() && (alone || together)) {
                findings.flag(new Flag(
                        SAME,
                        p.figure().site(),
                        p.figure().year(),
                        p.figure().measure().id(),
                        "t/MWh",
                        OptionalDouble.of(p.factor().value()),
                        OptionalDouble.empty(),
                        "tonnes over energy imply " + Printed.shown(p.factor().value()) + " t/MWh, in " + p.before()
                                + " " + Printed.shown(p.earlier().value()) + ": equal within rounding"
                                + (alone ? "" : ", as at " + same + " of " + sharp.size() + " sites in this year"),
                        "the grid's change in " + p.figure().year() + " is missing from "
                                + Printed.shown(p.figure().value()) + " t; 1 % of factor is "
                                + Printed.shown(p.figure().value() / 100) + " t",
                        Severity.WARNING,
                        p.figure().line()));
            }
        }
    }

    private static void odd(
            String tonnes, Figure f, Span factor, NavigableMap<Integer, Span> earlier, Findings findings) {
        if (!tonnes.equals(Measure.LOCATION)) {
            return;
        }
        findings.compared(ODD);
        Map.Entry<Integer, Span> before = earlier.lastEntry();
        boolean jump = before != null
                && before.getKey() == f.year() - 1
                && (factor.low() > 2 * before.getValue().high()
                        || factor.high() * 2 < before.getValue().low());
        if (factor.low() > 1.3 || factor.high() < 0.0001 || jump) {
            String why = jump
                    ? "the implied factor moves from "
                            + Printed.shown(before.getValue().value()) + " to " + Printed.shown(factor.value())
                            + " t/MWh in one year; no grid does"
                    : Printed.shown(factor.value()) + " t/MWh is no grid's factor";
            findings.flag(
                    ODD,
                    f,
                    jump
                            ? OptionalDouble.of(f.value() * before.getValue().value() / factor.value())
                            : OptionalDouble.empty(),
                    why,
                    "tonnes and energy of this row may have different boundaries, units or years",
                    Severity.WARNING);
        }
    }

    private static void printed(Table table, Measure m, Findings findings) {
        Map<Integer, List<Pair>> pairs = new TreeMap<>();
        for (String site : table.sites()) {
            NavigableMap<Integer, Figure> series = table.series(m.id(), site);
            for (Figure f : series.values()) {
                Map.Entry<Integer, Figure> before = series.lowerEntry(f.year());
                if (before != null && before.getKey() == f.year() - 1 && f.value() != 0) {
                    Span now = new Span(f.value(), f.value(), f.value());
                    double was = before.getValue().value();
                    pairs.computeIfAbsent(f.year(), k -> new ArrayList<>())
                            .add(new Pair(f, before.getKey(), now, new Span(was, was, was)));
                }
            }
        }
        pairs.values().forEach(year -> {
            long same = year.stream().filter(Pair::same).count();
            for (Pair p : year) {
                findings.compared(SAME);
                if (p.same()
                        && (DuplicateRule.digits(p.figure().value()) >= 3 || (same >= 3 && 2 * same >= year.size()))) {
                    findings.flag(
                            SAME,
                            p.figure(),
                            OptionalDouble.empty(),
                            "to the digit the factor of " + p.before() + ", as at " + same + " of " + year.size()
                                    + " in this year",
                            "tonnes computed with it carry the grid of " + p.before(),
                            Severity.WARNING);
                }
            }
        });
    }

    private static void zones(Table table, Findings findings) {
        table.texts("zone").forEach((site, series) -> {
            String before = "";
            int year = 0;
            for (Map.Entry<Integer, String> e : series.entrySet()) {
                findings.compared(ZONE);
                if (!before.isEmpty() && !before.equalsIgnoreCase(e.getValue())) {
                    findings.flag(new Flag(
                            ZONE,
                            table.name(site),
                            e.getKey(),
                            "zone",
                            "",
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            "zone '" + e.getValue() + "', in " + year + " it was '" + before
                                    + "'; a site does not move",
                            "one of the two years has the factor of another grid",
                            Severity.ERROR,
                            0));
                }
                before = e.getValue();
                year = e.getKey();
            }
        });
    }
}
