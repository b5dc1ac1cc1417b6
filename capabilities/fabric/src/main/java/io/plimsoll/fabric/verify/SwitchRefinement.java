/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.DeviceKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds out which planned switch an observed one is, from the wiring alone.
 *
 * <p>Colour refinement with port numbers: the colour of a planned switch is made of, for each port, its number, the far port's
 * number and the far switch's colour in the round before; a few rounds give almost every switch of a fat tree a colour of its own.
 * An observed switch does not compute its colour exactly, because one wrong cable would spoil it and all around it: each port votes
 * for the planned colours that have such a port, and the colour with most votes wins. Switches that are known keep a colour of
 * their own and anchor the rest. Where the fabric has a symmetry, one member is fixed and the rest follow.
 */
final class SwitchRefinement {

    private static final int ROUNDS_MAX = 10;
    private static final int CHOICES_MAX = 64;
    private static final int NODE = -2;

    private final PlanIndex plan;
    private final ObservedIndex seen;
    private final int[] planned;
    private final int[] observed;
    /** For each planned device its observed one if fixed, else -1; and the other way round. */
    private final int[] fixedPlanned;

    private final int[] fixedObserved;
    private int[] planColour;
    private int[] seenColour;
    private final int[] votes;
    private int colours;

    SwitchRefinement(PlanIndex plan, ObservedIndex seen, int[] fixedObserved) {
        this.plan = plan;
        this.seen = seen;
        this.fixedObserved = fixedObserved.clone();
        this.fixedPlanned = new int[plan.devices];
        Arrays.fill(fixedPlanned, -1);
        for (int o = 0; o < seen.devices; o++) {
            if (fixedObserved[o] >= 0) {
                fixedPlanned[fixedObserved[o]] = o;
            }
        }
        planned = range(plan.devices, plan::isSwitch);
        observed = range(seen.devices, o -> seen.kind(o) == DeviceKind.SWITCH);
        planColour = new int[plan.devices];
        seenColour = new int[seen.devices];
        votes = new int[seen.devices];
    }

    private static int[] range(int end, java.util.function.IntPredicate which) {
        return java.util.stream.IntStream.range(0, end).filter(which).toArray();
    }

    /** For each observed device the planned switch that it is, or -1; fixed ones as given. */
    int[] match() {
        for (int choice = 0; choice <= CHOICES_MAX; choice++) {
            refine();
            int[] match = unique();
            if (choice == CHOICES_MAX || !fixOneOfASymmetry(match)) {
                return match;
            }
        }
        throw new AssertionError();
    }

    private void refine() {
        startColours();
        int before = -1;
        int settled = 0;
        for (int round = 0; round < ROUNDS_MAX && settled < 3; round++) {
            int[] nextPlan = new int[plan.devices];
            Map<Long, Integer> colourOf = new HashMap<>();
            Map<Long, int[]> coloursWithLabel = new HashMap<>();
            int fixed = fixedColours(nextPlan);
            colours = fixed;
            for (int w : planned) {
                boolean fresh;
                if (fixedPlanned[w] >= 0) {
                    fresh = true;
                } else {
                    int size = colourOf.size();
                    nextPlan[w] = fixed + colourOf.computeIfAbsent(signature(w), key -> colourOf.size());
                    fresh = colourOf.size() > size;
                }
                if (fresh) {
                    indexLabels(w, nextPlan[w], coloursWithLabel);
                }
            }
            colours = fixed + colourOf.size();
            int[] nextSeen = voteAll(nextPlan, coloursWithLabel);
            planColour = nextPlan;
            seenColour = nextSeen;
            settled = colours == before ? settled + 1 : 0;
            before = colours;
        }
    }

    private int fixedColours(int[] next) {
        int n = 0;
        for (int w : planned) {
            if (fixedPlanned[w] >= 0) {
                next[w] = n++;
            }
        }
        return n;
    }

    private void startColours() {
        int fixed = fixedColours(planColour);
        for (int w : planned) {
            if (fixedPlanned[w] < 0) {
                planColour[w] = fixed;
            }
        }
        for (int o : observed) {
            seenColour[o] = fixedObserved[o] >= 0 ? planColour[fixedObserved[o]] : fixed;
        }
    }

    private long signature(int w) {
        long sum = planColour[w];
        for (int port : plan.portsOf(w)) {
            int far = plan.expected[port];
            if (far >= 0) {
                sum += mix(planLabel(port, far));
            }
        }
        return sum;
    }

    private long planLabel(int port, int far) {
        int device = plan.portDevice[far];
        boolean isSwitch = plan.isSwitch(device);
        return label(plan.portName[port], isSwitch ? plan.portName[far] : "", isSwitch ? planColour[device] : NODE);
    }

    private void indexLabels(int w, int colour, Map<Long, int[]> index) {
        for (int port : plan.portsOf(w)) {
            int far = plan.expected[port];
            if (far >= 0) {
                index.merge(planLabel(port, far), new int[] {colour}, SwitchRefinement::append);
            }
        }
    }

    private static int[] append(int[] list, int[] one) {
        int[] out = Arrays.copyOf(list, list.length + 1);
        out[list.length] = one[0];
        return out;
    }

    private int[] voteAll(int[] nextPlan, Map<Long, int[]> coloursWithLabel) {
        int[] next = new int[seen.devices];
        int[] tally = new int[colours];
        for (int o : observed) {
            if (fixedObserved[o] >= 0) {
                next[o] = nextPlan[fixedObserved[o]];
                continue;
            }
            Arrays.fill(tally, 0);
            int best = -1;
            int most = 0;
            for (int i = 0; i < seen.degree(o); i++) {
                int link = seen.linkOf(o, i);
                int peer = seen.peer(link, o);
                boolean isSwitch = seen.kind(peer) == DeviceKind.SWITCH;
                int far = isSwitch ? seenColour[peer] : NODE;
                int[] candidates = far == -1
                        ? null
                        : coloursWithLabel.get(label(seen.port(link, o), isSwitch ? seen.peerPort(link, o) : "", far));
                if (candidates == null) {
                    continue;
                }
                for (int colour : candidates) {
                    int count = ++tally[colour];
                    if (count > most || (count == most && colour < best)) {
                        most = count;
                        best = colour;
                    }
                }
            }
            next[o] = best;
            votes[o] = most;
        }
        return next;
    }

    /** Observed switches whose colour is one planned switch's alone; of two that claim the same, the one with more votes. */
    private int[] unique() {
        int[] ofColour = new int[colours];
        Arrays.fill(ofColour, -1);
        for (int w : planned) {
            int colour = planColour[w];
            ofColour[colour] = ofColour[colour] == -1 ? w : -2;
        }
        int[] match = fixedObserved.clone();
        int[] claimedBy = fixedPlanned.clone();
        for (int o : observed) {
            if (fixedObserved[o] >= 0 || seenColour[o] < 0 || votes[o] * 2 <= seen.degree(o)) {
                continue;
            }
            int w = ofColour[seenColour[o]];
            if (w < 0 || fixedPlanned[w] >= 0) {
                continue;
            }
            int rival = claimedBy[w];
            if (rival >= 0 && votes[rival] >= votes[o]) {
                continue;
            }
            if (rival >= 0) {
                match[rival] = -1;
            }
            claimedBy[w] = o;
            match[o] = w;
        }
        return match;
    }

    /** Where several planned switches share a colour with several observed ones, joins the first of each. */
    private boolean fixOneOfASymmetry(int[] match) {
        int[] first = new int[colours];
        int[] members = new int[colours];
        Arrays.fill(first, -1);
        for (int w : planned) {
            if (fixedPlanned[w] < 0 && members[planColour[w]]++ == 0) {
                first[planColour[w]] = w;
            }
        }
        for (int o : observed) {
            if (match[o] < 0 && seenColour[o] >= 0 && votes[o] * 2 > seen.degree(o) && members[seenColour[o]] > 1) {
                int w = first[seenColour[o]];
                fixedObserved[o] = w;
                fixedPlanned[w] = o;
                return true;
            }
        }
        return false;
    }

    private static long label(String port, String farPort, int colour) {
        return mix(mix(code(port) * 0x1F3L + code(farPort)) + colour);
    }

    private static long code(String port) {
        int number = PlanIndex.number(port);
        return number >= 0 ? number : 0x40000000L | port.hashCode();
    }

    private static long mix(long value) {
        long h = value * 0x9E3779B97F4A7C15L;
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (h >>> 29);
    }
}
