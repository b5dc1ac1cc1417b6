/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;

/** A year that stands alone between two that agree, and a figure that was carried over unchanged. */
final class StepRule implements Rule {

    private static final String SPIKE = "YEAR_OUT_OF_LINE";
    private static final String SAME = "UNCHANGED_VALUE";

    private static final Set<String> STEADY = Set.of(
            Measure.ENERGY,
            Measure.IT_ENERGY,
            Measure.LOCATION,
            Measure.WITHDRAWAL,
            Measure.CONSUMPTION,
            Measure.DISCHARGE);

    @Override
    public void check(Table table, Findings findings) {
        for (Measure m : table.measures()) {
            for (String site : table.sites()) {
                NavigableMap<Integer, Figure> series = table.series(m.id(), site);
                for (Figure f : series.values()) {
                    Map.Entry<Integer, Figure> before = series.lowerEntry(f.year());
                    Map.Entry<Integer, Figure> after = series.higherEntry(f.year());
                    if (before != null && m.additive()) {
                        same(f, before.getValue(), findings);
                    }
                    if (before != null
                            && after != null
                            && STEADY.contains(m.id())
                            && !findings.isSlipped(m.id(), site, f.year())) {
                        spike(f, before.getValue(), after.getValue(), findings);
                    }
                }
            }
        }
    }

    private static void same(Figure f, Figure before, Findings findings) {
        findings.compared(SAME);
        if (f.value() == before.value()
                && f.value() != 0
                && f.exact()
                && Math.abs(f.value()) >= 1000 * (f.high() - f.low())) {
            findings.flag(
                    SAME,
                    f,
                    OptionalDouble.empty(),
                    "to the digit the figure of " + before.year(),
                    "the year may not have been measured; ratios with it compare two years",
                    Severity.WARNING);
        }
    }

    private static void spike(Figure f, Figure before, Figure after, Findings findings) {
        findings.compared(SPIKE);
        double step = f.high() - f.low();
        double smaller = Math.min(before.value(), after.value());
        double larger = Math.max(before.value(), after.value());
        if (smaller <= 20 * step || larger > 2.5 * smaller) {
            return;
        }
        if (f.high() < smaller / 4 || f.low() > 4 * larger) {
            double usual = Math.sqrt(smaller * larger);
            findings.flag(
                    SPIKE,
                    f,
                    OptionalDouble.of(usual),
                    before.year() + " has " + Printed.shown(before.value()) + " and " + after.year() + " has "
                            + Printed.shown(after.value()),
                    "about " + Printed.shown(Math.abs(f.value() - usual)) + " "
                            + f.measure().dimension().unit() + (f.value() < usual ? " are missing" : " are too much")
                            + " if the years beside it hold",
                    Severity.WARNING);
        }
    }
}
