/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.Scenario.Commitment;
import io.plimsoll.forecast.scenario.Scenario.Rung;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;

/** Keeps what is up, per class and rack, and judges each window of each commitment as time goes on. */
final class Ledger {

    static final double WEEK = 7;

    private final Layout layout;
    private final Outcome out;
    private final double horizon;
    private final int[] up;
    private final int[] down;
    private final int[] racksWhole;
    private final int[] rackUp;
    private final double[] last;
    private final double[] area;
    private final double[] value;
    private final double[] windowStart;
    private final int[] promised;
    private final int[] traysNeeded;
    private final int[] traysPerRack;
    private final boolean racksMatter;
    private final double[] windowDays;
    private final boolean[] byRack;
    private final boolean[] byTime;
    private final int[] unitsPerNode;
    private final int[] deliverable;
    private final int weeks;

    Ledger(Layout layout, Outcome out, double start) {
        this.layout = layout;
        this.out = out;
        horizon = layout.scenario.horizonDays();
        int classes = layout.scenario.fleet().size();
        int commitments = layout.commitmentClass.length;
        up = new int[classes];
        down = new int[classes];
        racksWhole = new int[classes];
        rackUp = new int[layout.racks];
        last = new double[classes];
        java.util.Arrays.fill(last, start);
        area = new double[commitments];
        value = new double[commitments];
        windowStart = new double[commitments];
        promised = new int[commitments];
        traysNeeded = layout.scenario.fleet().stream()
                .mapToInt(UnitClass::traysNeeded)
                .toArray();
        traysPerRack = layout.scenario.fleet().stream()
                .mapToInt(UnitClass::traysPerRack)
                .toArray();
        racksMatter = java.util.Arrays.stream(traysPerRack).anyMatch(t -> t > 1);
        windowDays = new double[commitments];
        byRack = new boolean[commitments];
        byTime = new boolean[commitments];
        unitsPerNode = new int[commitments];
        deliverable = new int[commitments];
        weeks = commitments == 0 ? 0 : out.weekUnits[0].length;
        for (int i = 0; i < commitments; i++) {
            Commitment c = layout.scenario.commitments().get(i);
            windowDays[i] = c.windowDays();
            byRack[i] = c.unit() == Scenario.Unit.RACK;
            byTime[i] = c.measure() == Scenario.Measure.TIME;
            unitsPerNode[i] = c.unit() == Scenario.Unit.GPU
                    ? layout.scenario.fleet().get(layout.commitmentClass[i]).gpusPerNode()
                    : 1;
            windowStart[i] =
                    layout.scenario.commitments().get(i).tranches().getFirst().day();
        }
    }

    /** A node came into the fleet, whole; {@code fresh} nodes were not down before. */
    void up(int unitClass, int node, double time, boolean fresh) {
        advance(unitClass, time);
        up[unitClass]++;
        if (!fresh) {
            down[unitClass]--;
        }
        if (!racksMatter) {
            racksWhole[unitClass]++;
        } else if (++rackUp[rack(unitClass, node)] == traysNeeded[unitClass]) {
            racksWhole[unitClass]++;
        }
        evaluate(unitClass);
    }

    /** Nodes that are there and whole from the start. */
    void standing(int unitClass, int first, int count) {
        up[unitClass] += count;
        int trays = traysPerRack[unitClass];
        int needed = traysNeeded[unitClass];
        for (int node = first; racksMatter && node < first + count; ) {
            int rack = rack(unitClass, node);
            int end = layout.firstNode[unitClass] + (rack - layout.firstRack[unitClass] + 1) * trays;
            int more = Math.min(end, first + count) - node;
            boolean wasShort = rackUp[rack] < needed;
            rackUp[rack] += more;
            if (wasShort && rackUp[rack] >= needed) {
                racksWhole[unitClass]++;
            }
            node += more;
        }
        if (!racksMatter) {
            racksWhole[unitClass] += count;
        }
        evaluate(unitClass);
    }

    void down(int unitClass, int node, double time) {
        advance(unitClass, time);
        up[unitClass]--;
        down[unitClass]++;
        if (!racksMatter) {
            racksWhole[unitClass]--;
        } else if (rackUp[rack(unitClass, node)]-- == traysNeeded[unitClass]) {
            racksWhole[unitClass]--;
        }
        evaluate(unitClass);
    }

    /** A node is there but does not work yet. */
    void delivered(int unitClass, double time) {
        advance(unitClass, time);
        down[unitClass]++;
    }

    void promise(int commitment, int quantity, double time) {
        int unitClass = layout.commitmentClass[commitment];
        advance(unitClass, time);
        promised[commitment] = quantity;
        evaluate(unitClass);
    }

    private int rack(int unitClass, int node) {
        return layout.firstRack[unitClass] + (node - layout.firstNode[unitClass]) / traysPerRack[unitClass];
    }

    /** Closes the books at the end of the horizon. */
    void finish() {
        for (int c = 0; c < up.length; c++) {
            advance(c, horizon);
        }
        for (int i = 0; i < area.length; i++) {
            out.meanWindow[i] = out.windows[i] == 0 ? Double.NaN : out.meanWindow[i] / out.windows[i];
        }
    }

    private void advance(int unitClass, double time) {
        double from = last[unitClass];
        last[unitClass] = time;
        double counted = time - Math.max(from, 0);
        if (counted <= 0) {
            return;
        }
        int isDown = down[unitClass];
        out.downDays[unitClass] += isDown * counted;
        double[] histogram = out.downHistogram[unitClass];
        histogram[Math.min(isDown, histogram.length - 1)] += counted;
        if (racksMatter) {
            int racks = layout.firstRack[unitClass + 1] - layout.firstRack[unitClass];
            out.racksShortDays[unitClass] += (racks - racksWhole[unitClass]) * counted;
        }
        for (int i : layout.commitmentsOf[unitClass]) {
            accrue(i, Math.max(from, windowStart[i]), time);
            if (weeks > 0) {
                week(i, Math.max(from, 0), time);
            }
        }
    }

    private void week(int i, double from, double time) {
        double share = promised[i] == 0 ? 1 : value[i];
        double at = from;
        for (int w = (int) (from / WEEK); w < weeks && at < time; w++) {
            double end = Math.min(time, (w + 1) * WEEK);
            out.weekUnits[i][w] += deliverable[i] * (end - at) / WEEK;
            out.weekShare[i][w] += share * (end - at) / WEEK;
            at = end;
        }
    }

    private void accrue(int i, double from, double time) {
        if (time <= from) {
            return;
        }
        double length = windowDays[i];
        double at = from;
        double end = windowStart[i] + length;
        while (time >= end - 1e-9) {
            close(i, (area[i] + value[i] * (end - at)) / length);
            area[i] = 0;
            at = end;
            windowStart[i] = end;
            end += length;
        }
        area[i] += value[i] * Math.max(0, time - at);
    }

    private void close(int i, double availability) {
        Commitment c = layout.scenario.commitments().get(i);
        out.windows[i]++;
        out.meanWindow[i] += availability;
        out.worstWindow[i] = Math.min(out.worstWindow[i], availability);
        if (availability < c.target() - 1e-12) {
            out.breaches[i]++;
        }
        double percent = 0;
        for (Rung rung : c.ladder()) {
            if (availability < rung.below() - 1e-12) {
                percent = rung.percent();
            }
        }
        out.credits[i] += Math.min(percent, c.capPercent()) / 100 * c.feeCents();
    }

    private void evaluate(int unitClass) {
        int[] commitments = layout.commitmentsOf[unitClass];
        int nodesLeft = up[unitClass];
        int racksLeft = racksWhole[unitClass];
        for (int i : commitments) {
            int quantity = promised[i];
            double share;
            deliverable[i] = Math.max(0, byRack[i] ? racksLeft : nodesLeft * unitsPerNode[i]);
            if (quantity == 0) {
                share = 1;
            } else if (byRack[i]) {
                share = (double) Math.max(0, racksLeft) / quantity;
                racksLeft -= quantity;
                nodesLeft -= quantity * traysNeeded[unitClass];
            } else {
                int unit = unitsPerNode[i];
                share = (double) Math.max(0, nodesLeft) * unit / quantity;
                nodesLeft -= (quantity + unit - 1) / unit;
            }
            value[i] = byTime[i] ? (share >= 1 ? 1 : 0) : Math.min(1, share);
        }
    }
}
