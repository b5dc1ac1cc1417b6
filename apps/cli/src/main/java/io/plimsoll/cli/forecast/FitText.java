/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.forecast;

import io.plimsoll.forecast.fit.FitReport;
import io.plimsoll.forecast.fit.GammaPoisson.GroupRate;
import io.plimsoll.forecast.fit.Interval;
import io.plimsoll.forecast.fit.LawFit;
import io.plimsoll.forecast.fit.SurvivalCurve.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Prints a fit for people. */
final class FitText {

    private static final int STEPS_SHOWN = 20;

    private FitText() {}

    static void print(FitReport r, PrintWriter out) {
        one(r, out);
        for (FitReport group : r.groups()) {
            out.println();
            out.println("group     " + (group.group().isEmpty() ? "(none)" : group.group()));
            one(group, out);
        }
        if (!r.rates().isEmpty()) {
            rates(r, out);
        }
        r.varianceToMean()
                .ifPresent(v -> out.printf(Locale.ROOT, "demand    variance-to-mean %.4g between groups%n", v));
        r.covariates()
                .forEach(c -> out.printf(
                        Locale.ROOT,
                        "column    %s: likelihood ratio %.4f with %d degrees of freedom, p = %.4g; scales %s%n",
                        c.column(),
                        c.likelihoodRatio(),
                        c.degreesOfFreedom(),
                        c.pValue(),
                        c.scales()));
        r.warnings().forEach(w -> out.println("note      " + w));
    }

    private static void one(FitReport r, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "units     %,d: %,d failed, %,d alive; watched %.6g in all%n",
                r.n(),
                r.failures(),
                r.rightCensored(),
                r.exposure());
        out.println("use       " + r.model());
        Stream.of(r.weibull(), r.limitedFailurePopulation(), r.exponential(), r.lognormal(), r.loglogistic())
                .flatMap(java.util.Optional::stream)
                .forEach(fit -> law(fit, out));
        r.refused().forEach(x -> out.println("refused   " + x.model() + ": " + x.reason()));
        steps(r.kaplanMeier(), out);
    }

    private static void law(LawFit fit, PrintWriter out) {
        out.printf(Locale.ROOT, "%-28s log-likelihood %.4f, AIC %.2f%n", fit.model(), fit.logLikelihood(), fit.aic());
        fit.estimates().forEach((name, value) -> {
            Interval ratio = fit.likelihoodRatio().get(name);
            Interval wald = fit.wald().get(name);
            out.printf(
                    Locale.ROOT,
                    "  %-10s %14.8g  likelihood ratio %s  Wald %s%n",
                    name,
                    value,
                    interval(ratio),
                    interval(wald));
        });
    }

    private static String interval(@Nullable Interval i) {
        return i == null ? "-" : "[" + end(i.low(), "0") + ", " + end(i.high(), "unbounded") + "]";
    }

    private static String end(@Nullable Double value, String none) {
        return value == null ? none : String.format(Locale.ROOT, "%.6g", value);
    }

    private static void steps(List<Step> steps, PrintWriter out) {
        if (steps.isEmpty()) {
            return;
        }
        int every = Math.max(1, (steps.size() + STEPS_SHOWN - 1) / STEPS_SHOWN);
        out.println("Kaplan-Meier, " + steps.size() + " steps" + (every > 1 ? ", 1 in " + every + " shown" : ""));
        out.printf("%14s %9s %9s %10s %10s %10s%n", "time", "at risk", "failed", "survival", "low", "high");
        for (int i = 0; i < steps.size(); i += every) {
            Step s = steps.get(i);
            out.printf(
                    Locale.ROOT,
                    "%14.6g %9d %9d %10.6f %10.6f %10.6f%n",
                    s.time(),
                    s.atRisk(),
                    s.failures(),
                    s.survival(),
                    s.low(),
                    s.high());
        }
    }

    private static void rates(FitReport r, PrintWriter out) {
        r.prior()
                .ifPresent(p ->
                        out.printf(Locale.ROOT, "%nprior     gamma, shape %.6g, rate %.6g%n", p.shape(), p.rate()));
        out.printf("%-20s %9s %12s %12s %12s %12s%n", "group", "failures", "raw rate", "drawn in", "low", "high");
        for (GroupRate g : r.rates()) {
            out.printf(
                    Locale.ROOT,
                    "%-20s %9d %12.5g %12.5g %12s %12s%n",
                    g.group(),
                    g.failures(),
                    g.raw(),
                    g.mean(),
                    end(g.interval().low(), "0"),
                    end(g.interval().high(), "-"));
        }
    }
}
