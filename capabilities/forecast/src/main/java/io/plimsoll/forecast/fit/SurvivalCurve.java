/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import io.plimsoll.forecast.math.Special;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Survival without a law: Kaplan-Meier, and Turnbull's estimate where failure times are intervals. */
public final class SurvivalCurve {

    private static final int TURNBULL_STEPS_MAX = 20_000;
    private static final int TURNBULL_CELLS_MAX = 2_000;

    private SurvivalCurve() {}

    /**
     * One step of the curve, at a failure time.
     *
     * @param atRisk units watched just before
     * @param standardError Greenwood's
     * @param low lower end of the log-log interval, which stays within 0 and 1
     * @param greenwoodLow lower end of the plain interval, cut at 0
     */
    public record Step(
            double time,
            long atRisk,
            long failures,
            long censored,
            double survival,
            double standardError,
            double low,
            double high,
            double greenwoodLow,
            double greenwoodHigh) {}

    /** A stretch of time that holds failures, and what survives after it. */
    public record Stretch(double after, double until, double share, double survival) {}

    /** Kaplan and Meier (1958); rows entered late count from their entry. Units censored at a failure time still count there. */
    static List<Step> kaplanMeier(List<Lifetime> rows, double level) {
        double z = Special.normalQuantile(0.5 + level / 2);
        List<Lifetime> byEntry = new ArrayList<>(rows);
        byEntry.sort(java.util.Comparator.comparingDouble(Lifetime::entry));
        List<Lifetime> byTime = new ArrayList<>(rows);
        byTime.sort(java.util.Comparator.comparingDouble(Lifetime::left));
        List<Step> out = new ArrayList<>();
        double survival = 1;
        double greenwood = 0;
        long atRisk = 0;
        int entered = 0;
        for (int i = 0; i < byTime.size(); ) {
            double time = byTime.get(i).left();
            while (entered < byEntry.size() && byEntry.get(entered).entry() < time) {
                atRisk += byEntry.get(entered++).count();
            }
            long failures = 0;
            long censored = 0;
            for (; i < byTime.size() && byTime.get(i).left() == time; i++) {
                failures += byTime.get(i).failure() ? byTime.get(i).count() : 0;
                censored += byTime.get(i).failure() ? 0 : byTime.get(i).count();
            }
            if (failures > 0) {
                survival *= 1 - (double) failures / atRisk;
                greenwood += (double) failures / ((double) atRisk * (atRisk - failures));
                out.add(step(time, atRisk, failures, censored, survival, greenwood, z));
            }
            atRisk -= failures + censored;
        }
        return out;
    }

    private static Step step(
            double time, long atRisk, long failures, long censored, double survival, double greenwood, double z) {
        if (survival == 0) {
            return new Step(time, atRisk, failures, censored, 0, 0, 0, 0, 0, 0);
        }
        double error = survival * Math.sqrt(greenwood);
        double spread = z * Math.sqrt(greenwood) / Math.abs(Math.log(survival));
        return new Step(
                time,
                atRisk,
                failures,
                censored,
                survival,
                error,
                Math.pow(survival, Math.exp(spread)),
                Math.pow(survival, Math.exp(-spread)),
                Math.max(0, survival - z * error),
                Math.min(1, survival + z * error));
    }

    /** Turnbull (1976) by self-consistency; empty if there are too many distinct times for it, or late entries. */
    static List<Stretch> turnbull(List<Lifetime> rows) {
        TreeSet<Double> ends = new TreeSet<>();
        for (Lifetime row : rows) {
            ends.add(row.left());
            ends.add(row.right());
        }
        if (ends.size() > TURNBULL_CELLS_MAX || rows.stream().anyMatch(r -> r.entry() > 0)) {
            return List.of();
        }
        // Cells: each point of time alone and each gap after it; an exact failure sits in its point, an interval is
        // (left, right].
        List<Double> times = new ArrayList<>(ends);
        int cells = 2 * times.size();
        int[][] span = new int[rows.size()][];
        long total = 0;
        for (int i = 0; i < span.length; i++) {
            Lifetime row = rows.get(i);
            int left = 2 * java.util.Collections.binarySearch(times, row.left());
            int right = 2 * java.util.Collections.binarySearch(times, row.right());
            span[i] = row.kind() == Lifetime.Kind.EXACT
                    ? new int[] {left, left}
                    : new int[] {left + 1, row.kind() == Lifetime.Kind.RIGHT ? cells - 1 : right};
            total += row.count();
        }
        double[] mass = innermost(span, cells);
        for (int step = 0; step < TURNBULL_STEPS_MAX; step++) {
            double change = consistent(rows, span, mass, total);
            if (change < 1e-12) {
                break;
            }
        }
        return stretches(times, mass);
    }

    /** Equal masses where the curve can fall: from a left end to the next right end with no other left end between (Peto). */
    private static double[] innermost(int[][] span, int cells) {
        boolean[] starts = new boolean[cells];
        boolean[] finishes = new boolean[cells];
        for (int[] s : span) {
            starts[s[0]] = true;
            finishes[s[1]] = true;
        }
        double[] mass = new double[cells];
        int last = -1;
        int count = 0;
        for (int c = 0; c < cells; c++) {
            if (starts[c]) {
                last = c;
            }
            if (finishes[c] && last >= 0) {
                mass[c] = 1;
                count++;
                last = -1;
            }
        }
        for (int c = 0; c < cells; c++) {
            mass[c] /= count;
        }
        return mass;
    }

    private static double consistent(List<Lifetime> rows, int[][] span, double[] mass, long total) {
        double[] next = new double[mass.length];
        for (int i = 0; i < span.length; i++) {
            double sum = 0;
            for (int c = span[i][0]; c <= span[i][1]; c++) {
                sum += mass[c];
            }
            double factor = sum > 0 ? rows.get(i).count() / sum : 0;
            for (int c = span[i][0]; c <= span[i][1]; c++) {
                next[c] += factor * mass[c];
            }
        }
        double change = 0;
        for (int c = 0; c < mass.length; c++) {
            double share = next[c] / total;
            change = Math.max(change, Math.abs(share - mass[c]));
            mass[c] = share;
        }
        return change;
    }

    private static List<Stretch> stretches(List<Double> times, double[] mass) {
        List<Stretch> out = new ArrayList<>();
        double survival = 1;
        for (int c = 0; c < mass.length; c++) {
            double until = times.get(c / 2);
            if (mass[c] > 1e-10 && Double.isFinite(until) && c % 2 == 0) {
                survival -= mass[c];
                out.add(new Stretch(c == 0 ? until : times.get(c / 2 - 1), until, mass[c], Math.max(0, survival)));
            }
        }
        return out;
    }
}
