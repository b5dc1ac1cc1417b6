/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Duration;
import java.util.List;

/**
 * Who is paged in which order.
 *
 * @param repeats how often the steps are gone through again before nobody has answered
 * @param acknowledgedFor after this long without an end an acknowledged page is paged again; zero for never
 */
public record Policy(String id, List<Step> steps, int repeats, Duration acknowledgedFor) {

    public Policy {
        steps = List.copyOf(steps);
    }

    /**
     * @param targets all are paged at once
     * @param patience how long to wait for an answer before the next step
     */
    public record Step(List<Target> targets, Duration patience) {
        public Step {
            targets = List.copyOf(targets);
        }
    }

    /** What a step pages. */
    public sealed interface Target {
        /** Whoever is on call in a schedule. */
        record OnCall(String schedule) implements Target {}

        /** One person, on call or not. */
        record Person(String person) implements Target {}
    }
}
