/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the sibling of an adapter on the same board by its GUID, to prove which node a cable really comes from. */
final class SiblingEvidence {

    private final Wiring wiring;
    private final Map<String, Integer> byGuid = new HashMap<>();
    private final java.util.List<SiblingLaw.Law> laws;

    SiblingEvidence(Wiring wiring) {
        this.wiring = wiring;
        for (int o = 0; o < wiring.seen.devices; o++) {
            if (wiring.identity.port[o] >= 0) {
                byGuid.put(wiring.seen.device(o).guid(), o);
            }
        }
        this.laws = SiblingLaw.learned(wiring.plan, wiring.seen, wiring.identity);
    }

    /** {@code GUID .. is 4 above .. (n12:HCA-1, line 31): one board.} */
    Optional<String> sentence(int observed, int port) {
        String adapter = wiring.plan.portName[port];
        String guid = wiring.seen.device(observed).guid();
        for (SiblingLaw.Law law : laws) {
            long distance =
                    law.first().equals(adapter) ? law.distance() : law.second().equals(adapter) ? -law.distance() : 0;
            Integer sibling = distance == 0 ? null : byGuid.get(SiblingLaw.text(SiblingLaw.guid(guid) + distance));
            if (sibling == null) {
                continue;
            }
            int at = wiring.identity.port[sibling];
            int line = wiring.line(at);
            int sits = wiring.peer[at];
            return Optional.of("GUID " + guid + " is " + Math.abs(distance) + (distance > 0 ? " below " : " above ")
                    + wiring.seen.device(sibling).guid() + ", which is plugged into "
                    + (sits < 0 ? "nothing" : wiring.text(sits)) + (line > 0 ? " (line " + line + ")" : "")
                    + ": both sit on one board, so this is " + wiring.text(port) + ".");
        }
        return Optional.empty();
    }
}
