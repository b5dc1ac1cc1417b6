/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import io.plimsoll.fabric.RepairOrder.Move.Action;
import io.plimsoll.fabric.verify.Repair.Step;
import java.util.List;

/** Carries out all repair orders on a copy of what was seen and counts what still differs from the plan. */
final class Simulation {

    private final int[] peer;
    private final int[] expected;

    Simulation(Wiring wiring, int[] expected) {
        this.peer = wiring.peer.clone();
        this.expected = expected;
    }

    /** How many cables still differ: 0 if the orders are right. */
    int left(List<Draft> drafts) {
        for (Draft draft : drafts) {
            carryOut(draft);
        }
        int left = 0;
        for (int p = 0; p < peer.length; p++) {
            int planned = p < expected.length ? expected[p] : -1;
            if (planned != peer[p]) {
                left++;
            }
        }
        return (left + 1) / 2;
    }

    /** Pulls every plug that is to move first, as hands do for a swap, and plugs them in then. */
    private void carryOut(Draft draft) {
        List<Step> steps = draft.steps();
        int[] far = new int[steps.size()];
        for (int i = 0; i < far.length; i++) {
            Step step = steps.get(i);
            if (step.action() == Action.REMOVE || step.action() == Action.PLUG_OVER) {
                far[i] = peer[step.from()];
                if (far[i] >= 0) {
                    peer[far[i]] = -1;
                }
                peer[step.from()] = -1;
            }
        }
        for (int i = 0; i < far.length; i++) {
            Step step = steps.get(i);
            if (step.action() == Action.PLUG_OVER && far[i] >= 0) {
                plug(far[i], step.to());
            } else if (step.action() == Action.CONNECT) {
                plug(step.from(), step.to());
            }
        }
        for (int port : draft.restored()) {
            plug(port, expected[port]);
        }
    }

    /** Joins two ports if both are free: hands cannot do more. */
    private void plug(int a, int b) {
        if (peer[a] < 0 && peer[b] < 0) {
            peer[a] = b;
            peer[b] = a;
        }
    }
}
