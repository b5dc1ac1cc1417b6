/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which units keep which tranche: those of its pool that are ready first, after the tranches that began before it. */
final class TrancheBook {

    private final StandUp standUp;
    private final long now;
    private final long horizon;
    private final Map<List<String>, int[]> pools = new HashMap<>();
    private final int[] before;

    TrancheBook(StandUp standUp) {
        this.standUp = standUp;
        this.now = standUp.at().getEpochSecond();
        this.horizon = standUp.horizon().getEpochSecond();
        Set<String> named = new HashSet<>();
        standUp.tranches().forEach(t -> named.addAll(t.pool()));
        for (StandUp.Tranche t : standUp.tranches()) {
            pools.computeIfAbsent(t.pool(), pool -> members(pool, named));
        }
        before = standUp.tranches().stream().mapToInt(this::before).toArray();
    }

    private int[] members(List<String> pool, Set<String> named) {
        Set<String> wanted = new HashSet<>(pool);
        List<Integer> out = new ArrayList<>();
        for (int u = 0; u < standUp.units().size(); u++) {
            String name = standUp.units().get(u).name();
            if (pool.isEmpty() ? !named.contains(name) : wanted.contains(name)) {
                out.add(u);
            }
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    /** GPUs that tranches of the same pool, promised for an earlier date and not over by then, take first. */
    private int before(StandUp.Tranche t) {
        Comparator<StandUp.Tranche> first =
                Comparator.comparing(StandUp.Tranche::from).thenComparing(StandUp.Tranche::commitment);
        return standUp.tranches().stream()
                .filter(o -> o.pool().equals(t.pool()) && first.compare(o, t) < 0)
                .filter(o -> o.until().map(end -> end.isAfter(t.from())).orElse(true))
                .mapToInt(StandUp.Tranche::gpus)
                .sum();
    }

    /**
     * @param begins when all of it is there; the horizon if that is later
     */
    record Kept(long begins, long lateSeconds, long shortGpuSeconds) {}

    /**
     * @param ready of each unit
     * @param held until when the commitment itself is blocked
     */
    Kept keep(int tranche, long[] ready, long held) {
        StandUp.Tranche t = standUp.tranches().get(tranche);
        long from = Math.max(now, t.from().getEpochSecond());
        long end = Math.min(horizon, t.until().map(i -> i.getEpochSecond()).orElse(horizon));
        if (end <= from) {
            return new Kept(from, 0, 0);
        }
        int[] sorted = pools.getOrDefault(t.pool(), new int[0]).clone();
        Integer[] order = Arrays.stream(sorted).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingLong(u -> ready[u]));
        long sum = -before[tranche];
        long begins = horizon;
        long missing = 0;
        long at = from;
        for (int u : order) {
            long comes = Math.min(end, Math.max(held, ready[u]));
            if (comes > at) {
                missing += (comes - at) * (t.gpus() - Math.clamp(sum, 0, t.gpus()));
                at = comes;
            }
            sum += standUp.units().get(u).gpus();
            if (sum >= t.gpus()) {
                begins = Math.min(horizon, Math.max(held, ready[u]));
                break;
            }
        }
        if (sum < t.gpus() && end > at) {
            missing += (end - at) * (t.gpus() - Math.clamp(sum, 0, t.gpus()));
        }
        return new Kept(begins, Math.max(0, Math.min(end, begins) - from), missing);
    }

    /** GPUs that are missing for good, if each unit is ready then. */
    int missing(int tranche, long[] ready) {
        StandUp.Tranche t = standUp.tranches().get(tranche);
        long there = -before[tranche];
        for (int u : pools.getOrDefault(t.pool(), new int[0])) {
            there += ready[u] < horizon ? standUp.units().get(u).gpus() : 0;
        }
        return (int) Math.max(0, t.gpus() - Math.max(0, there));
    }

    /** Units that can keep it. */
    int[] pool(int tranche) {
        return pools.getOrDefault(standUp.tranches().get(tranche).pool(), new int[0])
                .clone();
    }
}
