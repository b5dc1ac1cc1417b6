/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.List;

/**
 * Where a node hangs in the fabric.
 *
 * @param leaf its leaf switch, or the set of rail leaves that it shares with its neighbours
 * @param pod the leaves that share spines
 * @param rails its NICs with cable and port; empty if only whole nodes are to be told apart
 */
public record TopologyNode(String name, String leaf, String pod, List<NodeRail> rails) {
    public TopologyNode {
        rails = List.copyOf(rails);
    }
}
