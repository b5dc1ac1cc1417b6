/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.List;
import java.util.Optional;

/** Guesses what one slip would make a total close: a part left out, counted twice, in another unit, with digits swapped. */
final class Residual {

    private Residual() {}

    /** A clause for a message, with its separator; empty if no single slip explains it. */
    static String explain(Table table, Figure total, List<Figure> parts) {
        double off = total.value() - parts.stream().mapToDouble(Figure::value).sum();
        double step = Math.max(total.high() - total.low(), 1e-12);
        double give = Math.sqrt((parts.size() + 1) / 3.0) * step;
        String best = "";
        double nearest = Math.max(Math.min(give, 0.1 * Math.abs(off)), Math.min(4 * give, 1e-4 * Math.abs(off)));
        for (Figure p : parts) {
            if (Math.abs(p.value()) > 4 * give) {
                double left = Math.abs(off + p.value());
                double twice = Math.abs(off - p.value());
                if (left < nearest) {
                    nearest = left;
                    best = ": as if " + p.site() + " (" + Printed.shown(p.value()) + ") had been left out of the total";
                }
                if (twice < nearest) {
                    nearest = twice;
                    best = ": as if " + p.site() + " (" + Printed.shown(p.value()) + ") had been counted twice";
                }
                for (UnitSlipRule.Slip slip : UnitSlipRule.SLIPS) {
                    double other = p.value() / slip.factor() - p.value();
                    if (Math.abs(off - other) < Math.min(nearest, 0.005 * Math.abs(off))) {
                        nearest = Math.abs(off - other);
                        best = ": as if " + p.site() + " (" + Printed.shown(p.value()) + ") were " + slip.meaning();
                    }
                }
            }
            if (Math.abs(off) > 4 * give && swapped(p.value(), p.value() + off, give)) {
                return ": as if two digits of " + p.site() + " (" + Printed.shown(p.value()) + ") were interchanged";
            }
        }
        if (best.isEmpty() && Math.abs(off) > 4 * give && swapped(total.value(), total.value() - off, give)) {
            return ": as if two digits of the total were interchanged";
        }
        return best.isEmpty() ? otherYear(table, total, give).orElse("") : best;
    }

    private static Optional<String> otherYear(Table table, Figure total, double give) {
        return table.series(total.measure().id(), Table.key(total.site())).values().stream()
                .filter(f -> f.year() != total.year() && Math.abs(f.value() - total.value()) <= give && f.value() != 0)
                .map(f -> ": it is the total of " + f.year())
                .findFirst();
    }

    private static boolean swapped(double printed, double meant, double give) {
        char[] digits = String.format(java.util.Locale.ROOT, "%.0f", printed).toCharArray();
        for (int i = 0; i + 1 < digits.length; i++) {
            char[] other = digits.clone();
            other[i] = digits[i + 1];
            other[i + 1] = digits[i];
            if (digits[i] != digits[i + 1]
                    && Math.abs(Double.parseDouble(new String(other)) - meant) < Math.min(give, 1)) {
                return true;
            }
        }
        return false;
    }
}
