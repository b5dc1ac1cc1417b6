/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.reorder;

import io.plimsoll.spares.demand.CountLaw;

/**
 * A consumable's policy: when the stock position falls to r, order Q. Costs are per unit of time in the caller's money.
 *
 * <p>The cost rate is {@code (K a + sum over y = r+1..r+Q of G(y)) / Q} with demand rate a, order cost K and G(y) the expected
 * holding and shortage cost with position y one lead time earlier. The search is that of Federgruen and Zheng (1992): G is convex,
 * so the best window of Q positions grows by its cheaper neighbour until that costs more than the mean. Exact for Poisson demand;
 * for clustered demand an APPROXIMATION, since a batch may overshoot r.
 *
 * @param reorderPoint r, may be negative
 * @param quantity Q
 * @param costRate expected cost per unit of time
 * @param fillRate share of demands met at once (single demands)
 */
public record ReorderPolicy(int reorderPoint, int quantity, double costRate, double fillRate) {

    private static final int QUANTITY_MAX = 1_000_000;

    /**
     * @param demandRate units per unit of time
     * @param orderCost for each order (K)
     * @param holdingCost per unit held and unit of time (h)
     * @param shortageCost per unit waited for and unit of time (p)
     */
    public record Costs(double demandRate, double orderCost, double holdingCost, double shortageCost) {
        public Costs {
            if (!(demandRate > 0 && orderCost >= 0 && holdingCost > 0 && shortageCost > 0)) {
                throw new IllegalArgumentException(
                        "demand, holding and shortage cost are above 0, order cost at least 0");
            }
        }

        /** G(y). */
        double at(CountLaw leadTimeDemand, int position) {
            return holdingCost * (position - leadTimeDemand.mean())
                    + (holdingCost + shortageCost) * leadTimeDemand.backorders(position);
        }
    }

    /** The cheapest r and Q. */
    public static ReorderPolicy cheapest(CountLaw leadTimeDemand, Costs costs) {
        int best = newsvendor(leadTimeDemand, costs.holdingCost(), costs.shortageCost());
        double sum = costs.orderCost() * costs.demandRate() + costs.at(leadTimeDemand, best);
        int r = best - 1;
        int q = 1;
        while (q < QUANTITY_MAX) {
            double below = costs.at(leadTimeDemand, r);
            double above = costs.at(leadTimeDemand, r + q + 1);
            double next = Math.min(below, above);
            if (sum / q <= next) {
                break;
            }
            sum += next;
            q++;
            if (below <= above) {
                r--;
            }
        }
        return of(leadTimeDemand, costs, r, q);
    }

    /** What a given policy costs. */
    public static ReorderPolicy of(CountLaw leadTimeDemand, Costs costs, int reorderPoint, int quantity) {
        double sum = costs.orderCost() * costs.demandRate();
        double fill = 0;
        for (int y = reorderPoint + 1; y <= reorderPoint + quantity; y++) {
            sum += costs.at(leadTimeDemand, y);
            fill += leadTimeDemand.fillRate(y);
        }
        return new ReorderPolicy(reorderPoint, quantity, sum / quantity, fill / quantity);
    }

    /** The lowest r that meets this share of demands at once, for a given Q. */
    public static ReorderPolicy forFillRate(CountLaw leadTimeDemand, Costs costs, int quantity, double fillRate) {
        int r = -quantity;
        ReorderPolicy policy = of(leadTimeDemand, costs, r, quantity);
        while (policy.fillRate() < fillRate) {
            policy = of(leadTimeDemand, costs, ++r, quantity);
        }
        return policy;
    }

    /** The stock for one period: the smallest y with P(D &lt;= y) of at least p / (h + p). */
    public static int newsvendor(CountLaw demand, double holdingCost, double shortageCost) {
        return demand.stockFor(holdingCost / (holdingCost + shortageCost));
    }

    /** The expected cost of one period with this stock. */
    public static double newsvendorCost(CountLaw demand, double holdingCost, double shortageCost, int stock) {
        return holdingCost * (stock - demand.mean()) + (holdingCost + shortageCost) * demand.backorders(stock);
    }
}
