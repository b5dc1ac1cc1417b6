/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast;

import io.plimsoll.forecast.ForecastResult.Band;
import io.plimsoll.forecast.ForecastResult.Promise;
import io.plimsoll.forecast.ForecastResult.SourceLine;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.sim.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Simulates a scenario and says how likely each promise holds, how surely that is known, and what would help. */
public final class Forecaster {

    /** 95 %, two-sided. */
    static final double Z = 1.959963984540054;

    private static final int DRAWS_MAX = 200;
    private static final int DRAWS_MIN = 10;
    private static final int PER_DRAW = 50;
    private static final double BAND = 0.9;

    private final Scenario scenario;
    private final Options options;

    /**
     * @param replications futures to simulate
     * @param marginal whether to try one more of each thing
     * @param tail whether to look closer at rare breaches
     */
    public record Options(int replications, long seed, boolean marginal, boolean tail) {}

    public Forecaster(Scenario scenario, Options options) {
        this.scenario = scenario;
        this.options = options;
    }

    /** How many draws of uncertain rates so many replications are spread over; 1 where all rates are known. */
    static int draws(Scenario scenario, int replications) {
        boolean uncertain = scenario.failures().stream().anyMatch(f -> f.uncertainty() > 0)
                || scenario.shocks().stream().anyMatch(s -> s.uncertainty() > 0);
        if (!uncertain) {
            return 1;
        }
        return Math.max(Math.min(DRAWS_MIN, replications), Math.min(DRAWS_MAX, replications / PER_DRAW));
    }

    public ForecastResult run() {
        int draws = draws(scenario, options.replications());
        Batch base = Batch.weekly(scenario, options.replications(), options.seed(), draws);
        List<Promise> promises = new ArrayList<>();
        for (int i = 0; i < scenario.commitments().size(); i++) {
            promises.add(promise(base, i));
        }
        List<String> notes = new ArrayList<>();
        if (draws == 1) {
            notes.add(
                    "every rate is taken as known: the parameter band has no width; give uncertainty or observed counts");
        }
        States states = new States(scenario, base);
        return new ForecastResult(
                scenario.name(),
                scenario.horizonDays(),
                options.replications(),
                options.seed(),
                draws,
                promises,
                options.marginal() ? new Margins(scenario, options, draws, base).all() : List.of(),
                states.classes(),
                states.parts(),
                states.crews(),
                base.total.failures,
                base.total.events,
                sources(),
                notes);
    }

    private Promise promise(Batch base, int i) {
        int n = base.replications;
        boolean[] held = base.held[i];
        double probability = share(held);
        double[] perDraw = shares(held, base.draws);
        Band ci = interval(probability, n, perDraw);
        double[] credits = base.credits[i];
        double meanCredits = Arrays.stream(credits).average().orElse(0);
        double se = Math.sqrt(variance(credits) / n);
        Optional<ForecastResult.Tail> tail = options.tail()
                ? Tails.look(scenario, i, options.replications(), options.seed(), base.draws)
                : Optional.empty();
        return new Promise(
                scenario.commitments().get(i).name(),
                probability,
                ci,
                process(base.worst[i], base.draws),
                parameter(perDraw, probability, n),
                meanCredits,
                new Band(Math.max(0, meanCredits - Z * se), meanCredits + Z * se, 0.95, "expectedCredits"),
                Arrays.stream(base.worst[i]).average().orElse(Double.NaN),
                Arrays.stream(base.mean[i]).average().orElse(Double.NaN),
                (double) base.total.breaches[i] / n,
                base.total.windows[i] / n,
                Outlook.of(scenario, base, i),
                tail);
    }

    static double share(boolean[] held) {
        int count = 0;
        for (boolean h : held) {
            count += h ? 1 : 0;
        }
        return (double) count / held.length;
    }

    private static double[] shares(boolean[] held, int draws) {
        double[] out = new double[draws];
        int[] n = new int[draws];
        for (int r = 0; r < held.length; r++) {
            out[r % draws] += held[r] ? 1 : 0;
            n[r % draws]++;
        }
        for (int d = 0; d < draws; d++) {
            out[d] /= n[d];
        }
        return out;
    }

    static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return values.length < 2 ? 0 : sum / (values.length - 1);
    }

    /** Wilson's interval, or that of the draws' means where it is wider: replications of one draw are not independent. */
    static Band interval(double p, int n, double[] perDraw) {
        double z2 = Z * Z / n;
        double centre = (p + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n)) / (1 + z2);
        double low = centre - half;
        double high = centre + half;
        if (perDraw.length > 1) {
            double spread = Z * Math.sqrt(variance(perDraw) / perDraw.length);
            low = Math.min(low, p - spread);
            high = Math.max(high, p + spread);
        }
        return new Band(Math.max(0, low), Math.min(1, high), 0.95, "probability");
    }

    /** Quantiles of the worst window within each draw, averaged over draws: what chance does when the rates are given. */
    private static Band process(double[] worst, int draws) {
        double low = 0;
        double high = 0;
        for (int d = 0; d < draws; d++) {
            double[] own = new double[(worst.length - d + draws - 1) / draws];
            for (int k = 0; k < own.length; k++) {
                own[k] = worst[d + k * draws];
            }
            Arrays.sort(own);
            low += quantile(own, (1 - BAND) / 2) / draws;
            high += quantile(own, (1 + BAND) / 2) / draws;
        }
        return new Band(low, high, BAND, "worstWindow");
    }

    static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        double rest = at - below;
        return below + 1 < sorted.length ? sorted[below] * (1 - rest) + sorted[below + 1] * rest : sorted[below];
    }

    /** Quantiles of the draws' probabilities, drawn together by as much as their spread comes from few replications each. */
    private static Band parameter(double[] perDraw, double p, int n) {
        if (perDraw.length == 1) {
            return new Band(p, p, BAND, "probability");
        }
        double total = variance(perDraw);
        double noise = Arrays.stream(perDraw).map(x -> x * (1 - x)).average().orElse(0) * perDraw.length / n;
        double keep = total > noise ? Math.sqrt(1 - noise / total) : 0;
        double[] drawn =
                Arrays.stream(perDraw).map(x -> p + keep * (x - p)).sorted().toArray();
        return new Band(quantile(drawn, (1 - BAND) / 2), quantile(drawn, (1 + BAND) / 2), BAND, "probability");
    }

    private List<SourceLine> sources() {
        List<SourceLine> out = new ArrayList<>();
        scenario.failures()
                .forEach(f -> out.add(new SourceLine(
                        f.kind(),
                        String.format(
                                Locale.ROOT,
                                "%.6g a node-day%s",
                                f.perNodeDay(),
                                f.uncertainty() > 0
                                        ? String.format(Locale.ROOT, " +- %.2g %%", 100 * f.uncertainty())
                                        : ""),
                        f.source())));
        scenario.parts()
                .forEach(p -> out.add(new SourceLine(
                        p.name(),
                        String.format(
                                Locale.ROOT, "resupply %.4g days", p.resupply().meanDays()),
                        p.source())));
        scenario.shocks()
                .forEach(s -> out.add(new SourceLine(
                        s.kind(), String.format(Locale.ROOT, "%.4g a year", 365 * s.perDay()), s.source())));
        scenario.leaks()
                .forEach(l -> out.add(new SourceLine(
                        "leaked " + l.kind(), String.format(Locale.ROOT, "%.4g nodes", l.nodes()), l.source())));
        return out;
    }
}
