/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Where the denominator itself is not published, as revenue seldom is beside energy: two years whose ratios imply the very same
 * denominator, although the numerator moved, share one.
 */
final class ImpliedDenominatorRule implements Rule {

    private static final String RULE = "RATIO_OTHER_YEAR";
    private static final Set<String> MOVING = Set.of(Measure.ENERGY, Measure.IT_ENERGY);

    @Override
    public void check(Table table, Findings findings) {
        for (Measure m : table.measures()) {
            if (m.isRatio() && !MOVING.contains(m.denominator()) && !table.has(m.denominator())) {
                table.sites().forEach(s -> series(table, m, s, findings));
            }
        }
    }

    private static void series(Table table, Measure m, String site, Findings findings) {
        NavigableMap<Integer, Figure> series = table.series(m.id(), site);
        for (Figure f : series.values()) {
            Map.Entry<Integer, Figure> before = series.lowerEntry(f.year());
            if (before == null) {
                continue;
            }
            Optional<Span> now = implied(table, m, site, f);
            Optional<Span> then = implied(table, m, site, before.getValue());
            if (now.isEmpty()
                    || then.isEmpty()
                    || now.get().width() > 0.004
                    || then.get().width() > 0.004) {
                continue;
            }
            findings.compared(RULE);
            boolean moved = Math.abs(f.value() / before.getValue().value() - 1) > 0.01;
            if (moved && now.get().meets(then.get(), 0)) {
                findings.flag(
                        RULE,
                        f,
                        OptionalDouble.empty(),
                        "the denominator that it implies, "
                                + Printed.shown(now.get().value()) + ", is that of " + before.getKey() + " ("
                                + Printed.shown(then.get().value()) + ")",
                        "numerator of " + f.year() + " over denominator of " + before.getKey()
                                + ": the ratio mixes two years",
                        Severity.ERROR);
            }
        }
    }

    private static Optional<Span> implied(Table table, Measure m, String site, Figure ratio) {
        if (ratio.low() <= 0) {
            return Optional.empty();
        }
        List<String> places = table.sites().stream()
                .filter(s -> s.equals(site) || table.kind(s) == SiteKind.TOTAL)
                .toList();
        return places.stream()
                .flatMap(s -> table.get(m.numerators().getFirst(), s, ratio.year()).stream())
                .findFirst()
                .map(n -> Span.of(n).over(Span.of(ratio)));
    }
}
