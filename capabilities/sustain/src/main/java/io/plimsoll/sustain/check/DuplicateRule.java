/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import io.plimsoll.sustain.check.PublishedTableCheck.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A site and year that stands twice, and a row that is another site's row under a new name. */
final class DuplicateRule implements Rule {

    private static final String TWICE = "DUPLICATE_ROW";
    private static final String COPIED = "COPIED_ROW";

    @Override
    public void check(Table table, Findings findings) {
        Set<String> told = new HashSet<>();
        for (Figure again : table.again()) {
            Figure first = table.get(again.measure().id(), Table.key(again.site()), again.year())
                    .orElseThrow();
            boolean same = first.value() == again.value();
            if (same && !told.add(Table.key(again.site()) + again.year())) {
                continue;
            }
            findings.flag(
                    TWICE,
                    again,
                    OptionalDouble.of(first.value()),
                    "the row of " + again.site() + " in " + again.year() + " stands twice, first in line "
                            + first.line() + (same ? "" : ", with another value"),
                    same
                            ? "a sum over the rows counts " + Printed.shown(again.value()) + " "
                                    + again.measure().dimension().unit() + " twice"
                            : "the figure may be " + Printed.shown(first.value()) + " or "
                                    + Printed.shown(again.value()),
                    same ? Severity.WARNING : Severity.ERROR);
        }
        for (int year : table.years()) {
            copies(table, year, findings);
        }
    }

    private static void copies(Table table, int year, Findings findings) {
        List<String> sites =
                table.sites().stream().filter(s -> !table.kind(s).isSum()).toList();
        for (int i = 0; i < sites.size(); i++) {
            for (int j = i + 1; j < sites.size(); j++) {
                List<Figure> same = new ArrayList<>();
                int differ = 0;
                for (Measure m : table.measures()) {
                    Figure a = table.get(m.id(), sites.get(i), year).orElse(null);
                    Figure b = table.get(m.id(), sites.get(j), year).orElse(null);
                    if (a == null || b == null || !m.additive()) {
                        continue;
                    }
                    findings.compared(COPIED);
                    if (a.value() != b.value()) {
                        differ++;
                    } else if (digits(a.value()) >= 3) {
                        same.add(b);
                    }
                }
                if (same.size() >= 2 && differ == 0) {
                    Figure b = same.getFirst();
                    findings.flag(
                            COPIED,
                            b,
                            OptionalDouble.empty(),
                            "all " + same.size() + " figures are those of " + table.name(sites.get(i))
                                    + " in the same year",
                            "one of the two sites is not reported",
                            Severity.WARNING);
                }
            }
        }
    }

    /** How many digits of a number count: 853,000 has three. */
    static int digits(double value) {
        String s = new java.math.BigDecimal(Double.toString(Math.abs(value)))
                .stripTrailingZeros()
                .unscaledValue()
                .toString();
        return s.equals("0") ? 0 : s.length();
    }
}
