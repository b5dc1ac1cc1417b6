/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.SparesPlan.Point;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Prints plans for people. */
final class PlanText {

    private static final int POINTS_SHOWN = 20;

    private PlanText() {}

    static void totals(long cost, double backorders, double fillRate, OptionalDouble availability, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "totals    cost %,d cents, expected backorders %.6f, fill rate %.4f%s%n",
                cost,
                backorders,
                fillRate,
                availability.isPresent()
                        ? String.format(Locale.ROOT, ", availability %.6f", availability.getAsDouble())
                        : "");
    }

    static void levels(List<Level> levels, PrintWriter out) {
        out.printf(
                "%-24s %-16s %6s %6s %6s %12s %10s%n",
                "part", "site", "stock", "owned", "buy", "backorders", "fill rate");
        for (Level l : levels) {
            out.printf(
                    Locale.ROOT,
                    "%-24s %-16s %6d %6d %6d %12.6f %10.4f%n",
                    l.part(),
                    l.site(),
                    l.stock(),
                    l.owned(),
                    l.buy(),
                    l.backorders(),
                    l.fillRate());
        }
    }

    static void curve(List<Point> curve, PrintWriter out) {
        int step = Math.max(1, (curve.size() + POINTS_SHOWN - 1) / POINTS_SHOWN);
        out.println("curve     " + curve.size() + " vertices" + (step > 1 ? ", 1 in " + step + " shown" : ""));
        out.printf("%20s %14s %14s%n", "cents", "backorders", "availability");
        for (int i = 0; i < curve.size(); i += step) {
            Point p = curve.get(i);
            out.printf(
                    Locale.ROOT,
                    "%,20d %14.6f %14s%n",
                    p.cost(),
                    p.backorders(),
                    p.availability().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%.6f", p.availability().getAsDouble())
                            : "-");
        }
    }
}
