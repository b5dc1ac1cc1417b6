/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One KPI over several sites, both ways. Annex IV of Delegated Regulation (EU) 2024/1364 publishes averages weighted by EDC;
 * the fleet as one site has the ratio of the sums. For PUE they differ: {1.1 at 100, 1.5 at 20} is 1.1667 or 1.1512.
 *
 * @param edcWeighted sum of EDC times the KPI over sum of EDC
 * @param ratioOfSums sum of numerators over sum of denominators
 * @param sites how many sites had all that is needed
 */
public record Averages(String quantity, OptionalDouble edcWeighted, OptionalDouble ratioOfSums, int sites) {

    public static List<Averages> of(List<SiteTotals> sites) {
        List<Averages> out = new ArrayList<>();
        out.add(of("PUE", sites));
        out.add(of("WUE", sites));
        out.add(of("ERF", sites));
        out.add(of("REF", sites));
        return out;
    }

    private static Averages of(String name, List<SiteTotals> sites) {
        double weights = 0;
        double weighted = 0;
        double top = 0;
        double bottom = 0;
        int n = 0;
        for (SiteTotals t : sites) {
            OptionalDouble edc = t.edc();
            OptionalDouble kpi = kpi(name, t);
            if (edc.isEmpty() || kpi.isEmpty() || edc.getAsDouble() <= 0) {
                continue;
            }
            OptionalDouble under = denominator(name, t);
            n++;
            weights += edc.getAsDouble();
            weighted += edc.getAsDouble() * kpi.getAsDouble();
            top += under.isPresent() ? kpi.getAsDouble() * under.getAsDouble() : Double.NaN;
            bottom += under.orElse(Double.NaN);
        }
        return n == 0
                ? new Averages(name, OptionalDouble.empty(), OptionalDouble.empty(), 0)
                : new Averages(
                        name,
                        OptionalDouble.of(weighted / weights),
                        Double.isNaN(top / bottom) ? OptionalDouble.empty() : OptionalDouble.of(top / bottom),
                        n);
    }

    /** From the sums, or else as published. */
    static OptionalDouble kpi(String name, SiteTotals t) {
        OptionalDouble eit = t.eit();
        OptionalDouble derived = switch (name) {
            case "PUE" -> over(t.edc(), eit, 1);
            case "WUE" -> over(t.get(Symbol.WIN).isPresent() ? t.get(Symbol.WIN) : t.get(Symbol.WIN_POT), eit, 1000);
            case "ERF" -> over(t.get(Symbol.EREUSE), t.edc(), 1);
            default -> over(t.renewable(), t.edc(), 1);
        };
        return derived.isPresent() ? derived : t.get(Symbol.valueOf(name));
    }

    private static OptionalDouble denominator(String name, SiteTotals t) {
        if (name.equals("ERF") || name.equals("REF")) {
            return t.edc();
        }
        if (t.eit().isPresent()) {
            return t.eit();
        }
        OptionalDouble pue = t.get(Symbol.PUE);
        return over(t.edc(), pue, 1);
    }

    private static OptionalDouble over(OptionalDouble a, OptionalDouble b, double scale) {
        return a.isPresent() && b.isPresent() && b.getAsDouble() > 0
                ? OptionalDouble.of(scale * a.getAsDouble() / b.getAsDouble())
                : OptionalDouble.empty();
    }
}
