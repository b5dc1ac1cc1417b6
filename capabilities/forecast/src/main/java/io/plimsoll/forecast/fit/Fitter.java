/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.fit.FitReport.Refusal;
import io.plimsoll.forecast.math.Newton;
import io.plimsoll.forecast.math.Special;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Fits all laws to a table and says which of them to go on with. */
public final class Fitter {

    /** Above this many groups only rates are told of each, no laws. */
    private static final int GROUP_LAWS_MAX = 100;

    /** A Weibull scale so many times beyond the last time watched is absurd if few failed. */
    private static final double SCALE_ABSURD = 1_000;

    /** ... and already at this many times, if a limited failure population fits better at this level. */
    private static final double SCALE_DOUBTFUL = 10;

    private static final double BETTER = 0.05;
    private static final double FAILED_FEW = 0.5;

    private final double level;

    /**
     * @param level of all intervals, such as 0.95
     */
    public Fitter(double level) {
        this.level = level;
    }

    /** The whole table, its groups, and what its further columns explain. */
    public FitReport fit(LifeTable table) {
        List<FitReport> groups = new ArrayList<>();
        List<GammaPoisson.Count> counts = new ArrayList<>();
        if (table.hasGroups()) {
            Map<String, List<Lifetime>> by = table.by(table.groups());
            by.forEach((group, rows) -> {
                if (by.size() <= GROUP_LAWS_MAX) {
                    groups.add(new OneFit(table.source(), group, LifeTable.merged(rows))
                            .report(List.of(), List.of(), List.of(), List.of(), Optional.empty()));
                }
                counts.add(count(group, rows));
            });
        }
        List<GammaPoisson.Count> watched =
                counts.stream().filter(c -> c.exposure() > 0).toList();
        Optional<GammaPoisson.Prior> prior = GammaPoisson.empirical(watched);
        List<GammaPoisson.GroupRate> rates = prior.map(p -> watched.stream()
                        .map(c -> GammaPoisson.posterior(p, c, level))
                        .toList())
                .orElse(List.of());
        List<FitReport.CovariateTest> tests = new ArrayList<>();
        table.covariates()
                .forEach((column, values) ->
                        CovariateTester.test(column, table.by(values)).ifPresent(tests::add));
        List<String> notes = new ArrayList<>(table.notes());
        if (!counts.isEmpty() && prior.isEmpty()) {
            notes.add("the groups' rates differ no more than chance lets them: use the common rate");
        }
        OneFit all = new OneFit(table.source(), "", LifeTable.merged(table.rows()));
        FitReport report = all.report(notes, groups, rates, tests, prior);
        return watched.size() < 2 || all.failures == 0
                ? report
                : withVariance(report, GammaPoisson.varianceToMean(watched));
    }

    private static GammaPoisson.Count count(String group, List<Lifetime> rows) {
        long failures = rows.stream()
                .filter(Lifetime::failure)
                .mapToLong(Lifetime::count)
                .sum();
        double exposure =
                rows.stream().mapToDouble(r -> r.count() * r.exposure()).sum();
        return new GammaPoisson.Count(group, failures, exposure);
    }

    private static FitReport withVariance(FitReport r, double varianceToMean) {
        return new FitReport(
                r.source(),
                r.group(),
                r.n(),
                r.failures(),
                r.rightCensored(),
                r.leftCensored(),
                r.intervalCensored(),
                r.truncated(),
                r.exposure(),
                r.level(),
                r.model(),
                r.estimates(),
                r.intervals(),
                r.logLikelihood(),
                r.rateUpperBound(),
                r.weibull(),
                r.exponential(),
                r.lognormal(),
                r.loglogistic(),
                r.limitedFailurePopulation(),
                r.refused(),
                r.kaplanMeier(),
                r.turnbull(),
                r.groups(),
                r.prior(),
                r.rates(),
                Optional.of(varianceToMean),
                r.covariates(),
                r.warnings());
    }

    /** The laws of one set of rows. */
    private final class OneFit {
        private final String source;
        private final String group;
        private final List<Lifetime> rows;
        private final long n;
        private final long failures;
        private final double exposure;
        private final double last;
        private final boolean intervals;
        private final List<Refusal> refused = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private boolean plateau;

        OneFit(String source, String group, List<Lifetime> rows) {
            this.source = source;
            this.group = group;
            this.rows = rows;
            n = count(Lifetime.Kind.EXACT) + count(Lifetime.Kind.RIGHT) + count(Lifetime.Kind.INTERVAL);
            failures = n - count(Lifetime.Kind.RIGHT);
            exposure = rows.stream().mapToDouble(r -> r.count() * r.exposure()).sum();
            last = rows.stream()
                    .mapToDouble(r -> r.failure() ? r.right() : r.left())
                    .max()
                    .orElse(0);
            intervals = count(Lifetime.Kind.INTERVAL) > 0;
        }

        private long count(Lifetime.Kind kind) {
            return rows.stream()
                    .filter(r -> r.kind() == kind)
                    .mapToLong(Lifetime::count)
                    .sum();
        }

        FitReport report(
                List<String> notes,
                List<FitReport> groups,
                List<GammaPoisson.GroupRate> rates,
                List<FitReport.CovariateTest> tests,
                Optional<GammaPoisson.Prior> prior) {
            warnings.addAll(notes);
            Optional<LawFit> exponential =
                    failures > 0 && exposure > 0 ? Optional.of(ExponentialFitter.fit(rows, level)) : Optional.empty();
            Optional<LawFit> limited = failures > 0 ? LimitedFailureFitter.fit(rows, level) : Optional.empty();
            Optional<LawFit> weibull = weibull(limited);
            Optional<LawFit> chosen =
                    weibull.isPresent() ? weibull : limited.isPresent() && failures > 1 ? limited : exponential;
            if (failures > 0 && failures < 5) {
                warnings.add(failures + " failure(s): the intervals are wide, and likelihoodRatio is better than wald");
            }
            return new FitReport(
                    source,
                    group,
                    n,
                    failures,
                    n - failures,
                    rows.stream()
                            .filter(r -> r.kind() == Lifetime.Kind.INTERVAL && r.left() == 0)
                            .mapToLong(Lifetime::count)
                            .sum(),
                    rows.stream()
                            .filter(r -> r.kind() == Lifetime.Kind.INTERVAL && r.left() > 0)
                            .mapToLong(Lifetime::count)
                            .sum(),
                    rows.stream()
                            .filter(r -> r.entry() > 0)
                            .mapToLong(Lifetime::count)
                            .sum(),
                    exposure,
                    level,
                    chosen.map(LawFit::model).orElse("NONE"),
                    chosen.map(LawFit::estimates).orElse(Map.of()),
                    chosen.map(this::best).orElseGet(this::withoutFailure),
                    chosen.map(LawFit::logLikelihood),
                    failures == 0 && exposure > 0
                            ? Optional.of(ExponentialFitter.upperBoundWithoutFailure(exposure, level))
                            : Optional.empty(),
                    weibull,
                    exponential,
                    law(Family.LOGNORMAL),
                    law(Family.LOGLOGISTIC),
                    limited,
                    refused,
                    intervals ? List.of() : SurvivalCurve.kaplanMeier(rows, level),
                    intervals ? SurvivalCurve.turnbull(rows) : List.of(),
                    groups,
                    prior,
                    rates,
                    Optional.empty(),
                    tests,
                    warnings);
        }

        private Map<String, Interval> best(LawFit fit) {
            Map<String, Interval> out = new LinkedHashMap<>(fit.wald());
            out.putAll(fit.likelihoodRatio());
            if (fit.model().equals("EXPONENTIAL") && !intervals) {
                out.put("rate", ExponentialFitter.chiSquare(failures, exposure, level));
                out.remove("mean");
            }
            return out;
        }

        private Map<String, Interval> withoutFailure() {
            if (!(exposure > 0)) {
                warnings.add("no failure and no watched time: nothing can be said");
                return Map.of();
            }
            warnings.add(String.format(
                    Locale.ROOT,
                    "no failure: no estimate; with %.4g %% confidence a constant rate is below %.6g",
                    100 * level,
                    ExponentialFitter.upperBoundWithoutFailure(exposure, level)));
            return Map.of(
                    "rate",
                    new Interval(
                            null, ExponentialFitter.upperBoundWithoutFailure(exposure, level), "CHI_SQUARE_ONE_SIDED"));
        }

        private Optional<LawFit> law(Family family) {
            if (failures < 2 || plateau) {
                return Optional.empty();
            }
            LawFitter fitter = new LawFitter(family, rows, level);
            return fitter.maximum().map(fitter::fit);
        }

        private Optional<LawFit> weibull(Optional<LawFit> limited) {
            if (failures < 2) {
                refused.add(new Refusal(
                        "WEIBULL",
                        failures == 0 ? "no failure was seen" : "one failure cannot tell the shape: use the rate"));
                return Optional.empty();
            }
            LawFitter fitter = new LawFitter(Family.WEIBULL, rows, level);
            Optional<Newton.Maximum> maximum = fitter.maximum();
            if (maximum.isEmpty()) {
                refused.add(
                        new Refusal(
                                "WEIBULL",
                                "the likelihood has no maximum with a finite shape: the failures fell on one moment, at the end of what was watched, or in one interval"));
                return Optional.empty();
            }
            LawFit fit = fitter.fit(maximum.get());
            Optional<String> absurd = absurd(fit, limited);
            absurd.ifPresent(reason -> {
                refused.add(new Refusal("WEIBULL", reason));
                for (String other : List.of("LOGNORMAL", "LOGLOGISTIC")) {
                    refused.add(new Refusal(other, "as for the Weibull law: hardly any failure after the early ones"));
                }
                plateau = true;
                warnings.add("a plain Weibull law is refused: " + reason);
            });
            return absurd.isPresent() ? Optional.empty() : Optional.of(fit);
        }

        /** Few failed, early, and then hardly any: a Weibull law can only tell that with a scale far beyond all experience. */
        private Optional<String> absurd(LawFit fit, Optional<LawFit> limited) {
            double scale = fit.estimates().getOrDefault("scale", 0.0);
            double beyond = scale / last;
            boolean few = failures < FAILED_FEW * n;
            double ratio = limited.map(l -> 2 * (l.logLikelihood() - fit.logLikelihood()))
                    .orElse(0.0);
            double p = ratio > 0 ? 0.5 * Special.chiSquareTail(1, ratio) : 1;
            boolean wearsIn = fit.estimates().getOrDefault("shape", 1.0) < 0.8;
            if (few && ((beyond > SCALE_DOUBTFUL && p < BETTER) || (beyond > SCALE_ABSURD && wearsIn))) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "its scale would be %.3g, %.3g times the longest time watched, with %d of %d failed%s",
                        scale,
                        beyond,
                        failures,
                        n,
                        p < BETTER
                                ? String.format(
                                        Locale.ROOT,
                                        "; a population of which only a part can fail fits better (p = %.2g)",
                                        p)
                                : ""));
            }
            if (beyond > SCALE_DOUBTFUL) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "the Weibull scale is %.3g times the longest time watched: use the law within that time only",
                        beyond));
            }
            return Optional.empty();
        }
    }
}
