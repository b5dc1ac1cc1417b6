/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.scenario.DurationLaw;
import io.plimsoll.forecast.scenario.Scenario;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which figure of a scenario came from where: every one that somebody had to answer for, with its source. */
public final class Provenance {

    private static final double YEAR = 365;

    private Provenance() {}

    /** What a figure is of. */
    public enum Kind {
        FAILURE,
        PART,
        SHOCK,
        LEAK
    }

    /**
     * @param what the kind of failure, the part, the shock
     * @param says the figures with their units, such as {@code 0.0029 a node-day; repair 6 hours exponential}
     * @param source never empty: a reader refuses a rate without one
     */
    public record Line(Kind kind, String what, String says, String source) {}

    /** Failures first, then parts, shocks and leaks, each in the order of the scenario. */
    public static List<Line> of(Scenario scenario) {
        List<Line> out = new ArrayList<>();
        scenario.failures().forEach(f -> out.add(new Line(Kind.FAILURE, f.kind(), failure(f), f.source())));
        scenario.parts().forEach(p -> out.add(new Line(Kind.PART, p.name(), part(p), p.source())));
        scenario.shocks()
                .forEach(s -> out.add(new Line(
                        Kind.SHOCK,
                        s.kind(),
                        number(YEAR * s.perDay()) + " a year" + unsure(s.uncertainty()) + ", " + s.nodesHit()
                                + " nodes hit; out " + words(s.outage()),
                        s.source())));
        scenario.leaks()
                .forEach(l -> out.add(new Line(
                        Kind.LEAK,
                        l.kind(),
                        number(l.nodes()) + " nodes; shows after " + words(l.after()),
                        l.source())));
        return out;
    }

    private static String failure(Scenario.Failure f) {
        StringBuilder says =
                new StringBuilder(number(YEAR * f.perNodeDay()) + " a node-year" + unsure(f.uncertainty()));
        if (f.shape() != 1) {
            says.append("; Weibull shape ").append(number(f.shape()));
        }
        if (f.fixedByTriage() > 0) {
            says.append("; ")
                    .append(percent(f.fixedByTriage()))
                    .append(" well after ")
                    .append(words(f.triage()));
        }
        says.append("; repair ").append(words(f.repair()));
        if (f.refaultShare() > 0) {
            says.append("; ").append(percent(f.refaultShare())).append(" fail again");
        }
        return says.toString();
    }

    private static String part(Scenario.Part p) {
        String back = p.condemned() < 1 ? "back after " + words(p.resupply()) : "";
        String bought = p.condemned() > 0 ? percent(p.condemned()) + " bought anew, " + words(p.supply()) : "";
        return back + (back.isEmpty() || bought.isEmpty() ? "" : "; ") + bought;
    }

    private static String unsure(double coefficient) {
        return coefficient > 0 ? " ± " + percent(coefficient) : "";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * share);
    }

    /** Four figures, without an exponent for what people write by hand. */
    private static String number(double value) {
        double size = Math.abs(value);
        boolean plain = size >= 1e-4 && size < 1e6;
        return size == 0 || plain
                ? BigDecimal.valueOf(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                : String.format(Locale.ROOT, "%.3e", value);
    }

    private static String words(DurationLaw law) {
        boolean hours = law.meanDays() < 1;
        double amount = hours ? law.meanDays() * 24 : law.meanDays();
        return number(amount)
                + (hours ? " hours" : " days")
                + (law.kind() == DurationLaw.Kind.FIXED
                        ? ""
                        : " " + law.kind().name().toLowerCase(Locale.ROOT));
    }
}
