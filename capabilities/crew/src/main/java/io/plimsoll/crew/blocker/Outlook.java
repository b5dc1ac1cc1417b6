/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import io.plimsoll.crew.bringup.BringUpReady;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plan as it would be if some blockers were gone now. The same input gives the same outcome. */
final class Outlook {

    private final StandUp standUp;
    private final Graph graph;
    private final Optional<BringUpReady> schedule;
    private final TrancheBook book;
    private final long now;
    private final long horizon;
    private final int[] suOf;
    private final Map<List<Long>, long[]> scheduled = new HashMap<>();

    /**
     * @param ready when each unit is ready, in seconds, at most the horizon
     * @param begins when each tranche begins
     * @param late by how many seconds
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by sums only
    record Outcome(long[] ready, long[] begins, long[] late, long lateSeconds, long shortGpuSeconds, long gpuSeconds) {

        /** Whether contracts, then promised hours, then hours are better. */
        boolean betterThan(Outcome other) {
            if (lateSeconds != other.lateSeconds) {
                return lateSeconds < other.lateSeconds;
            }
            return shortGpuSeconds != other.shortGpuSeconds
                    ? shortGpuSeconds < other.shortGpuSeconds
                    : gpuSeconds < other.gpuSeconds;
        }
    }

    Outlook(StandUp standUp, Graph graph, Optional<BringUpReady> schedule) {
        this.standUp = standUp;
        this.graph = graph;
        this.schedule = schedule;
        this.now = standUp.at().getEpochSecond();
        this.horizon = standUp.horizon().getEpochSecond();
        this.book = new TrancheBook(standUp);
        List<String> sus = schedule.map(BringUpReady::units).orElse(List.of());
        this.suOf =
                standUp.units().stream().mapToInt(u -> sus.indexOf(u.name())).toArray();
    }

    /** The plan with these blockers gone now. */
    Outcome without(BitSet gone) {
        long[] clear = graph.clear(gone);
        return outcome(clear, schedule.isPresent() ? scheduled(clear) : null);
    }

    /**
     * The plan with these gone too. Whatever was possible before them is still possible: a schedule that came out worse is not taken.
     */
    Outcome without(BitSet gone, Outcome before) {
        long[] clear = graph.clear(gone);
        if (schedule.isEmpty()) {
            return outcome(clear, null);
        }
        Outcome anew = outcome(clear, scheduled(clear));
        Outcome kept = outcome(clear, suReady(before));
        return kept.betterThan(anew) ? kept : anew;
    }

    /** Reads the schedule's dates back out of an outcome: later ones than the schedule's own do no harm, they were possible. */
    private long[] suReady(Outcome before) {
        long[] out = new long[schedule.map(s -> s.units().size()).orElse(0)];
        for (int u = 0; u < suOf.length; u++) {
            if (suOf[u] >= 0) {
                out[suOf[u]] = Math.max(out[suOf[u]], before.ready()[u]);
            }
        }
        return out;
    }

    private long[] scheduled(long[] clear) {
        Map<String, Instant> notBefore = new HashMap<>();
        List<Long> key = new ArrayList<>();
        for (int p = 0; p < graph.packages().size(); p++) {
            long at = graph.release(p, clear);
            key.add(at);
            if (at > now) {
                notBefore.put(graph.packages().get(p), Instant.ofEpochSecond(at));
            }
        }
        return scheduled.computeIfAbsent(
                key,
                k -> schedule.map(s -> s.of(notBefore).stream()
                                .mapToLong(Instant::getEpochSecond)
                                .toArray())
                        .orElseGet(() -> new long[0]));
    }

    private Outcome outcome(long[] clear, long @org.jspecify.annotations.Nullable [] su) {
        List<StandUp.Unit> units = standUp.units();
        long[] ready = new long[units.size()];
        long gpuSeconds = 0;
        for (int u = 0; u < ready.length; u++) {
            StandUp.Unit unit = units.get(u);
            long at = Math.max(now, unit.ready().getEpochSecond());
            if (su != null && suOf[u] >= 0) {
                at = Math.max(at, su[suOf[u]]);
            }
            long held = graph.held(u, clear);
            if (held > now) {
                at = Math.max(at, held + unit.work().toSeconds());
            }
            ready[u] = Math.min(horizon, at);
            gpuSeconds += (ready[u] - now) * unit.gpus();
        }
        long[] begins = new long[standUp.tranches().size()];
        long[] late = new long[begins.length];
        long sum = 0;
        long missing = 0;
        for (int t = 0; t < begins.length; t++) {
            TrancheBook.Kept kept =
                    book.keep(t, ready, graph.holds(standUp.tranches().get(t).commitment(), clear));
            begins[t] = kept.begins();
            late[t] = kept.lateSeconds();
            sum += late[t];
            missing += kept.shortGpuSeconds();
        }
        return new Outcome(ready, begins, late, sum, missing, gpuSeconds);
    }

    /** What an outcome costs more than another. */
    static Board.Price price(Outcome with, Outcome without) {
        return new Board.Price(
                hours(with.gpuSeconds() - without.gpuSeconds()),
                hours(with.lateSeconds() - without.lateSeconds()) / 24,
                hours(with.shortGpuSeconds() - without.shortGpuSeconds()));
    }

    /** When each blocker is gone. */
    long[] clear() {
        return graph.clear(new BitSet());
    }

    TrancheBook book() {
        return book;
    }

    static double hours(long seconds) {
        return seconds / 3600.0;
    }
}
