/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A genetic search over schedules. A child takes a stretch of activities from one parent's list and the rest in the other's order
 * (two-point crossover, Hartmann 1998; the stretch where the first parent uses resources best, Valls, Ballestin and Quintanilla 2008),
 * is built by serial generation, then pushed right and left again (double justification, Valls, Ballestin and Quintanilla 2005). A
 * population that no longer gets better is started anew, the best schedule aside.
 */
final class GeneticSearch {

    private static final int STOP_EVERY = 32;

    private final Network net;
    private final Generator generator;
    private final SplittableRandom random;
    private final int size;
    private final int population;
    private final int patience;

    private final int[][] lists;
    private final int[][] starts;
    private final int[] spans;
    private final long[] hashes;

    private final int[] list;
    private final int[] start;
    private final int[] back;
    private final int[] kept;
    private final boolean[] taken;
    private final double[] key;

    private final int[] best;
    private int bestSpan = Integer.MAX_VALUE;
    private final int longest;
    private long built;

    GeneticSearch(Network net, long seed, int population, int patience) {
        this.net = net;
        this.generator = new Generator(net);
        this.random = new SplittableRandom(seed);
        this.size = net.size;
        this.population = population;
        this.patience = patience;
        lists = new int[population][size];
        starts = new int[population][size];
        spans = new int[population];
        hashes = new long[population];
        list = new int[size];
        start = new int[size];
        back = new int[size];
        kept = new int[size];
        taken = new boolean[size];
        key = new double[size];
        best = new int[size];
        longest = Arrays.stream(net.tail).max().orElse(0);
    }

    int[] best() {
        return best;
    }

    int bestSpan() {
        return bestSpan;
    }

    long built() {
        return built;
    }

    /** Runs until the bound is reached, so many schedules are built, or it is told to stop. */
    void run(int bound, long schedulesMax, BooleanSupplier stop) {
        while (bestSpan > bound && built < schedulesMax && !stop.getAsBoolean()) {
            if (!populate(bound, schedulesMax, stop)) {
                return;
            }
            long last = 0;
            int floor = Arrays.stream(spans).min().orElse(0);
            long children = 0;
            while (children - last < (long) patience * population) {
                children++;
                if (child() && spanOf() < floor) {
                    floor = spanOf();
                    last = children;
                }
                if (bestSpan <= bound || built >= schedulesMax) {
                    return;
                }
                if (children % STOP_EVERY == 0 && stop.getAsBoolean()) {
                    return;
                }
            }
        }
    }

    private int lastSpan;

    private int spanOf() {
        return lastSpan;
    }

    private int restarts;

    private boolean populate(int bound, long schedulesMax, BooleanSupplier stop) {
        for (int p = 0; p < population; p++) {
            double noise = p == 0 ? 0 : 0.05 + random.nextDouble() * 0.4 * Math.min(6, 1 + restarts);
            sample(noise);
            int span = finish(generator.forward(list, start));
            store(p, span);
            if (bestSpan <= bound || built >= schedulesMax || (p % STOP_EVERY == 0 && stop.getAsBoolean())) {
                return false;
            }
        }
        restarts++;
        return true;
    }

    /** A list by longest tail, blurred. */
    private void sample(double noise) {
        double width = noise * longest;
        for (int i = 0; i < size; i++) {
            key[i] = net.tail[i] + (random.nextDouble() - 0.5) * width;
        }
        int[] open = back;
        int ready = 0;
        for (int i = 0; i < size; i++) {
            open[i] = net.before[i].length;
            if (open[i] == 0) {
                kept[ready++] = i;
            }
        }
        for (int n = 0; n < size; n++) {
            int pick = 0;
            for (int k = 1; k < ready; k++) {
                if (key[kept[k]] > key[kept[pick]]) {
                    pick = k;
                }
            }
            int i = kept[pick];
            kept[pick] = kept[--ready];
            list[n] = i;
            for (int j : net.next[i]) {
                if (--open[j] == 0) {
                    kept[ready++] = j;
                }
            }
        }
    }

    /** Double justification of what is in {@code start}; remembers the best; leaves the list by starts. */
    private int finish(int firstSpan) {
        int span = firstSpan;
        built++;
        for (int round = 0; round < 4; round++) {
            generator.byFinishBack(start, span, list);
            int first = generator.backward(list, back, span);
            if (first < 0) {
                break;
            }
            for (int i = 0; i < size; i++) {
                back[i] -= first;
            }
            generator.byStart(back, span - first, list);
            int now = generator.forward(list, start);
            built += 2;
            boolean better = now < span;
            span = now;
            if (!better) {
                break;
            }
        }
        generator.byStart(start, span, list);
        if (span < bestSpan) {
            bestSpan = span;
            System.arraycopy(start, 0, best, 0, size);
        }
        lastSpan = span;
        return span;
    }

    private void store(int p, int span) {
        System.arraycopy(list, 0, lists[p], 0, size);
        System.arraycopy(start, 0, starts[p], 0, size);
        spans[p] = span;
        hashes[p] = hash();
    }

    private long hash() {
        long h = 17;
        for (int i = 0; i < size; i++) {
            h = h * 0x9E3779B97F4A7C15L + start[i];
        }
        return h;
    }

    private int tournament() {
        int a = random.nextInt(population);
        int b = random.nextInt(population);
        return spans[a] <= spans[b] ? a : b;
    }

    /** Makes a child and puts it in place of a worse one; whether it went in. */
    private boolean child() {
        int father = tournament();
        int mother = tournament();
        if (father == mother) {
            mother = (mother + 1 + random.nextInt(population - 1)) % population;
        }
        cross(father, mother);
        mutate();
        int span = finish(generator.forward(list, start));
        int loser = random.nextInt(population);
        for (int k = 0; k < 2; k++) {
            int other = random.nextInt(population);
            if (spans[other] > spans[loser]) {
                loser = other;
            }
        }
        if (span > spans[loser]) {
            return false;
        }
        long h = hash();
        for (int p = 0; p < population; p++) {
            if (hashes[p] == h) {
                return false;
            }
        }
        store(loser, span);
        return true;
    }

    private void cross(int father, int mother) {
        int length = size / 4 + random.nextInt(Math.max(1, size / 2));
        int from = random.nextInt(Math.max(1, size - length + 1));
        int to = Math.min(size, from + length);
        Arrays.fill(taken, false);
        int[] f = lists[father];
        int[] m = lists[mother];
        int n = 0;
        int at = 0;
        while (n < from) {
            int i = m[at++];
            taken[i] = true;
            list[n++] = i;
        }
        for (int k = 0; n < to && k < size; k++) {
            if (!taken[f[k]]) {
                taken[f[k]] = true;
                list[n++] = f[k];
            }
        }
        for (int k = 0; n < size; k++) {
            if (!taken[m[k]]) {
                list[n++] = m[k];
            }
        }
    }

    private void mutate() {
        int moves = 1 + random.nextInt(Math.max(1, size / 8));
        for (int k = 0; k < moves; k++) {
            int p = random.nextInt(size);
            int i = list[p];
            int step = random.nextBoolean() ? 1 : -1;
            int far = 1 + random.nextInt(Math.max(4, size / 4));
            int q = p;
            while (far-- > 0 && q + step >= 0 && q + step < size && !linked(i, list[q + step], step)) {
                list[q] = list[q + step];
                q += step;
            }
            list[q] = i;
        }
    }

    private boolean linked(int i, int other, int step) {
        int[] stop = step > 0 ? net.next[i] : net.before[i];
        for (int s : stop) {
            if (s == other) {
                return true;
            }
        }
        return false;
    }
}
