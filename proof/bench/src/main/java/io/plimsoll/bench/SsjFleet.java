/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import java.util.ArrayDeque;
import umontreal.ssj.rng.LFSR113;
import umontreal.ssj.rng.RandomStream;
import umontreal.ssj.simevents.Event;
import umontreal.ssj.simevents.Simulator;
import umontreal.ssj.simevents.eventlist.SplayTree;

/**
 * The reduced fleet in SSJ 3.3.2: the same aggregated failures, parts and technicians as ours, with its splay tree and its fastest
 * generator. No racks and no credits, so it does less than ours.
 */
final class SsjFleet {

    private static final double DAYS = 365;
    private static final double WINDOW = 30;

    private final Simulator simulator = new Simulator(new SplayTree());
    private final RandomStream random = new LFSR113();
    private final boolean[] down;
    private final int nodes;
    private final double ratePerDay;
    private final int technicians;
    private int stock;
    private int busy;
    private int isDown;
    private double last;
    private double area;
    private double windowEnd = WINDOW;
    private double worst = 1;
    private long events;
    private final ArrayDeque<Integer> waitingPart = new ArrayDeque<>();
    private final ArrayDeque<Integer> waitingCrew = new ArrayDeque<>();

    SsjFleet(int nodes, double ratePerDay, int technicians, int stock) {
        this.nodes = nodes;
        this.ratePerDay = ratePerDay;
        this.technicians = technicians;
        this.stock = stock;
        down = new boolean[nodes];
    }

    /** One year; the worst 30-day window. */
    double run() {
        simulator.init();
        new Failure().schedule(exponential(1 / (ratePerDay * nodes)));
        new End().schedule(DAYS);
        simulator.start();
        return worst;
    }

    long events() {
        return events;
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    private void advance(int change) {
        double now = simulator.time();
        while (now >= windowEnd) {
            area += isDown * (windowEnd - last);
            worst = Math.min(worst, 1 - area / (WINDOW * nodes));
            area = 0;
            last = windowEnd;
            windowEnd += WINDOW;
        }
        area += isDown * (now - last);
        last = now;
        isDown += change;
        events++;
    }

    private void toCrew(int node) {
        if (busy >= technicians) {
            waitingCrew.add(node);
        } else {
            busy++;
            new Repaired(node).schedule(exponential(0.25));
        }
    }

    /** A node may fail. */
    private final class Failure extends Event {
        Failure() {
            super(simulator);
        }

        @Override
        public void actions() {
            schedule(exponential(1 / (ratePerDay * nodes)));
            int node = (int) (random.nextDouble() * nodes);
            if (!down[node]) {
                down[node] = true;
                advance(1);
                if (stock > 0) {
                    stock--;
                    toCrew(node);
                } else {
                    waitingPart.add(node);
                }
            }
        }
    }

    /** A node is back. */
    private final class Repaired extends Event {
        private final int node;

        Repaired(int node) {
            super(simulator);
            this.node = node;
        }

        @Override
        public void actions() {
            busy--;
            down[node] = false;
            advance(-1);
            new PartBack().schedule(exponential(14));
            if (!waitingCrew.isEmpty()) {
                toCrew(waitingCrew.remove());
            }
        }
    }

    /** A part is back on the shelf. */
    private final class PartBack extends Event {
        PartBack() {
            super(simulator);
        }

        @Override
        public void actions() {
            events++;
            if (waitingPart.isEmpty()) {
                stock++;
            } else {
                toCrew(waitingPart.remove());
            }
        }
    }

    /** The year is over. */
    private final class End extends Event {
        End() {
            super(simulator);
        }

        @Override
        public void actions() {
            advance(0);
            simulator.stop();
        }
    }
}
