/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.sustain.meter.CounterRollup;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A site's year of energy counters, read by the minute, rolled up to hourly KPIs. */
final class MetersBench {

    private static final int HOURS = 8760;
    private static final int MINUTES = HOURS * 60;
    private static final int DAY = 1440;

    /**
     * @param samples minute readings that were made and rolled up
     * @param energyOff joules by which the roll-up differs from what the servers used, resets and their filling included
     * @param sameOnOneThread whether one thread gives the same joules in each hour
     */
    record Result(
            Machine machine,
            int servers,
            long samples,
            double seconds,
            double processorSeconds,
            double samplesPerSecond,
            long heapMebibytes,
            long resets,
            long gaps,
            double energyOff,
            double pueYear,
            double pueWorstHour,
            boolean sameOnOneThread) {}

    private MetersBench() {}

    static Result run(int servers) {
        long processor =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        long start = System.nanoTime();
        long[] truth = new long[servers];
        CounterRollup all = rollup(servers, truth, true);
        double[] pue = pue(all.joules());
        double seconds = (System.nanoTime() - start) / 1e9;
        long spent =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - processor;
        Runtime runtime = Runtime.getRuntime();
        long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
        int few = Math.min(servers, 8);
        boolean same = Arrays.equals(
                rollup(few, new long[few], true).joules(),
                rollup(few, new long[few], false).joules());
        double used = Arrays.stream(truth).asDoubleStream().sum();
        double rolled = Arrays.stream(all.joules()).asDoubleStream().sum();
        return new Result(
                Machine.here(),
                servers,
                (long) servers * (MINUTES + 1),
                seconds,
                spent / 1e3,
                (double) servers * MINUTES / seconds,
                heap,
                all.resets(),
                all.gaps(),
                rolled / used - 1,
                pue[0],
                pue[1],
                same);
    }

    private static CounterRollup rollup(int servers, long[] truth, boolean parallel) {
        int groups = Math.min(servers, 64);
        IntStream range = IntStream.range(0, groups);
        CounterRollup[] parts = (parallel ? range.parallel() : range)
                .mapToObj(g -> {
                    CounterRollup part = new CounterRollup(HOURS);
                    long[] day = new long[DAY];
                    for (int s = g; s < servers; s += groups) {
                        truth[s] = server(s, part, day);
                    }
                    return part;
                })
                .toArray(CounterRollup[]::new);
        CounterRollup all = new CounterRollup(HOURS);
        for (CounterRollup part : parts) {
            all.merge(part);
        }
        return all;
    }

    /** One server's year: 4 to 10 kW, a reset every three months, a minute in ten thousand lost, now and then some hours. */
    private static long server(int server, CounterRollup into, long[] day) {
        into.nextMeter();
        long state = 0x9E3779B97F4A7C15L * (server + 1);
        long count = 0;
        long used = 0;
        int silent = 0;
        for (int first = 0; first <= MINUTES; first += DAY) {
            int n = Math.min(DAY, MINUTES + 1 - first);
            for (int i = 0; i < n; i++) {
                state = state * 6364136223846793005L + 1442695040888963407L;
                int r = (int) (state >>> 33);
                long step = 60L * (4000 + (r & 4095) + ((first + i) & 1023));
                if (first + i > 0) {
                    used += step;
                    count += step;
                }
                if (r % 130_003 == 7) {
                    count = 0;
                }
                if (r % 500_009 == 11) {
                    silent = 180;
                }
                boolean edge = first + i == 0 || first + i == MINUTES;
                boolean lost = !edge && (silent > 0 || r % 10_007 == 3);
                silent = Math.max(0, silent - 1);
                day[i] = lost ? -1 : count;
            }
            into.add(day, n, first);
        }
        return used;
    }

    /** PUE of the year and of the worst hour, with a facility that needs 15 % and a fixed load beside the IT. */
    private static double[] pue(long[] joules) {
        double it = 0;
        double all = 0;
        double worst = 0;
        double fixed = Arrays.stream(joules).asDoubleStream().average().orElse(0) * 0.05;
        for (long j : joules) {
            double site = j * 1.15 + fixed;
            it += j;
            all += site;
            worst = Math.max(worst, site / j);
        }
        return new double[] {all / it, worst};
    }
}
