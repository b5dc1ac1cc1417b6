/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.reorder;

/**
 * The same policies where lead-time demand is large enough to be taken as normal; quantities are real numbers.
 *
 * @param mean of the demand in the lead time
 * @param deviation its standard deviation, above 0
 */
public record NormalReorder(double mean, double deviation, ReorderPolicy.Costs costs) {

    /** r, Q and the cost per unit of time. */
    public record Policy(double reorderPoint, double quantity, double costRate) {}

    /** G(y): holding and shortage cost with position y. */
    public double at(double y) {
        double z = (y - mean) / deviation;
        return costs.holdingCost() * (y - mean)
                + (costs.holdingCost() + costs.shortageCost()) * deviation * Normal.loss(z);
    }

    /** The cost per unit of time of a policy. */
    public double costRate(double r, double q) {
        return (costs.orderCost() * costs.demandRate() + integral(r, r + q)) / q;
    }

    private double integral(double from, double to) {
        double a = (from - mean) / deviation;
        double b = (to - mean) / deviation;
        double middle = (from + to) / 2 - mean;
        return costs.holdingCost() * middle * (to - from)
                + (costs.holdingCost() + costs.shortageCost())
                        * deviation
                        * deviation
                        * (Normal.secondLoss(a) - Normal.secondLoss(b));
    }

    /** The position that costs least by itself. */
    public double cheapestPosition() {
        double share = costs.shortageCost() / (costs.holdingCost() + costs.shortageCost());
        return mean + deviation * Normal.quantile(share);
    }

    /** The best r for a given Q: G(r) = G(r + Q). */
    public double reorderPointFor(double q) {
        double high = cheapestPosition();
        double low = high - q;
        for (int i = 0; i < 200; i++) {
            double r = (low + high) / 2;
            if (at(r) > at(r + q)) {
                low = r;
            } else {
                high = r;
            }
        }
        return (low + high) / 2;
    }

    /** The best r and Q: the cost rate equals G at both ends (Zheng 1992). */
    public Policy cheapest() {
        double low = 0;
        double high = Math.max(1e-9, deviation);
        while (at(reorderPointFor(high)) < costRate(reorderPointFor(high), high)) {
            high *= 2;
        }
        for (int i = 0; i < 200; i++) {
            double q = (low + high) / 2;
            double r = reorderPointFor(q);
            if (at(r) < costRate(r, q)) {
                low = q;
            } else {
                high = q;
            }
        }
        double q = (low + high) / 2;
        double r = reorderPointFor(q);
        return new Policy(r, q, costRate(r, q));
    }
}
