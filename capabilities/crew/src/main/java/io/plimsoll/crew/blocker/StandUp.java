/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import io.plimsoll.crew.bringup.BringUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a daily stand-up looks at: what is to come, what it was promised for, and what is in the way.
 *
 * @param at now
 * @param horizon until when hours are counted
 * @param past spells that are over; those of {@code blockers} are counted beside them
 * @param bringUp the schedule that units come out of, each by the name of its SU; its packages can be blocked
 */
public record StandUp(
        String name,
        Instant at,
        Instant horizon,
        List<Unit> units,
        List<Tranche> tranches,
        List<Blocker> blockers,
        List<Spell> past,
        Optional<BringUp> bringUp) {

    /**
     * GPUs that become ready together.
     *
     * @param ready when, as far as no blocker holds them
     * @param work what is left to do after the last blocker is gone
     */
    public record Unit(String name, int gpus, Instant ready, Duration work) {}

    /**
     * GPUs promised from a moment on.
     *
     * @param pool the units that can keep it; empty for all units that are in nobody's pool
     */
    public record Tranche(String commitment, Instant from, Optional<Instant> until, int gpus, List<String> pool) {
        public Tranche {
            pool = List.copyOf(pool);
        }
    }

    public StandUp {
        units = List.copyOf(units);
        tranches = List.copyOf(tranches);
        blockers = List.copyOf(blockers);
        past = List.copyOf(past);
    }
}
