/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Event;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.text.Serials;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * A site that comes up and lives, in virtual time.
 *
 * <p>Time goes in slices. In a slice, first everything physical happens ({@link Hands}); then the state is handed to the
 * checkpoint; then the record is told through the doors ({@link Telling}), and what it answers makes people plan their next
 * steps, which fall into later slices. So the truth is never behind the record: a crash between the two leaves something
 * untold, and the next start tells it again. Slices are cut in virtual time, so neither the speed of the watch nor the
 * number of threads that talk to the record changes what happens.
 */
public final class SimulatedSite {

    /** Virtual seconds that are told in one go. */
    public static final long SLICE = 600;

    private final SiteState state;
    private final Hands hands;
    private final Telling telling;
    private final Consumer<SiteState> checkpoint;

    /**
     * @param checkpoint keeps the state; called before the record is told of what the state holds
     * @param threads carries calls that may be made side by side
     */
    public SimulatedSite(
            SiteState state,
            Setting setting,
            Doors doors,
            SiteLog log,
            Consumer<SiteState> checkpoint,
            ExecutorService threads) {
        this.state = state;
        this.hands = new Hands(state, setting, log);
        this.telling = new Telling(state, setting, doors, log, threads);
        this.checkpoint = checkpoint;
        if (!state.begun) {
            hands.begin();
        }
    }

    /** What stays the same as long as a site lives. */
    public record Setting(
            SiteShape shape,
            Rates rates,
            Dice dice,
            VirtualClock clock,
            Schedule schedule,
            Serials serials,
            int testSlots) {

        private static final int NODES_A_TEST_SLOT = 6;
        private static final int TEST_SLOTS_MIN = 8;

        public static Setting of(FabricPlan plan, Rates rates, long seed, VirtualClock clock, PhysicalSite truth) {
            SiteShape shape = truth.shape();
            Dice dice = new Dice(seed);
            int nodes = (int) plan.devices().stream().filter(d -> d.gpus() > 0).count();
            return new Setting(
                    shape,
                    rates,
                    dice,
                    clock,
                    Schedule.of(shape, rates, dice),
                    new Serials(truth, dice),
                    Math.max(TEST_SLOTS_MIN, nodes / NODES_A_TEST_SLOT));
        }
    }

    /** A site before its first day. */
    public static SiteState newState(SiteShape shape) {
        return new SiteState(new PhysicalSite(shape), technicians(shape));
    }

    /** How many technicians repair cables: four, and one more for each 64 nodes. */
    static int technicians(SiteShape shape) {
        return 4 + shape.deviceCount() / 64;
    }

    /** Tells what a crash left untold. */
    public void recover() {
        telling.tellAll(true);
    }

    /** Simulates one slice, or up to {@code limit} where that comes first. Empty stretches are skipped at once. */
    public void advance(long limit) {
        long start = state.now;
        long next = state.queue.nextAt();
        if (next >= limit) {
            state.now = Math.max(start, limit);
            return;
        }
        long end = Math.min(limit, (next / SLICE + 1) * SLICE);
        boolean happened = false;
        for (Optional<Event> e = state.queue.nextBefore(end); e.isPresent(); e = state.queue.nextBefore(end)) {
            hands.happens(e.get());
            happened = true;
        }
        state.now = end;
        if (happened) {
            checkpoint.accept(state);
            telling.tellAll(false);
        }
    }

    /** Simulates until the given virtual second. */
    public void runUntil(long second) {
        while (state.now < second) {
            advance(second);
        }
    }

    public SiteState state() {
        return state;
    }
}
