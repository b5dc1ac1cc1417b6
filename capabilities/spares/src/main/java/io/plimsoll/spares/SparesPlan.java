/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.check.StockCheck;
import io.plimsoll.spares.echelon.PartOutcome;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The stock that answers a problem, and the curve that it was taken from.
 *
 * @param levels empty if no target was given
 * @param method name of the {@link Method}
 * @param methodSays what a reader must know of it
 * @param search how the levels were found
 * @param proven whether no levels within the constraints are better by this method's law
 * @param gap how much better others could be at most: cents for a target, expected backorders (or the like) for a budget
 * @param cost cents to be spent, for what is not owned already
 * @param check empty if no simulation was asked for
 * @param curve vertices of the cost frontier, from nothing bought to as good as none waiting
 */
public record SparesPlan(
        String name,
        String method,
        String methodSays,
        String search,
        boolean proven,
        double gap,
        String objective,
        long cost,
        double backorders,
        OptionalDouble availability,
        double fillRate,
        List<Level> levels,
        List<Point> curve,
        List<PartTotals> partCurves,
        List<String> notes,
        Optional<StockCheck> check) {

    /**
     * @param stock the level: what is on the shelf, on its way and in repair for the site, less what it owes
     * @param buy how much of it is not owned yet; negative where owned spares move away
     * @param backorders expected units waited for: at a site, missing in systems; at the depot, owed to sites
     */
    public record Level(
            String part,
            String site,
            int stock,
            int owned,
            int buy,
            double backorders,
            double fillRate,
            double stockout) {}

    /** One vertex of the frontier. */
    public record Point(long cost, double backorders, OptionalDouble availability) {}

    /** The best of one part for each number of its units, on and off the hull. */
    public record PartTotals(String part, List<PartPoint> points) {}

    /**
     * @param units spares of this part in all, at the depot and the sites
     * @param depot how many of them stand at the depot
     * @param vertex whether the cost frontier passes through it
     */
    public record PartPoint(int units, long cost, int depot, double backorders, boolean vertex) {}

    /** The same with another choice of what is shown. */
    public SparesPlan shown(List<Point> newCurve, List<PartTotals> newPartCurves) {
        return new SparesPlan(
                name,
                method,
                methodSays,
                search,
                proven,
                gap,
                objective,
                cost,
                backorders,
                availability,
                fillRate,
                levels,
                newCurve,
                newPartCurves,
                notes,
                check);
    }

    /** The same with the result of a simulation of its levels. */
    public SparesPlan checkedBy(Optional<StockCheck> newCheck) {
        return new SparesPlan(
                name,
                method,
                methodSays,
                search,
                proven,
                gap,
                objective,
                cost,
                backorders,
                availability,
                fillRate,
                levels,
                curve,
                partCurves,
                notes,
                newCheck);
    }

    /** The whole of some outcomes. */
    public record Totals(double backorders, OptionalDouble availability, double fillRate) {
        public static Totals of(List<PartOutcome> outcomes) {
            double backorders = 0;
            double log = 0;
            boolean known = true;
            double met = 0;
            double demand = 0;
            for (PartOutcome o : outcomes) {
                double b = o.backorders();
                backorders += b;
                known &= o.part().positions() > 0;
                log += Fleet.logAvailability(o.part(), b);
                for (int j = 0; j < o.sites().size(); j++) {
                    double rate = o.part().sites().get(j).demandPerDay();
                    met += rate * o.sites().get(j).fillRate();
                    demand += rate;
                }
            }
            return new Totals(
                    backorders,
                    known ? OptionalDouble.of(Math.exp(log)) : OptionalDouble.empty(),
                    demand == 0 ? 1 : met / demand);
        }
    }
}
