/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

import io.plimsoll.acceptance.PartKind;
import java.util.Optional;

/** What one run of a test speaks of. */
public enum TestScope {
    NODE,
    CORE,
    GPU,
    NIC,
    DISK,
    PAIR,
    GROUP,
    RACK;

    /** The parts of which each one must have been measured; empty where parts are not counted. */
    public Optional<PartKind> countedPart() {
        return switch (this) {
            case GPU -> Optional.of(PartKind.GPU);
            case NIC -> Optional.of(PartKind.HCA);
            case NODE, CORE, DISK, PAIR, GROUP, RACK -> Optional.empty();
        };
    }
}
