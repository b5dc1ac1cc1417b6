/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.check;

import io.plimsoll.spares.DepotSupply;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.echelon.StockLevels;
import java.util.ArrayDeque;
import java.util.SplittableRandom;

/**
 * One replication of one part: units fail at sites, are repaired there or at the depot, are condemned or sent to the vendor, and
 * come back; demands are met first come, first served. Knows nothing of the formulas that it checks.
 *
 * <p>Repair times are exponential where demand is Poisson (the formulas say that only their mean counts) and fixed where it is
 * clustered; shipping times are fixed. Clustered demand comes in logarithmic batches.
 */
final class PartRun {

    /** Event: a unit is ready on the depot's shelf. Other events are the index of the site that gets a unit. */
    private static final int AT_DEPOT = -1;

    private final SparePart part;
    private final SplittableRandom random;
    private final boolean hasDepot;
    private final EventHeap events = new EventHeap();
    /** Stock on the shelf, or owed if negative. */
    private final int[] net;

    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private int depotShelf;
    private double now;
    private double measuredFrom;
    private double owedTime;
    private long owed;
    private long demands;
    private long met;

    PartRun(SparePart part, StockLevels levels, SplittableRandom random) {
        this.part = part;
        this.random = random;
        this.hasDepot = part.depot().isPresent();
        this.depotShelf = levels.depot();
        this.net = levels.sites().stream().mapToInt(Integer::intValue).toArray();
    }

    /** Runs for these days; what happens in the first ones is not counted. */
    void run(double warmUpDays, double days) {
        double rate = part.demandPerDay();
        double v = part.varianceToMean();
        double batches = v > 1 ? rate * Math.log(v) / (v - 1) : rate;
        double end = warmUpDays + days;
        double nextFailure = exponential(1 / batches);
        boolean warm = false;
        while (true) {
            double next = Math.min(nextFailure, events.firstTime());
            if (!warm && next >= warmUpDays) {
                advance(warmUpDays);
                measuredFrom = warmUpDays;
                owedTime = 0;
                demands = 0;
                met = 0;
                warm = true;
            }
            if (next >= end) {
                advance(end);
                return;
            }
            advance(next);
            if (next == nextFailure) {
                fail(rate, v);
                nextFailure = now + exponential(1 / batches);
            } else {
                arrive(events.take());
            }
        }
    }

    private void advance(double to) {
        owedTime += owed * (to - now);
        now = to;
    }

    private void fail(double rate, double v) {
        double pick = random.nextDouble() * rate;
        int j = 0;
        while (j < net.length - 1 && pick >= part.sites().get(j).demandPerDay()) {
            pick -= part.sites().get(j).demandPerDay();
            j++;
        }
        int units = v > 1 ? logarithmic(1 - 1 / v) : 1;
        for (int i = 0; i < units; i++) {
            demand(j);
        }
    }

    private void demand(int j) {
        SiteDemand site = part.sites().get(j);
        demands++;
        if (net[j] > 0) {
            met++;
        } else {
            owed++;
        }
        net[j]--;
        if (!hasDepot) {
            events.add(now + lastLoop(site.repairDays()), j);
        } else if (random.nextDouble() < site.repairedHere()) {
            events.add(now + repair(site.repairDays()), j);
        } else {
            double depotDays = part.depot().map(DepotSupply::repairDays).orElse(0.0);
            events.add(now + lastLoop(depotDays), AT_DEPOT);
            if (depotShelf > 0) {
                depotShelf--;
                events.add(now + site.shipDays(), j);
            } else {
                waiting.add(j);
            }
        }
    }

    private void arrive(int event) {
        if (event == AT_DEPOT) {
            if (waiting.isEmpty()) {
                depotShelf++;
            } else {
                int j = waiting.remove();
                events.add(now + part.sites().get(j).shipDays(), j);
            }
            return;
        }
        if (net[event] < 0) {
            owed--;
        }
        net[event]++;
    }

    private double lastLoop(double repairDays) {
        double u = random.nextDouble();
        SparePart.Exits exits = part.exits();
        if (u < exits.condemnedShare()) {
            return exits.supplyDays();
        }
        return u < exits.condemnedShare() + exits.warrantyShare() ? exits.warrantyDays() : repair(repairDays);
    }

    private double repair(double meanDays) {
        return part.varianceToMean() > 1 ? meanDays : exponential(meanDays);
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Batch sizes k with probability proportional to theta^k / k. */
    private int logarithmic(double theta) {
        double u = random.nextDouble() * -Math.log1p(-theta);
        double term = theta;
        int k = 1;
        while (u > term / k && k < 1_000_000) {
            u -= term / k;
            term *= theta;
            k++;
        }
        return k;
    }

    /** Time average of the units owed to systems. */
    double backorders() {
        return owedTime / (now - measuredFrom);
    }

    double fillRate() {
        return demands == 0 ? 1 : (double) met / demands;
    }
}
