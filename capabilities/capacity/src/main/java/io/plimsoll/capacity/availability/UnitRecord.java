/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.availability;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Measurement;
import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Longs;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.model.UnitState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One unit within a window: when it was held and up, and each outage with what of it counts. */
final class UnitRecord {

    /** A stay in one state while the unit was held and not up. */
    private record Down(int entry, UnitState state, long from, long until, Optional<Exclusion.Kind> exclusion) {}

    private final Timelines timelines;
    private final int unit;
    private final Measurement measurement;
    private final long windowFrom;
    private final long windowUntil;
    private final Longs held = new Longs();
    private final Longs up = new Longs();
    private final Longs counted = new Longs();
    private final List<Outage> outages = new ArrayList<>();
    private final List<Down> open = new ArrayList<>();
    private final Map<Exclusion.Kind, Long> excused = new EnumMap<>(Exclusion.Kind.class);
    private long notice = Entry.NONE;
    private Optional<Exclusion.Kind> exclusion = Optional.empty();
    private boolean fitOnce;

    UnitRecord(Timelines timelines, int unit, Commitment commitment, long from, long until) {
        this.timelines = timelines;
        this.unit = unit;
        this.measurement = commitment.measurement();
        this.windowFrom = from;
        this.windowUntil = until;
    }

    /**
     * @param commitment the index whose allocations count; negative where every free unit that was fit once counts
     */
    Pool.Member read(int commitment) {
        timelines.visit(unit, (entry, state, from, until, allocation) -> {
            fitOnce |= state.fit();
            boolean mine = commitment >= 0
                    ? allocation == commitment
                    : allocation < 0 && fitOnce && state != UnitState.RETIRED;
            stay(entry, state, from, until, mine);
        });
        close();
        return new Pool.Member(
                unit, timelines.log().units().get(unit), held.toArray(), up.toArray(), counted.toArray());
    }

    List<Outage> outages() {
        return outages;
    }

    private void stay(int entry, UnitState state, long from, long until, boolean mine) {
        long a = Math.max(from, windowFrom);
        long b = Math.min(until, windowUntil);
        if (mine) {
            Pool.span(held, a, b);
        }
        if (!mine || state.fit()) {
            close();
            exclusion = Optional.empty();
            notice = Entry.NONE;
            if (mine) {
                Pool.span(up, a, b);
                Pool.span(counted, a, b);
            }
            return;
        }
        exclusion = timelines.exclusionOf(entry).or(() -> exclusion);
        long told = timelines.noticeOf(entry);
        notice = told != Entry.NONE && (notice == Entry.NONE || told < notice) ? told : notice;
        open.add(new Down(entry, state, from, until, exclusion));
    }

    /** Ends an outage, if one is open, and decides what of it counts. */
    private void close() {
        if (open.isEmpty()) {
            return;
        }
        long began = open.getFirst().from();
        long ended = open.getLast().until();
        Duration grace = measurement.evidence().grace();
        boolean tooShort = !grace.isZero() && ended - began <= grace.toSeconds();
        boolean byNotice = measurement.evidence().clock() == Measurement.Evidence.Clock.NOTICE;
        long clock = !byNotice ? began : notice == Entry.NONE ? Long.MAX_VALUE : Math.max(began, notice);
        long against = 0;
        for (Down down : open) {
            long a = Math.max(down.from(), windowFrom);
            long b = Math.min(down.until(), windowUntil);
            if (b <= a) {
                continue;
            }
            long starts = tooShort ? b : Math.clamp(clock, a, b);
            Pool.span(counted, a, starts);
            long free = allowed(down.exclusion(), b - starts);
            Pool.span(counted, starts, starts + free);
            against += b - starts - free;
        }
        long a = Math.max(began, windowFrom);
        long b = Math.min(ended, windowUntil);
        if (b > a) {
            Down first = open.getFirst();
            outages.add(new Outage(
                    timelines.log().units().get(unit).name(),
                    a,
                    b,
                    against,
                    first.state(),
                    open.getLast().exclusion(),
                    timelines.log().idOf(first.entry()),
                    timelines.log().wordsOf(first.entry()).cause()));
        }
        open.clear();
    }

    /** How many of so many seconds the exclusions take away, and remembers it. */
    private long allowed(Optional<Exclusion.Kind> kind, long seconds) {
        if (kind.isEmpty()) {
            return 0;
        }
        for (Exclusion agreed : measurement.exclusions()) {
            if (agreed.kind() == kind.get()) {
                long used = excused.getOrDefault(agreed.kind(), 0L);
                long left = agreed.unitMax()
                        .map(m -> Math.max(0, m.toSeconds() - used))
                        .orElse(Long.MAX_VALUE);
                long free = Math.min(left, seconds);
                excused.put(agreed.kind(), used + free);
                return free;
            }
        }
        return 0;
    }
}
