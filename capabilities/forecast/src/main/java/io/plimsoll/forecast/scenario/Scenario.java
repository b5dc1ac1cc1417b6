/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import java.util.List;
import java.util.Optional;

/**
 * A fleet over some time, and what was promised of it. All times are in days from the start.
 *
 * @param horizonDays how long is looked ahead
 * @param warmUpDays simulated before day 0, so that a running fleet does not start with everything whole
 */
public record Scenario(
        String name,
        double horizonDays,
        double warmUpDays,
        List<UnitClass> fleet,
        List<Failure> failures,
        List<Part> parts,
        List<Crew> crews,
        List<Shock> shocks,
        List<Leak> leaks,
        List<Commitment> commitments) {

    /**
     * Nodes of one kind.
     *
     * @param traysPerRack nodes in a rack; 1 where racks mean nothing
     * @param traysNeeded how many of them must be up for the rack to be deliverable
     * @param deliveries when they come; one at day 0 with all of them for a standing fleet
     */
    public record UnitClass(
            String name, int gpusPerNode, int traysPerRack, int traysNeeded, List<Delivery> deliveries) {

        public int nodes() {
            return deliveries.stream().mapToInt(Delivery::nodes).sum();
        }
    }

    /**
     * Nodes that come together.
     *
     * @param ageDays how old they are on that day
     * @param slip how much later than planned they may be ready
     * @param yield the share that passes acceptance at once
     * @param rework how long the others take
     */
    public record Delivery(double day, int nodes, double ageDays, DurationLaw slip, double yield, DurationLaw rework) {}

    /**
     * A way to fail.
     *
     * @param perNodeDay failures a day of one node that is up, at shape 1; with another shape 1 / (scale of the Weibull law in days)
     * @param shape of the hazard by age since delivery; a repair does not make a node new
     * @param uncertainty the rate's coefficient of variation: 0 for a known rate
     * @param triage what comes first, without a technician
     * @param fixedByTriage the share that is well after that
     * @param part what a repair consumes
     * @param crew who repairs; empty for nobody who could be busy elsewhere
     * @param refaultShare the share of repairs after which the node fails again
     */
    public record Failure(
            String kind,
            Optional<String> unitClass,
            double perNodeDay,
            double shape,
            double uncertainty,
            DurationLaw triage,
            double fixedByTriage,
            Optional<String> part,
            Optional<String> crew,
            DurationLaw repair,
            double refaultShare,
            DurationLaw refaultAfter,
            String source) {}

    /**
     * A kind of part.
     *
     * @param stock on the shelf at the start
     * @param resupply from the swap until a good one is back on the shelf
     * @param condemned the share that is not repaired but bought anew
     * @param supply how long that takes
     * @param costCents of one more
     */
    public record Part(
            String name,
            int stock,
            DurationLaw resupply,
            double condemned,
            DurationLaw supply,
            Optional<Long> costCents,
            String source) {}

    /**
     * Technicians.
     *
     * @param shifts changes of their number through the week, by hour; empty for always {@code technicians}
     */
    public record Crew(String name, int technicians, List<Shift> shifts, Optional<Long> costCents) {}

    /** So many from this hour of the week on (0 is Monday 00:00; day 0 is a Monday). */
    public record Shift(double hourOfWeek, int technicians) {}

    /**
     * Something that hits many nodes at once: a PDU, a cooling loop, a leaf, a firmware rollout.
     *
     * @param nodesHit neighbours that one event hits, beginning at a whole multiple of that number
     * @param share of them that go down
     * @param outage how long they are down
     * @param damage the share of those that need a repair afterwards
     * @param damageKind the way to fail of those
     */
    public record Shock(
            String kind,
            Optional<String> unitClass,
            double perDay,
            double uncertainty,
            int nodesHit,
            double share,
            DurationLaw outage,
            double damage,
            Optional<String> damageKind,
            String source) {}

    /**
     * Defects that skipped tests let through: so many nodes fail once more than others, early.
     *
     * @param nodes expected defects
     * @param after when they show, from delivery
     */
    public record Leak(String kind, Optional<String> unitClass, double nodes, DurationLaw after, String source) {}

    /** What a commitment counts. */
    public enum Unit {
        NODE,
        GPU,
        RACK
    }

    /** How a window is judged: mean share of the promise that was deliverable, or share of time in which all of it was. */
    public enum Measure {
        MEAN,
        TIME
    }

    /**
     * A promise.
     *
     * @param tranches how much from which day; the first day starts the first window
     * @param target of each window
     * @param windowDays length of a window; a last part of a window does not count
     * @param ladder credits, from the highest rung down
     * @param feeCents of one window
     * @param capPercent the most credit of a window
     */
    public record Commitment(
            String name,
            String unitClass,
            Unit unit,
            List<Tranche> tranches,
            double target,
            Measure measure,
            double windowDays,
            List<Rung> ladder,
            long feeCents,
            double capPercent) {}

    /** So much from this day on. */
    public record Tranche(double day, int quantity) {}

    /** So many percent of the fee where the window is below. */
    public record Rung(double below, double percent) {}
}
