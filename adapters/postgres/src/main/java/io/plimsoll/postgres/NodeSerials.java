/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Set;

/**
 * The serials that the record has of a node.
 *
 * @param node the node's own; empty if not known
 * @param gpus those of its GPUs that are known
 */
public record NodeSerials(String node, Set<String> gpus) {
    public NodeSerials {
        gpus = Set.copyOf(gpus);
    }
}
