/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.StockLimits;
import java.util.Arrays;

/**
 * The least loss of one part for each number of spares beyond those that must be there, over all ways to spread them on the depot
 * and the sites.
 *
 * <p>For each depot level the sites are independent. Backorders of a site are convex in its stock, so that handing out units by
 * the largest gain is optimal; unfilled demand is not convex, so there all spreads are compared (min-plus sums). Over depot levels
 * the best is taken. The result is exact for each number of units, but need not be convex in it.
 */
public final class PartCurve {

    /** More units than this are never looked at. */
    private static final int UNITS_MAX = 200_000;

    private final PartModel model;
    private final Goal goal;
    private final int depotLow;
    private final int[] siteLow;
    private final int[] siteHigh;
    private final int base;

    private double[] loss = new double[64];
    private double[] backorders = new double[64];
    private int[] depotAt = new int[64];
    private int size;

    private PartCurve(PartModel model, Goal goal) {
        this.model = model;
        this.goal = goal;
        SparePart part = model.part();
        int n = part.sites().size();
        this.siteLow = new int[n];
        this.siteHigh = new int[n];
        int sum = 0;
        for (int j = 0; j < n; j++) {
            StockLimits limits = part.sites().get(j).limits();
            siteLow[j] = low(limits);
            siteHigh[j] = Math.max(siteLow[j], limits.max());
            sum += siteLow[j];
        }
        this.depotLow = part.depot().map(d -> low(d.limits())).orElse(0);
        this.base = sum + depotLow;
        Arrays.fill(loss, Double.POSITIVE_INFINITY);
    }

    private int low(StockLimits limits) {
        return model.part().existingMoves() ? limits.min() : Math.max(limits.min(), limits.owned());
    }

    /**
     * @param negligible a loss that is as good as none: the curve ends there
     */
    public static PartCurve of(PartModel model, Goal goal, double negligible) {
        PartCurve curve = new PartCurve(model, goal);
        int depotCap = model.part().depot().map(d -> d.limits().max()).orElse(0);
        int high = curve.depotLow;
        while (model.hasDepot() && high < depotCap && model.depot().backorders(high) > negligible * 0.01) {
            high++;
        }
        curve.model.sweep(curve.depotLow, high, (s, laws) -> curve.take(s, laws, negligible));
        curve.finish(negligible);
        return curve;
    }

    private void take(int depotStock, SiteLaw[] laws, double negligible) {
        int before = depotStock - (model.hasDepot() ? depotLow : 0);
        if (goal == Goal.BACKORDERS) {
            takeGreedy(depotStock, before, laws, negligible);
        } else {
            takeSpread(depotStock, before, laws, negligible);
        }
    }

    private void takeGreedy(int depotStock, int before, SiteLaw[] laws, double negligible) {
        int[] at = siteLow.clone();
        for (int n = before; n < UNITS_MAX; n++) {
            double sum = total(laws, at);
            offer(n, sum, sum, depotStock);
            if (sum <= negligible || !addBest(laws, at)) {
                return;
            }
        }
    }

    private boolean addBest(SiteLaw[] laws, int[] at) {
        int best = -1;
        double gain = 0;
        for (int j = 0; j < at.length; j++) {
            double here = at[j] < siteHigh[j] ? laws[j].above(at[j]) : 0;
            if (here > gain) {
                gain = here;
                best = j;
            }
        }
        if (best < 0) {
            return false;
        }
        at[best]++;
        return true;
    }

    private static double total(SiteLaw[] laws, int[] at) {
        double sum = 0;
        for (int j = 0; j < at.length; j++) {
            sum += laws[j].backorders(at[j]);
        }
        return sum;
    }

    private void takeSpread(int depotStock, int before, SiteLaw[] laws, double negligible) {
        Spread spread = spread(laws, negligible);
        for (int n = 0; n < spread.size(); n++) {
            if (n + before >= loss.length || spread.loss(n) < loss[n + before]) {
                int[] at = spread.levels(n, siteLow);
                offer(n + before, spread.loss(n), total(laws, at), depotStock);
            }
        }
    }

    private Spread spread(SiteLaw[] laws, double negligible) {
        double[][] each = new double[laws.length][];
        for (int j = 0; j < laws.length; j++) {
            SiteDemand site = model.part().sites().get(j);
            int end = siteLow[j];
            while (end < siteHigh[j]
                    && site.demandPerDay() * laws[j].unfilled(end) > negligible / laws.length
                    && end < UNITS_MAX) {
                end++;
            }
            each[j] = new double[end - siteLow[j] + 1];
            for (int s = siteLow[j]; s <= end; s++) {
                each[j][s - siteLow[j]] = site.demandPerDay() * laws[j].unfilled(s);
            }
        }
        return Spread.of(each);
    }

    private void offer(int n, double newLoss, double newBackorders, int depotStock) {
        if (n >= loss.length) {
            int old = loss.length;
            int length = Math.max(n + 1, old * 2);
            loss = Arrays.copyOf(loss, length);
            Arrays.fill(loss, old, length, Double.POSITIVE_INFINITY);
            backorders = Arrays.copyOf(backorders, length);
            depotAt = Arrays.copyOf(depotAt, length);
        }
        size = Math.max(size, n + 1);
        if (newLoss < loss[n]) {
            loss[n] = newLoss;
            backorders[n] = newBackorders;
            depotAt[n] = depotStock;
        }
    }

    /** Ends the curve where it reaches what is as good as none, or where no unit helps any more. */
    private void finish(double negligible) {
        int end = 0;
        for (int n = 1; n < size && loss[end] > negligible; n++) {
            if (loss[n] < loss[end]) {
                end = n;
            }
        }
        size = end + 1;
    }

    public PartModel model() {
        return model;
    }

    /** How many numbers of units, from 0 on, the curve knows. */
    public int size() {
        return size;
    }

    /** The least loss with n units beyond {@link #base()}; infinite where n cannot be placed. */
    public double loss(int n) {
        return loss[n];
    }

    /** The expected backorders of the spread that has this least loss. */
    public double backorders(int n) {
        return backorders[n];
    }

    /** The depot's level in that spread. */
    public int depotStock(int n) {
        return depotAt[n];
    }

    /** Units that must be there: limits from below, and what is owned if it may not move. */
    public int base() {
        return base;
    }

    /** Units owned now, at all sites. */
    public int owned() {
        SparePart part = model.part();
        int sum = part.depot().map(d -> d.limits().owned()).orElse(0);
        for (SiteDemand site : part.sites()) {
            sum += site.limits().owned();
        }
        return sum;
    }

    /** Units to buy for n units beyond the base. */
    public int bought(int n) {
        if (model.part().existingMoves()) {
            return Math.max(0, base + n - owned());
        }
        int needed = 0;
        SparePart part = model.part();
        if (part.depot().isPresent()) {
            needed += Math.max(0, depotLow - part.depot().get().limits().owned());
        }
        for (int j = 0; j < siteLow.length; j++) {
            needed += Math.max(0, siteLow[j] - part.sites().get(j).limits().owned());
        }
        return needed + n;
    }

    /** The levels behind the least loss with n units. */
    public StockLevels levels(int n, double negligible) {
        int[] at = siteLow.clone();
        int s = depotAt[n];
        int units = n - (model.hasDepot() ? s - depotLow : 0);
        model.sweep(s, s, (level, laws) -> {
            if (goal == Goal.BACKORDERS) {
                int left = units;
                while (left > 0 && addBest(laws, at)) {
                    left--;
                }
            } else {
                int[] best = spread(laws, negligible).levels(units, siteLow);
                System.arraycopy(best, 0, at, 0, at.length);
            }
        });
        return new StockLevels(s, at);
    }
}
