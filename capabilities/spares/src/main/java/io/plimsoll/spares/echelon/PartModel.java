/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import io.plimsoll.spares.DepotSupply;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.demand.CountLaw;
import io.plimsoll.spares.demand.Pipeline;
import java.util.ArrayList;
import java.util.List;

/**
 * The stochastic model of one part at a depot and its sites.
 *
 * <p>Site j waits for X_j = (units of its own loop and on the way) + (its share of the depot's backorders). In {@link Method#EXACT}
 * the own part is Poisson, and each of the depot's B_0 backorders is the site's with probability p_j, its share of the depot's
 * demand: X_j = Poisson(mu_j) + Binomial(B_0, p_j). That is exact for Poisson demand, first come first served, ample repair and
 * fixed shipping times. With clustered demand (variance-to-mean above 1) the split is an approximation, since one batch's units
 * belong to one site.
 *
 * <p>All depot levels are swept in one pass from the top down. With w(z) = 1 - p + pz and R_s(z) the generating function of the
 * thinned backorders where B_0 > 0, R_(s-1) = w (R_s + P(X_0 = s)): only positive terms, and one step costs the length of the law.
 */
public final class PartModel {

    private final SparePart part;
    private final Method method;
    private final List<CountLaw> own = new ArrayList<>();
    private final double[] varianceToMean;
    private final double[] share;
    private final CountLaw depot;

    /** What is told at one level of the depot's stock. */
    @FunctionalInterface
    interface AtDepotLevel {
        void at(int depotStock, SiteLaw[] sites);
    }

    public PartModel(SparePart part, Method method) {
        this.part = part;
        this.method = method;
        int n = part.sites().size();
        this.share = new double[n];
        this.varianceToMean = new double[n];
        double v = part.varianceToMean();
        double toDepot = 0;
        Pipeline atDepot = Pipeline.NONE;
        boolean hasDepot = part.depot().isPresent();
        for (int j = 0; j < n; j++) {
            SiteDemand site = part.sites().get(j);
            Pipeline here = Pipeline.of(site.demandPerDay(), v, ownLegs(site, hasDepot));
            own.add(here.law());
            varianceToMean[j] = here.varianceToMean();
            if (hasDepot) {
                double away = 1 - site.repairedHere();
                double rate = site.demandPerDay() * away;
                share[j] = rate;
                toDepot += rate;
                atDepot = atDepot.plus(Pipeline.of(rate, 1 + (v - 1) * away, depotLegs()));
            }
        }
        for (int j = 0; j < n && toDepot > 0; j++) {
            share[j] /= toDepot;
        }
        this.depot = atDepot.law();
    }

    private List<Pipeline.Leg> ownLegs(SiteDemand site, boolean hasDepot) {
        if (!hasDepot) {
            return part.exits().legs(1, site.repairDays());
        }
        return List.of(
                new Pipeline.Leg(site.repairedHere(), site.repairDays()),
                new Pipeline.Leg(1 - site.repairedHere(), site.shipDays()));
    }

    private List<Pipeline.Leg> depotLegs() {
        return part.exits().legs(1, part.depot().map(DepotSupply::repairDays).orElse(0.0));
    }

    public SparePart part() {
        return part;
    }

    /** The units in the depot's loop. Mean 0 without a depot. */
    public CountLaw depot() {
        return depot;
    }

    /** The units of site j's own loop and on the way to it. */
    public CountLaw own(int j) {
        return own.get(j);
    }

    /** The share of the depot's demand that is site j's. */
    public double share(int j) {
        return share[j];
    }

    boolean hasDepot() {
        return part.depot().isPresent();
    }

    /** Calls {@code visitor} for each depot level from {@code high} down to {@code low}; once with 0 without a depot. */
    void sweep(int low, int high, AtDepotLevel visitor) {
        SiteLaw[] laws = new SiteLaw[part.sites().size()];
        for (int j = 0; j < laws.length; j++) {
            laws[j] = new SiteLaw();
        }
        if (!hasDepot()) {
            for (int j = 0; j < laws.length; j++) {
                laws[j].set(own.get(j).probabilities(), own.get(j).size());
            }
            visitor.at(0, laws);
        } else if (method == Method.EXACT) {
            new ExactSweep(this, laws).run(low, high, visitor);
        } else {
            for (int s = high; s >= low; s--) {
                for (int j = 0; j < laws.length; j++) {
                    CountLaw law = approximate(j, s);
                    laws[j].set(law.probabilities(), law.size());
                }
                visitor.at(s, laws);
            }
        }
    }

    private CountLaw approximate(int j, int depotStock) {
        double p = share[j];
        double late = depot.backorders(depotStock);
        double mean = own.get(j).mean() + p * late;
        if (method == Method.METRIC || mean == 0) {
            return CountLaw.of(mean, varianceToMean[j]);
        }
        double variance = own.get(j).mean() * varianceToMean[j]
                + p * p * depot.backorderVariance(depotStock)
                + p * (1 - p) * late;
        return CountLaw.of(mean, Math.max(1, variance / mean));
    }
}
