/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something in the way.
 *
 * @param title what is in the way, in a line
 * @param site where
 * @param supplier who is waited for; empty if nobody outside is
 * @param owner a role, not a person; empty if nobody has it yet
 * @param raised when it was raised, or raised again
 * @param blocks what it holds up itself
 * @param waitsOn ids of blockers that must be gone before it
 */
public record Blocker(
        String id,
        BlockerKind kind,
        String title,
        String site,
        String supplier,
        String owner,
        BlockerState state,
        Instant raised,
        Optional<Eta> eta,
        List<Target> blocks,
        List<String> waitsOn) {

    public Blocker {
        blocks = List.copyOf(blocks);
        waitsOn = List.copyOf(waitsOn);
    }
}
