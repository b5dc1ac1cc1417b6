/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.demand.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One part kind: what a spare costs, where it fails, how it comes back.
 *
 * @param costCents price of one spare
 * @param perSystem places for it in one system (Z)
 * @param varianceToMean of the demand; 1 is Poisson
 * @param exits units that leave the own repair loop and come back another way
 * @param source where the demand rate is from; never empty
 * @param existingMoves whether spares that are owned may be moved between sites; if not they stay where they are
 */
public record SparePart(
        String name,
        long costCents,
        int perSystem,
        double varianceToMean,
        Exits exits,
        Optional<DepotSupply> depot,
        List<SiteDemand> sites,
        String source,
        boolean existingMoves) {

    /**
     * Shares of the units that would be repaired last in line (at the depot, or at the site if there is none).
     *
     * @param condemnedShare cannot be repaired and is bought anew
     * @param supplyDays from condemnation to the new unit
     * @param warrantyShare goes back to the vendor (RMA)
     * @param warrantyDays until the vendor's unit is here
     */
    public record Exits(double condemnedShare, double supplyDays, double warrantyShare, double warrantyDays) {
        public static final Exits NONE = new Exits(0, 0, 0, 0);

        /** The legs of the last repair loop, with this share of a stream entering it. */
        public List<Pipeline.Leg> legs(double share, double repairDays) {
            List<Pipeline.Leg> legs = new ArrayList<>();
            legs.add(new Pipeline.Leg(share * Math.max(0, 1 - condemnedShare - warrantyShare), repairDays));
            legs.add(new Pipeline.Leg(share * condemnedShare, supplyDays));
            legs.add(new Pipeline.Leg(share * warrantyShare, warrantyDays));
            return legs;
        }
    }

    public SparePart {
        sites = List.copyOf(sites);
    }

    public double demandPerDay() {
        return sites.stream().mapToDouble(SiteDemand::demandPerDay).sum();
    }

    /** All places for this part; 0 if any site does not say. */
    public double positions() {
        boolean known = sites.stream().allMatch(s -> s.positions() > 0);
        return known ? sites.stream().mapToDouble(SiteDemand::positions).sum() : 0;
    }
}
