/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.route.search;

import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.crew.route.RouteProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Takes strings of stops out of neighbouring routes and puts each request back where it costs least, with some places overlooked by
 * chance (slack induction by string removals; Christiaens and Vanden Berghe 2020), under simulated annealing. What an insertion into a
 * route costs is remembered until that route changes.
 */
public final class RouteSearch {

    private static final double REMOVED_MEAN = 10;
    private static final int STRING_MAX = 10;
    private static final double SPLIT_SHARE = 0.5;
    private static final double SPLIT_MORE = 0.5;
    private static final double BLINK = 0.03;
    /** Temperatures at the start and the end, as shares of the longest way: tried from 0.1 to 1 and from 0.002 to 0.03. */
    private static final double HOT = 0.2;

    private static final double COLD = 0.02;

    private static final double PER_SECOND = 70_000;
    /** The clock is not minded before this share, in which a fresh virtual machine is slow. */
    private static final double PATIENCE = 0.3;

    private final RouteProblem problem;
    private final Ground ground;
    private final SplittableRandom random;

    private final Tour[] tours;
    private final Tour[] spare;
    private final boolean[] touched;
    private final int[] touchedList;
    private int touchedCount;
    private final int[] tourOf;
    private final int[] absent;
    private int absentCount;
    private final int[] keptAbsent;
    private int keptAbsentCount;
    private double cost;

    private final double[] memory;
    private final int[] memoryAt;
    private final int[] memoryVersion;
    private int versions;

    private final long[] sortKeys;
    private final boolean[] ruined;

    private final int[][] bestStops;
    private int[] bestAbsent = {};
    private double bestCost;
    private long iterations;
    private boolean onTime = true;

    public RouteSearch(RouteProblem problem, long seed) {
        this.problem = problem;
        this.ground = new Ground(problem);
        this.random = new SplittableRandom(seed);
        int n = ground.requests;
        int m = ground.technicians;
        tours = new Tour[m];
        spare = new Tour[m];
        for (int t = 0; t < m; t++) {
            tours[t] = new Tour(ground, t);
            tours[t].version = ++versions;
            spare[t] = new Tour(ground, t);
        }
        touched = new boolean[m];
        touchedList = new int[m];
        ruined = new boolean[m];
        tourOf = new int[n];
        absent = new int[n];
        keptAbsent = new int[n];
        memory = new double[n * m];
        memoryAt = new int[n * m];
        memoryVersion = new int[n * m];
        sortKeys = new long[n];
        bestStops = new int[m][];
        Arrays.fill(tourOf, -1);
        for (int r = 0; r < n; r++) {
            absent[r] = r;
        }
        absentCount = n;
        cost = n * ground.missing;
        bestCost = Double.MAX_VALUE;
    }

    /** So many iterations belong to a second: what two thirds of a core of 2023 do with 25 technicians and 100 requests. */
    public static long iterationsIn(double seconds) {
        return Math.max(1, (long) (seconds * PER_SECOND));
    }

    /**
     * The same problem, seed and iterations give the same plan, as long as {@link #onTime} stays true.
     *
     * @param iterationsMax how often to take out and put back; it sets how fast the search cools
     * @param clock asked now and then for the share of the time that is gone; at 1 the search ends. If by then it would not have done
     *     its iterations, it cools by the clock instead
     */
    public RoutePlan run(long iterationsMax, DoubleSupplier clock) {
        recreate();
        settle(true);
        double hot = HOT * ground.longest;
        double cold = COLD * ground.longest;
        double temperature = hot;
        for (iterations = 0; iterations < iterationsMax; iterations++) {
            if ((iterations & 255) == 0) {
                double share = share((double) iterations / iterationsMax, clock.getAsDouble());
                if (share >= 1) {
                    break;
                }
                temperature = hot * Math.pow(cold / hot, share);
            }
            double before = cost;
            ruin();
            recreate();
            settle(cost < before - temperature * Math.log(random.nextDouble()));
        }
        return plan();
    }

    private double share(double done, double gone) {
        onTime &= gone < PATIENCE || gone <= done;
        return onTime ? done : Math.max(done, gone);
    }

    /** Whether the plan depends on seed and iterations alone, not on the clock. */
    public boolean onTime() {
        return onTime;
    }

    private void touch(int t) {
        if (!touched[t]) {
            touched[t] = true;
            touchedList[touchedCount++] = t;
            Tour old = tours[t];
            Tour fresh = spare[t];
            fresh.copyStops(old);
            tours[t] = fresh;
            spare[t] = old;
        }
    }

    private void rebuilt(int t) {
        Tour tour = tours[t];
        double before = tour.cost;
        tour.rebuild();
        tour.version = ++versions;
        cost += tour.cost - before;
    }

    /** Keeps what was done since the last call, or takes it back. */
    private void settle(boolean keep) {
        if (keep) {
            keptAbsentCount = absentCount;
            System.arraycopy(absent, 0, keptAbsent, 0, absentCount);
        } else {
            for (int k = 0; k < touchedCount; k++) {
                int t = touchedList[k];
                Tour done = tours[t];
                tours[t] = spare[t];
                spare[t] = done;
                cost += tours[t].cost - done.cost;
            }
            for (int k = 0; k < touchedCount; k++) {
                Tour tour = tours[touchedList[k]];
                for (int i = 0; i < tour.length; i++) {
                    tourOf[tour.stops[i]] = tour.technician;
                }
            }
            cost += (keptAbsentCount - absentCount) * ground.missing;
            absentCount = keptAbsentCount;
            System.arraycopy(keptAbsent, 0, absent, 0, absentCount);
            for (int k = 0; k < absentCount; k++) {
                tourOf[absent[k]] = -1;
            }
        }
        for (int k = 0; k < touchedCount; k++) {
            touched[touchedList[k]] = false;
        }
        touchedCount = 0;
        if (keep && cost < bestCost - 1e-9) {
            bestCost = cost;
            for (int t = 0; t < tours.length; t++) {
                bestStops[t] = Arrays.copyOf(tours[t].stops, tours[t].length);
            }
            bestAbsent = Arrays.copyOf(absent, absentCount);
        }
    }

    private void ruin() {
        int in = ground.requests - absentCount;
        if (in == 0) {
            return;
        }
        int used = 0;
        for (Tour tour : tours) {
            used += tour.length > 0 ? 1 : 0;
        }
        double stringMax = Math.min(STRING_MAX, (double) in / used);
        double stringsMax = 4 * REMOVED_MEAN / (1 + stringMax) - 1;
        int strings = (int) (1 + random.nextDouble() * stringsMax);
        int seed = random.nextInt(ground.requests);
        int done = 0;
        for (int c : ground.near[seed]) {
            int t = tourOf[c];
            if (t < 0 || ruined[t]) {
                continue;
            }
            int most = (int) Math.min(stringMax, tours[t].length);
            int length = Math.max(1, (int) (1 + random.nextDouble() * most));
            cut(t, c, Math.min(length, tours[t].length));
            ruined[t] = true;
            if (++done >= strings) {
                break;
            }
        }
        for (int k = 0; k < touchedCount; k++) {
            ruined[touchedList[k]] = false;
            rebuilt(touchedList[k]);
        }
    }

    /** Takes a string of so many stops that contains c out of a route; at times with a stretch in it that stays. */
    private void cut(int t, int c, int length) {
        touch(t);
        Tour tour = tours[t];
        int at = 0;
        while (tour.stops[at] != c) {
            at++;
        }
        int keep = 0;
        if (length > 1 && length < tour.length && random.nextDouble() < SPLIT_SHARE) {
            keep = 1;
            while (length + keep < tour.length && random.nextDouble() > SPLIT_MORE) {
                keep++;
            }
        }
        int whole = length + keep;
        int from = Math.max(0, at - whole + 1);
        int to = Math.min(at, tour.length - whole);
        int start = from + random.nextInt(to - from + 1);
        int skip = keep == 0 ? 0 : 1 + random.nextInt(length - 1);
        if (keep > 0) {
            drop(tour, start + skip + keep, length - skip);
            drop(tour, start, skip);
        } else {
            drop(tour, start, length);
        }
    }

    private void drop(Tour tour, int from, int count) {
        for (int i = from; i < from + count; i++) {
            int r = tour.stops[i];
            absent[absentCount++] = r;
            tourOf[r] = -1;
            cost += ground.missing;
        }
        tour.removeAt(from, count);
    }

    private void recreate() {
        sort();
        int left = 0;
        for (int k = 0; k < absentCount; k++) {
            int r = absent[k];
            if (!put(r)) {
                absent[left++] = r;
            }
        }
        absentCount = left;
    }

    private boolean put(int r) {
        double least = Tour.NEVER;
        int where = -1;
        int base = r * ground.technicians;
        for (int t : ground.able[r]) {
            Tour tour = tours[t];
            if (memoryVersion[base + t] != tour.version) {
                memoryVersion[base + t] = tour.version;
                memory[base + t] = tour.cheapest(r);
                memoryAt[base + t] = tour.foundAt;
            }
            if (memory[base + t] < least && random.nextDouble() >= BLINK) {
                least = memory[base + t];
                where = t;
            }
        }
        if (where < 0) {
            return false;
        }
        touch(where);
        tours[where].insert(r, memoryAt[base + where]);
        rebuilt(where);
        tourOf[r] = where;
        cost -= ground.missing;
        return true;
    }

    private void sort() {
        int kind = random.nextInt(12);
        int home = ground.depot;
        for (int k = 0; k < absentCount; k++) {
            int r = absent[k];
            double key = switch (kind) {
                case 0, 1, 2, 3 -> random.nextInt(1 << 20);
                case 4, 5 -> ground.closes[r] - ground.opens[r];
                case 6 -> ground.opens[r];
                case 7 -> -ground.closes[r];
                case 8, 9 -> -ground.travel[home * ground.nodes + r];
                case 10 -> ground.travel[home * ground.nodes + r];
                default -> ground.able[r].length;
            };
            sortKeys[k] = ((long) (key * 64) << 20) | r;
        }
        Arrays.sort(sortKeys, 0, absentCount);
        for (int k = 0; k < absentCount; k++) {
            absent[k] = (int) (sortKeys[k] & 0xF_FFFF);
        }
    }

    private RoutePlan plan() {
        List<RoutePlan.Route> routes = new ArrayList<>();
        double sum = 0;
        for (int t = 0; t < tours.length; t++) {
            int[] stops = bestStops[t];
            if (stops.length > 0) {
                Tour tour = new Tour(ground, t);
                for (int r : stops) {
                    tour.insert(r, tour.length);
                }
                tour.rebuild();
                sum += tour.cost;
                routes.add(new RoutePlan.Route(
                        problem.technicians().get(t).home().id(),
                        Arrays.stream(stops)
                                .mapToObj(r -> problem.requests().get(r).place().id())
                                .toList(),
                        tour.depotBefore(),
                        tour.departs(),
                        tour.cost));
            }
        }
        return new RoutePlan(
                sum,
                bestAbsent.length == 0,
                routes,
                Arrays.stream(bestAbsent)
                        .mapToObj(r -> problem.requests().get(r).place().id())
                        .toList(),
                iterations);
    }
}
