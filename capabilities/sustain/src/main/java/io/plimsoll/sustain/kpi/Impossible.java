/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ratios that no site can have: told beside the figure, which stands as its inputs give it. */
public final class Impossible {

    private static final double ROUNDING = 1e-9;
    /** Evaporating all heat of a kilowatt-hour takes about 1.5 litres; open towers with blowdown stay far below this. */
    private static final double WUE_MOST = 20;

    private Impossible() {}

    static List<String> in(List<Value> kpis) {
        List<String> out = new ArrayList<>();
        for (Value v : kpis) {
            if (v.value().isPresent()) {
                double x = v.value().getAsDouble();
                String why = switch (v.quantity()) {
                    case "PUE", "PUE-EnEfG" ->
                        x < 1 - ROUNDING
                                ? "a site uses no less than its IT: a supply is missing, a meter reads low or units are mixed"
                                : "";
                    case "ERF" -> x > 1 + ROUNDING ? "no more heat can be reused than energy came in" : "";
                    case "REF" ->
                        x > 1 + ROUNDING
                                ? "more renewable energy was retired than the site used: certificates were counted twice or belong elsewhere"
                                : "";
                    case "WUE" -> x > WUE_MOST ? "more water than evaporating all heat takes: units are mixed" : "";
                    default -> "";
                };
                if (!why.isEmpty()) {
                    out.add(String.format(
                            Locale.ROOT,
                            "%s%s is %.4f, which cannot be: %s",
                            v.quantity(),
                            v.category().isEmpty() ? "" : " " + v.category(),
                            x,
                            why));
                }
            }
        }
        return out;
    }

    /** Whether a note is of this kind. */
    public static boolean is(String note) {
        return note.contains(", which cannot be: ");
    }
}
