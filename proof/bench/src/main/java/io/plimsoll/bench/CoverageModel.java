/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.bench.CoverageTrace.Outage;
import io.plimsoll.forecast.ForecastResult;
import io.plimsoll.forecast.Forecaster;
import io.plimsoll.forecast.fit.FitReport;
import io.plimsoll.forecast.fit.Fitter;
import io.plimsoll.forecast.fit.LawFit;
import io.plimsoll.forecast.fit.LifeTable;
import io.plimsoll.forecast.fit.Lifetime;
import io.plimsoll.forecast.scenario.ScenarioReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A forecast of the trace from what was known of it by a day, and nothing after. */
final class CoverageModel {

    /** How the unknown is filled in. */
    enum Kind {
        /** The rate as counted, repairs exponential: what a calculator with a mean time to repair does. */
        EXPONENTIAL,
        /** The rate as counted, repairs by the best law. */
        FITTED,
        /** As FITTED, and the rate as unsure as it differed from month to month. */
        FITTED_UNSURE
    }

    /**
     * @param outages that had begun by then
     * @param ratePerNodeDay of failures while up
     * @param monthsVary coefficient of variation of the rate from month to month, beyond chance
     * @param law of the repair that was taken, such as {@code lognormal}
     * @param meanDays of a repair
     */
    record Fit(Kind model, int outages, double ratePerNodeDay, double monthsVary, String law, double meanDays) {}

    private static final double MONTH = 28;
    private static final int WARM_UP = 60;
    private static final int PROMISED = 380;

    private final CoverageTrace trace;
    private final double day;
    private final Kind kind;

    CoverageModel(CoverageTrace trace, double day, Kind kind) {
        this.trace = trace;
        this.day = day;
        this.kind = kind;
    }

    private List<Outage> begun() {
        return trace.outages.stream().filter(o -> o.from() < day).toList();
    }

    private double nodeDays() {
        return CoverageTrace.NODES * day - trace.down(0, day) * day;
    }

    /** Repairs that had not ended by then are censored: that they last is known, and how long is not. */
    private FitReport repairs() {
        List<Lifetime> rows = new ArrayList<>();
        for (Outage o : begun()) {
            boolean ended = o.until() <= day;
            double length = Math.max(1e-4, Math.min(o.until(), day) - o.from());
            rows.add(ended ? Lifetime.failed(length, 0, 1) : Lifetime.alive(length, 0, 1));
        }
        List<String> none = rows.stream().map(r -> "").toList();
        return new Fitter(0.95).fit(new LifeTable("repairs", rows, none, Map.of(), List.of()));
    }

    /** Var/mean of the months' counts above 1, as a coefficient of variation of the rate. */
    private double monthsVary() {
        int months = (int) (day / MONTH);
        double[] counts = new double[months];
        begun().forEach(o -> {
            int m = (int) ((o.from() - (day - months * MONTH)) / MONTH);
            if (o.from() >= day - months * MONTH && m < months) {
                counts[m]++;
            }
        });
        double mean = Stream.of(counts)
                .flatMapToDouble(java.util.Arrays::stream)
                .average()
                .orElse(0);
        double variance = 0;
        for (double c : counts) {
            variance += (c - mean) * (c - mean) / (months - 1);
        }
        return mean == 0 ? 0 : Math.sqrt(Math.max(0, variance - mean)) / mean;
    }

    Fit fit() {
        List<Outage> begun = begun();
        LawFit law = law(repairs());
        return new Fit(
                kind,
                begun.size(),
                begun.size() / nodeDays(),
                monthsVary(),
                law.model().toLowerCase(Locale.ROOT),
                mean(law));
    }

    private LawFit law(FitReport report) {
        LawFit exponential = report.exponential().orElseThrow();
        if (kind == Kind.EXPONENTIAL) {
            return exponential;
        }
        return Stream.of(Optional.of(exponential), report.weibull(), report.lognormal())
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(LawFit::aic))
                .orElse(exponential);
    }

    private static double mean(LawFit law) {
        Map<String, Double> e = law.estimates();
        return switch (law.model()) {
            case "WEIBULL" ->
                e.getOrDefault("scale", 0.0)
                        * Math.exp(io.plimsoll.forecast.math.Special.logGamma(1 + 1 / e.getOrDefault("shape", 1.0)));
            case "LOGNORMAL" -> Math.exp(e.getOrDefault("mu", 0.0) + Math.pow(e.getOrDefault("sigma", 0.0), 2) / 2);
            default -> e.getOrDefault("mean", 0.0);
        };
    }

    private String duration(LawFit law) {
        String spread = switch (law.model()) {
            case "WEIBULL" -> ", shape: " + law.estimates().get("shape");
            case "LOGNORMAL" -> ", sigma: " + law.estimates().get("sigma");
            default -> "";
        };
        return "{law: " + law.model().toLowerCase(Locale.ROOT) + ", days: " + mean(law) + spread + "}";
    }

    /** What it says of the weeks after that day. */
    ForecastResult.Promise ahead(double horizonDays, int replications, long seed) {
        LawFit law = law(repairs());
        int failures = begun().size();
        String rate = kind == Kind.FITTED_UNSURE
                ? "perNodeDay: %s, uncertainty: %s".formatted(failures / nodeDays(), Math.max(0.01, monthsVary()))
                : "observed: {failures: %d, nodeDays: %s}".formatted(failures, nodeDays());
        String scenario = """
                horizonDays: %s
                warmUpDays: %d
                fleet: [{class: node, nodes: %d, gpusPerNode: 8}]
                failures: [{kind: fault, %s, repair: %s, source: "the trace until day %s"}]
                commitments: [{commitment: c, quantity: %d, target: 0.995, measure: time, windowDays: 7}]
                """.formatted(horizonDays, WARM_UP, CoverageTrace.NODES, rate, duration(law), day, PROMISED);
        return new Forecaster(
                        ScenarioReader.read(
                                new ByteArrayInputStream(scenario.getBytes(StandardCharsets.UTF_8)), "trace"),
                        new Forecaster.Options(replications, seed, false, false))
                .run()
                .promises()
                .getFirst();
    }
}
