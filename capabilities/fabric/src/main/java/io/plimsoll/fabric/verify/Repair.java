/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.verify.Difference.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The cheapest repair of one alternating cycle or path: every cable that is there is used again by moving one of its ends, a cycle
 * of k cables by k moves on one side, a path likewise; only what is then still missing is laid, only what is left over is removed.
 */
final class Repair {

    private Repair() {}

    /** One move between two ports; {@code to} is -1 for CHECK. */
    record Step(Action action, int from, int to) {}

    static List<Step> of(Component component, Wiring wiring) {
        int[] p = component.ports();
        if (component.cycle()) {
            return cheaper(shiftedToStart(p, true), shiftedToEnd(p), wiring);
        }
        if (component.planned() == component.seen()) {
            return shiftedToStart(component.startsPlanned() ? p : reversed(p), false);
        }
        if (component.planned() > component.seen()) {
            return missingOne(p, wiring);
        }
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Action.REMOVE, p[p.length - 2], p[p.length - 1]));
        if (p.length > 2) {
            int[] rest = java.util.Arrays.copyOf(p, p.length - 1);
            steps.addAll(shiftedToStart(reversed(rest), false));
        }
        return steps;
    }

    /** A path that starts and ends with a planned cable: all but one are made from what is there, from either end. */
    private static List<Step> missingOne(int[] p, Wiring wiring) {
        if (p.length == 2) {
            return List.of(new Step(Action.CONNECT, p[0], p[1]));
        }
        List<Step> first = new ArrayList<>(shiftedToStart(java.util.Arrays.copyOf(p, p.length - 1), false));
        first.add(new Step(Action.CONNECT, p[p.length - 2], p[p.length - 1]));
        int[] back = reversed(p);
        List<Step> second = new ArrayList<>(shiftedToStart(java.util.Arrays.copyOf(back, back.length - 1), false));
        second.add(new Step(Action.CONNECT, p[1], p[0]));
        return cheaper(first, second, wiring);
    }

    /** Ports p0 =planned= p1 -seen- p2 =planned= ..: the plug in p2 goes to p0, the plug in p4 to p2, and so on. */
    private static List<Step> shiftedToStart(int[] p, boolean cycle) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; cycle ? i < p.length : i + 2 < p.length; i += 2) {
            steps.add(new Step(Action.PLUG_OVER, p[(i + 2) % p.length], p[i]));
        }
        return steps;
    }

    private static List<Step> shiftedToEnd(int[] p) {
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i < p.length; i += 2) {
            steps.add(new Step(Action.PLUG_OVER, p[i], p[(i + 2) % p.length]));
        }
        return steps;
    }

    /** The repair that has a technician walk to fewer racks, then to fewer devices. */
    private static List<Step> cheaper(List<Step> one, List<Step> other, Wiring wiring) {
        int difference = cost(one, wiring) - cost(other, wiring);
        return difference <= 0 ? one : other;
    }

    private static int cost(List<Step> steps, Wiring wiring) {
        Set<String> racks = new HashSet<>();
        Set<Integer> devices = new HashSet<>();
        int offPlan = 0;
        for (Step step : steps) {
            for (int port : new int[] {step.from(), step.to()}) {
                int device = wiring.deviceAt(port);
                devices.add(device);
                if (device >= 0) {
                    var at = wiring.plan.deviceAt(device).location();
                    racks.add(at.hall() + "/" + at.row() + "/" + at.rack());
                } else {
                    offPlan++;
                }
            }
        }
        return offPlan * 10_000 + racks.size() * 100 + devices.size();
    }

    private static int[] reversed(int[] p) {
        int[] out = new int[p.length];
        for (int i = 0; i < p.length; i++) {
            out[i] = p[p.length - 1 - i];
        }
        return out;
    }
}
