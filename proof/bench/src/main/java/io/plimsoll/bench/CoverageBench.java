/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.bench.CoverageModel.Kind;
import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.forecast.ForecastResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Real outages under a contract for 380 of 400 nodes: five availabilities and the credits, and a forecast that knows the first
 * days only, held against those that came after.
 */
final class CoverageBench {

    private static final String CONTRACT = """
            id: three-eighty
            unit: node
            tranches: [{quantity: 380, from: 2025-01-01}]
            availability: {target: 99.5%, measure: timeMet, kOfN: {k: 16, n: 18}, blockNodes: 18}
            price: {cents: 100000, per: unit month}
            currency: USD
            credits: {ladder: [{below: 99.5%, credit: 10%}, {below: 99%, credit: 25%}], cap: 25%, claimDays: 30}
            """;

    /** When every month is over; nodes are taken to stay as the trace leaves them. */
    private static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");

    private static final double WEEK = 7;
    private static final int RESERVE = 20;
    private static final double TARGET = 0.995;
    private static final double SAME = 1e-9;
    private static final int[] AHEAD = {1, 4};

    private CoverageBench() {}

    /** One of the five measures over the whole trace. */
    record Measured(String measure, double availability) {}

    record Month(String month, double availability, boolean met, long creditCents) {}

    /**
     * @param down nodes down on average over the week, as it was
     * @param median as forecast; the bands hold half and nine in ten of the futures
     */
    record Week(
            double fromDay,
            double down,
            double median,
            double likelyLow,
            double likelyHigh,
            double lowest,
            double highest,
            double probability,
            boolean kept) {}

    /**
     * @param origins days on which a forecast was made
     * @param coverage50 share of weeks that fell into the band of half of the futures
     * @param meanDown forecast, and {@code meanDownWas} as it was
     * @param brier mean squared difference of the probability that a week keeps its target from what happened
     * @param brierOfShare the same for the share of weeks that kept it before day {@code fitDays}, told of every week
     */
    record Score(
            Kind model,
            String made,
            int origins,
            int weeks,
            double coverage50,
            double coverage90,
            double width90,
            double meanDown,
            double meanDownWas,
            double brier,
            double brierOfShare) {}

    record Result(
            Machine machine,
            String trace,
            int outages,
            int fitDays,
            int replications,
            long seed,
            List<Measured> measures,
            List<Month> months,
            long creditCents,
            List<CoverageModel.Fit> fits,
            List<Score> scores,
            List<Week> weeks) {}

    static Result run(Path file, int fitDays, int replications, long seed) throws IOException {
        CoverageTrace trace = CoverageTrace.read(file);
        Commitment contract = CommitmentReader.read(CONTRACT, "contract").getFirst();
        List<Month> months = months(trace, contract);
        List<CoverageModel.Fit> fits = new ArrayList<>();
        List<Score> scores = new ArrayList<>();
        List<Week> shown = List.of();
        for (Kind kind : Kind.values()) {
            CoverageModel model = new CoverageModel(trace, fitDays, kind);
            fits.add(model.fit());
            double horizon = Math.floor((CoverageTrace.DAYS - fitDays) / WEEK) * WEEK;
            List<Week> once = weeks(trace, model.ahead(horizon, replications, seed), fitDays, 0, Integer.MAX_VALUE);
            scores.add(score(kind, "once, on day " + fitDays, 1, once, trace, fitDays));
            shown = kind == Kind.FITTED_UNSURE ? once : shown;
            scores.addAll(rolling(trace, kind, fitDays, replications, seed));
        }
        return new Result(
                Machine.here(),
                file.getFileName().toString(),
                trace.outages.size(),
                fitDays,
                replications,
                seed,
                measures(trace, contract),
                months,
                months.stream().mapToLong(Month::creditCents).sum(),
                fits,
                scores,
                shown);
    }

    /** Made anew each week from all that was known by then, and scored on the first and the fourth week after. */
    private static List<Score> rolling(CoverageTrace trace, Kind kind, int fitDays, int replications, long seed) {
        List<List<Week>> ahead = List.of(new ArrayList<>(), new ArrayList<>());
        int origins = 0;
        for (double day = fitDays; day + WEEK * AHEAD[1] <= CoverageTrace.DAYS; day += WEEK) {
            ForecastResult.Promise p =
                    new CoverageModel(trace, day, kind).ahead(WEEK * AHEAD[1], replications, seed + origins);
            for (int a = 0; a < AHEAD.length; a++) {
                ahead.get(a).addAll(weeks(trace, p, day, AHEAD[a] - 1, AHEAD[a]));
            }
            origins++;
        }
        List<Score> out = new ArrayList<>();
        for (int a = 0; a < AHEAD.length; a++) {
            String made = "each week, " + AHEAD[a] + (AHEAD[a] == 1 ? " week" : " weeks") + " ahead";
            out.add(score(kind, made, origins, ahead.get(a), trace, fitDays));
        }
        return out;
    }

    private static List<Week> weeks(CoverageTrace trace, ForecastResult.Promise p, double origin, int from, int until) {
        List<Week> out = new ArrayList<>();
        for (ForecastResult.Week w : p.weeks()) {
            if (w.week() < from || w.week() >= until) {
                continue;
            }
            double start = origin + w.fromDay();
            out.add(new Week(
                    start,
                    trace.down(start, start + WEEK),
                    CoverageTrace.NODES - w.median(),
                    CoverageTrace.NODES - w.likely().high(),
                    CoverageTrace.NODES - w.likely().low(),
                    CoverageTrace.NODES - w.nearlyAll().high(),
                    CoverageTrace.NODES - w.nearlyAll().low(),
                    w.probability(),
                    trace.shareWithAtMost(RESERVE, start, start + WEEK) >= TARGET - SAME));
        }
        return out;
    }

    private static Score score(
            Kind kind, String made, int origins, List<Week> weeks, CoverageTrace trace, int fitDays) {
        int before = (int) (fitDays / WEEK);
        int kept = 0;
        for (int w = 0; w < before; w++) {
            double start = fitDays - (before - w) * WEEK;
            kept += trace.shareWithAtMost(RESERVE, start, start + WEEK) >= TARGET - SAME ? 1 : 0;
        }
        double share = (double) kept / before;
        return new Score(
                kind,
                made,
                origins,
                weeks.size(),
                mean(weeks, w -> w.down() >= w.likelyLow() && w.down() <= w.likelyHigh() ? 1 : 0),
                mean(weeks, w -> w.down() >= w.lowest() && w.down() <= w.highest() ? 1 : 0),
                mean(weeks, w -> w.highest() - w.lowest()),
                mean(weeks, Week::median),
                mean(weeks, Week::down),
                mean(weeks, w -> Math.pow(w.probability() - (w.kept() ? 1 : 0), 2)),
                mean(weeks, w -> Math.pow(share - (w.kept() ? 1 : 0), 2)));
    }

    private static double mean(List<Week> weeks, java.util.function.ToDoubleFunction<Week> of) {
        return weeks.stream().mapToDouble(of).average().orElse(Double.NaN);
    }

    private static Statement statement(CoverageTrace trace, Commitment contract, Windows window) {
        return new Statements(Timelines.of(trace.log), contract, AS_OF, Optional.empty())
                .of(window, new Statement.Sources("", "", trace.log.size(), 0));
    }

    private static List<Measured> measures(CoverageTrace trace, Commitment contract) {
        Instant end = CoverageTrace.START.plusSeconds(CoverageTrace.DAYS * 86_400L);
        return statement(trace, contract, new Windows(CoverageTrace.START, end)).measures().stream()
                .map(m -> new Measured(m.measure(), m.availability().doubleValue()))
                .toList();
    }

    private static List<Month> months(CoverageTrace trace, Commitment contract) {
        List<Month> out = new ArrayList<>();
        for (int m = 1; m <= 12; m++) {
            Statement s = statement(trace, contract, Windows.of(contract, YearMonth.of(2025, m)));
            out.add(new Month(
                    "2025-" + (m < 10 ? "0" : "") + m,
                    s.availability().availability().doubleValue(),
                    s.availability().met(),
                    s.credit().creditCents().orElse(0L)));
        }
        return out;
    }
}
