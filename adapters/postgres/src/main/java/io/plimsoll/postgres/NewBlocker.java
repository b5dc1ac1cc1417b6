/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Target;
import java.util.List;
import java.util.Optional;

/**
 * A blocker to be raised.
 *
 * @param origin the thing of the record that raises it, such as {@code repair-order:R-91c0be77}; {@link BlockerRow#BY_HAND} for a person
 * @param owner a role; empty if nobody has it yet
 */
public record NewBlocker(
        BlockerKind kind,
        String title,
        String supplier,
        String origin,
        String owner,
        Optional<Eta> eta,
        List<Target> blocks,
        List<Long> waitsOn) {
    public NewBlocker {
        blocks = List.copyOf(blocks);
        waitsOn = List.copyOf(waitsOn);
    }
}
