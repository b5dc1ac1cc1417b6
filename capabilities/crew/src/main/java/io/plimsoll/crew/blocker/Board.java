/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is in the way, what it costs, and what to clear next.
 *
 * @param total the plan with all blockers less the plan without any
 * @param totalLate the same if every one is as late as its P90
 * @param blockers by their rank
 * @param next in which order to clear them: each step's gain is what it brings once the steps before it are done
 */
public record Board(
        String name,
        Instant at,
        Instant horizon,
        Price total,
        Price totalLate,
        List<Priced> blockers,
        List<Circles.Circle> circles,
        List<Step> next,
        List<Promise> promises,
        List<UnblockTimes.Line> times,
        List<String> notes) {

    /**
     * The plan with it less the plan without it, nothing else changed.
     *
     * @param blockedGpuHours hours by which GPUs are ready later, within the horizon
     * @param contractDays days by which commitments begin later
     * @param shortGpuHours hours for which GPUs were promised and are not there
     */
    public record Price(double blockedGpuHours, double contractDays, double shortGpuHours) {}

    /** Where the date comes from at which a blocker will be gone. */
    public enum Basis {
        /** Its owner's ETA. */
        ETA,
        /** Its owner's P90: the P50 has passed. */
        OVERDUE,
        /** How long others like it lasted. */
        HISTORY,
        /** Nobody knows: it is counted until the horizon. */
        UNKNOWN,
        /** It waits in a circle: it is counted until the horizon. */
        CIRCLE,
        /** It holds nothing up. */
        NONE
    }

    /** @param with blockers that hold up the same; {@code price} is for all of them together */
    public record Together(List<String> with, Price price) {}

    /**
     * A blocker with its price.
     *
     * @param gone when it is expected to be gone, with what it waits on
     * @param goneLate the same by the P90s
     * @param gpus that it holds up, by itself or through blockers that wait on it
     * @param moves commitments that would begin earlier without it
     * @param shareGpuHours its part of the hours held: each hour is split evenly among those that still hold the unit
     * @param together given if others hold the same units, so that it alone brings less
     * @param rank 1 for the one to clear first; 0 if it holds nothing up
     */
    public record Priced(
            String id,
            BlockerKind kind,
            String title,
            String owner,
            String site,
            String supplier,
            BlockerState state,
            Instant raised,
            Optional<Eta> eta,
            Instant gone,
            Instant goneLate,
            Basis basis,
            List<String> blocks,
            List<String> waitsOn,
            int gpus,
            Price price,
            Price priceLate,
            double shareGpuHours,
            List<String> moves,
            Optional<Together> together,
            int rank) {}

    /** @param owner whose turn it is; empty if nobody has it */
    public record Step(String id, String title, String owner, Price gain) {}

    /**
     * A tranche and when it can begin.
     *
     * @param begins with all blockers; empty if not within the horizon
     * @param beginsClear without any
     * @param missing GPUs that no clearing brings within the horizon
     */
    public record Promise(
            String commitment,
            Instant from,
            int gpus,
            Optional<Instant> begins,
            Optional<Instant> beginsClear,
            double lateDays,
            double lateDaysClear,
            int missing,
            List<String> heldBy) {}
}
