/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import java.util.ArrayList;
import java.util.List;

/** Sentences that say why a cable and not a name is wrong: where the same node's other adapters are, and what GUIDs tell. */
final class Corroboration {

    private static final int LINES_MAX = 8;

    private final Wiring wiring;
    private final PlanIndex plan;

    Corroboration(Wiring wiring) {
        this.wiring = wiring;
        this.plan = wiring.plan;
    }

    /** {@code Line 17: leaf:11 is joined to n12:HCA-2; the plan joins it to n11:HCA-2.} */
    String seen(int port) {
        int peer = wiring.peer[port];
        int line = wiring.line(port);
        String where = line > 0 ? "Line " + line + ": " : "";
        int expected = wiring.expected(port);
        String plans = expected < 0 ? "the plan has nothing there" : "the plan joins it to " + wiring.text(expected);
        return where + wiring.text(port) + " is joined to " + wiring.text(peer) + raw(peer) + "; " + plans + ".";
    }

    /** What the device itself says where that differs from who it was found to be. */
    private String raw(int port) {
        int observed = wiring.observedAt[port];
        if (observed < 0 || wiring.identity.how[observed] == Identity.How.NAME) {
            return "";
        }
        var device = wiring.seen.device(observed);
        return " (which says \"" + device.description() + "\", GUID " + device.guid() + ")";
    }

    /** Where the other adapters of a node are, if any is where it should be. */
    void others(int node, List<String> proof) {
        List<String> right = new ArrayList<>();
        for (int port : plan.portsOf(node)) {
            if (plan.expected[port] >= 0 && wiring.peer[port] == plan.expected[port] && right.size() < LINES_MAX) {
                int line = wiring.line(port);
                right.add(plan.portName[port] + (line > 0 ? " (line " + line + ")" : ""));
            }
        }
        if (!right.isEmpty()) {
            proof.add(plan.deviceAt(node).name() + " is where it should be with " + String.join(", ", right)
                    + ": so the node stands in its place and the cable was moved.");
        }
    }

    /** What the GUIDs say about an adapter that was found elsewhere than planned. */
    void siblings(int port, SiblingEvidence evidence, List<String> proof) {
        int observed = wiring.observedAt[port];
        if (observed >= 0 && port < plan.ports) {
            evidence.sentence(observed, port).ifPresent(proof::add);
        }
    }
}
