/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.site.SimulatedSite;
import io.plimsoll.twin.site.SiteState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a simulated site run beside the real clock: at the chosen speed while it comes up, slower once it is up, and at real
 * speed where it has caught up with today.
 */
final class DemoRun {

    /** At most this fast once every node has its certificate, so that the site only lives on. */
    static final double LIFE_SPEED = 600;

    private static final long PAUSE_MS_MAX = 500;

    private final SimulatedSite site;
    private final PromiseDesk desk;
    private final HealthDesk health;
    private final VirtualClock clock;
    private final double speed;
    private final int nodes;
    private final AtomicBoolean stopped;

    DemoRun(
            SimulatedSite site,
            PromiseDesk desk,
            HealthDesk health,
            VirtualClock clock,
            double speed,
            int nodes,
            AtomicBoolean stopped) {
        this.site = site;
        this.desk = desk;
        this.health = health;
        this.clock = clock;
        this.speed = speed;
        this.nodes = nodes;
        this.stopped = stopped;
    }

    /** Runs until it is stopped. */
    void run() {
        SiteState state = site.state();
        double now = (double) state.now();
        long lastNanos = System.nanoTime();
        while (!stopped.get()) {
            long nanos = System.nanoTime();
            double factor = state.acceptedNodes() >= nodes ? Math.min(speed, LIFE_SPEED) : speed;
            now += (nanos - lastNanos) / 1e9 * factor;
            lastNanos = nanos;
            now = Math.min(now, (double) clock.latest(Instant.now()));
            long limit = (long) now / SimulatedSite.SLICE * SimulatedSite.SLICE;
            if (state.now() < limit) {
                site.advance(limit);
                desk.look(clock.instant(state.now()));
                health.look(clock.instant(state.now()));
                now = Math.min(now, (double) (state.now() + SimulatedSite.SLICE) + 2 * factor);
            } else {
                double seconds = ((double) (limit + SimulatedSite.SLICE) - now) / factor;
                pause(Duration.ofNanos((long) (seconds * 1e9)));
            }
        }
    }

    private static void pause(Duration wanted) {
        long ms = Math.clamp(wanted.toMillis(), 1, PAUSE_MS_MAX);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms));
    }
}
