/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import io.plimsoll.spares.DepotSupply;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.StockLimits;
import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.spares.demand.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The best stock by looking at every one, and the two-echelon law by summing over every number of depot backorders: slow, short, and
 * sharing nothing with the optimiser but the law of a single count. Tests and the benchmark hold the optimiser against it. Takes
 * Poisson demand and units that are repaired in the end (no condemnation).
 */
public final class BruteForce {

    private BruteForce() {}

    /** The least cost of all ways, in cents, and the backorders of the best of these. */
    public record Best(long cost, double backorders) {}

    /** The fewest backorders for a budget, by the exact law. */
    public static Best withinBudget(SparesProblem problem, long cents) {
        Best best = new Best(0, Double.POSITIVE_INFINITY);
        for (Best one : all(problem, cents)) {
            if (one.backorders < best.backorders) {
                best = one;
            }
        }
        return best;
    }

    /** The least cost for at most these backorders, looking at stocks up to a ceiling in cents; an infinite result if none is found. */
    public static Best forBackorders(SparesProblem problem, double backorders, long ceiling) {
        Best best = new Best(Long.MAX_VALUE, Double.POSITIVE_INFINITY);
        for (Best one : all(problem, ceiling)) {
            if (one.backorders <= backorders
                    && (one.cost < best.cost || (one.cost == best.cost && one.backorders < best.backorders))) {
                best = one;
            }
        }
        return best;
    }

    private static List<Best> all(SparesProblem problem, long cents) {
        List<Best> sums = List.of(new Best(0, 0));
        for (SparePart part : problem.parts()) {
            List<Best> mine = each(part, cents);
            List<Best> next = new ArrayList<>();
            for (Best sum : sums) {
                for (Best one : mine) {
                    if (sum.cost + one.cost <= cents) {
                        next.add(new Best(sum.cost + one.cost, sum.backorders + one.backorders));
                    }
                }
            }
            sums = next;
        }
        return sums;
    }

    /** Every stock of one part that the money buys. */
    private static List<Best> each(SparePart part, long cents) {
        int most = (int) (cents / part.costCents());
        List<Best> out = new ArrayList<>();
        int depotMost = part.depot().isPresent() ? most : 0;
        for (int depot = 0; depot <= depotMost; depot++) {
            double[][] ebo = new double[part.sites().size()][];
            for (int j = 0; j < ebo.length; j++) {
                ebo[j] = backorders(part, j, depot, most - depot);
            }
            int[] at = new int[ebo.length];
            spread(part, ebo, at, 0, most - depot, depot, out);
        }
        return out;
    }

    private static void spread(SparePart part, double[][] ebo, int[] at, int j, int left, int depot, List<Best> out) {
        if (j == at.length) {
            double sum = 0;
            long units = depot;
            for (int i = 0; i < at.length; i++) {
                sum += ebo[i][at[i]];
                units += at[i];
            }
            out.add(new Best(units * part.costCents(), sum));
            return;
        }
        for (int s = 0; s <= left; s++) {
            at[j] = s;
            spread(part, ebo, at, j + 1, left - s, depot, out);
        }
    }

    /** Site j's backorders for stocks 0 to {@code most}: sum over depot backorders b, over the site's share k of them. */
    private static double[] backorders(SparePart part, int j, int depotStock, int most) {
        SiteDemand site = part.sites().get(j);
        double away = 0;
        for (SiteDemand other : part.sites()) {
            away += other.demandPerDay() * (1 - other.repairedHere());
        }
        boolean hasDepot = part.depot().isPresent();
        double mean = hasDepot
                ? site.demandPerDay()
                        * (site.repairedHere() * site.repairDays() + (1 - site.repairedHere()) * site.shipDays())
                : Pipeline.of(site.demandPerDay(), 1, part.exits().legs(1, site.repairDays()))
                        .mean();
        CountLaw own = CountLaw.poisson(mean);
        double[] out = new double[most + 1];
        if (!hasDepot || away == 0) {
            for (int s = 0; s <= most; s++) {
                out[s] = own.backorders(s);
            }
            return out;
        }
        CountLaw depot = CountLaw.poisson(away * part.depot().get().repairDays());
        double p = site.demandPerDay() * (1 - site.repairedHere()) / away;
        for (int x0 = 0; x0 < depot.size(); x0++) {
            int b = Math.max(0, x0 - depotStock);
            double chance = Math.pow(1 - p, b);
            for (int k = 0; k <= b; k++) {
                for (int s = 0; s <= most; s++) {
                    out[s] += depot.probability(x0) * chance * own.backorders(s - k);
                }
                chance *= p == 1 ? 0 : p / (1 - p) * (b - k) / (k + 1.0);
            }
            if (p == 1) {
                for (int s = 0; s <= most; s++) {
                    out[s] += depot.probability(x0) * own.backorders(s - b) * (b > 0 ? 1 : 0);
                }
            }
        }
        return out;
    }

    /** The gap between two numbers as a share of the larger. */
    public static double relative(double a, double b) {
        double most = Math.max(Math.abs(a), Math.abs(b));
        return most == 0 ? 0 : Math.abs(a - b) / most;
    }

    /** Small problems for comparisons, all different, from one random source: 1 to 3 parts, 1 to 3 sites, mostly with a depot. */
    public static SparesProblem small(RandomGenerator random) {
        List<SparePart> parts = new ArrayList<>();
        int n = 1 + random.nextInt(3);
        int sites = 1 + random.nextInt(n == 3 ? 2 : 3);
        for (int i = 0; i < n; i++) {
            boolean depot = random.nextInt(5) > 0;
            List<SiteDemand> where = new ArrayList<>();
            for (int j = 0; j < sites; j++) {
                where.add(new SiteDemand(
                        "site-" + j,
                        10,
                        0.01 + random.nextDouble() * 0.4,
                        depot ? random.nextInt(3) * 0.3 : 1,
                        1 + random.nextDouble() * 5,
                        depot ? random.nextDouble() * 4 : 0,
                        StockLimits.FREE));
            }
            parts.add(new SparePart(
                    "part-" + i,
                    1 + random.nextInt(9),
                    1,
                    1,
                    SparePart.Exits.NONE,
                    depot
                            ? Optional.of(new DepotSupply("depot", 1 + random.nextDouble() * 8, StockLimits.FREE))
                            : Optional.empty(),
                    where,
                    "random",
                    false));
        }
        Collections.reverse(parts);
        return new SparesProblem("random", parts, Method.EXACT, Optional.empty(), SparesProblem.Objective.BACKORDERS);
    }
}
