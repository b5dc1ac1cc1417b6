/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a running campaign keeps to, whatever happens.
 *
 * @param hallWatts started tasks of a hall never draw more together; 0 for no limit
 * @param rackWatts the same for a rack
 * @param rampWattsPerMinute tasks started in one hall within any sixty seconds never add more; 0 for no limit
 * @param nodeCap nodes that draw power in tests at one time; 0 for no limit
 * @param coolDown a node rests so long between two tasks, so that one test does not warm up the next
 * @param leaseTimeout a task that nobody says to be running by then is lost
 * @param limitGrace how long after its limit a workload may be on its way out
 * @param attemptsMax how often a task is started before a lost or broken one stays so
 * @param deadline when everything stops; empty for never
 */
public record RunRules(
        long hallWatts,
        long rackWatts,
        long rampWattsPerMinute,
        int nodeCap,
        Duration coolDown,
        Duration leaseTimeout,
        Duration limitGrace,
        int attemptsMax,
        Optional<Instant> deadline) {

    /** No limits but those of sense: a lease of a minute, a grace of one more, three attempts. */
    public static final RunRules PLAIN =
            new RunRules(0, 0, 0, 0, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1), 3, Optional.empty());

    public RunRules withPower(long hall, long rack, long ramp) {
        return new RunRules(hall, rack, ramp, nodeCap, coolDown, leaseTimeout, limitGrace, attemptsMax, deadline);
    }

    public RunRules withNodeCap(int cap) {
        return new RunRules(
                hallWatts,
                rackWatts,
                rampWattsPerMinute,
                cap,
                coolDown,
                leaseTimeout,
                limitGrace,
                attemptsMax,
                deadline);
    }

    public RunRules withCoolDown(Duration rest) {
        return new RunRules(
                hallWatts,
                rackWatts,
                rampWattsPerMinute,
                nodeCap,
                rest,
                leaseTimeout,
                limitGrace,
                attemptsMax,
                deadline);
    }

    public RunRules withDeadline(Instant end) {
        return new RunRules(
                hallWatts,
                rackWatts,
                rampWattsPerMinute,
                nodeCap,
                coolDown,
                leaseTimeout,
                limitGrace,
                attemptsMax,
                Optional.of(end));
    }
}
