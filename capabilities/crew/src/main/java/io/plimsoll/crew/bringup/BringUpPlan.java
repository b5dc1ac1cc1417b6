/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When each work package is done, and how sure the dates are.
 *
 * @param makespanHours of the schedule by median durations
 * @param lowerBoundHours no schedule by median durations is shorter
 * @param criticalPath packages of the longest path by links alone
 * @param runs of the simulation; 0 if every duration is known
 * @param faults what the independent checker says against the schedule
 */
public record BringUpPlan(
        String name,
        OffsetDateTime start,
        OffsetDateTime finish,
        OffsetDateTime finishP50,
        OffsetDateTime finishP90,
        double makespanHours,
        double lowerBoundHours,
        boolean proven,
        List<String> criticalPath,
        List<Unit> units,
        List<Step> packages,
        int runs,
        long seed,
        List<String> faults) {

    /** A scalable unit: when it is ready by the schedule, and by which date in half and in nine of ten runs. */
    public record Unit(String su, OffsetDateTime planned, OffsetDateTime p50, OffsetDateTime p90) {}

    /**
     * A work package in the schedule.
     *
     * @param totalFloatHours by links alone: how late it may start without a later end of the longest path
     * @param freeFloatHours by links alone: without a later start of any other
     * @param slackHours in the schedule with its resources: how late it may start if nothing else may end later
     * @param criticality share of runs in which it had no slack; empty if every duration is known
     */
    public record Step(
            String id,
            Optional<String> su,
            OffsetDateTime start,
            OffsetDateTime end,
            double totalFloatHours,
            double freeFloatHours,
            double slackHours,
            boolean critical,
            Optional<Double> criticality) {}
}
