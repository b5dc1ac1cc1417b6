/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

/** How far a pair's traffic goes. */
public enum Layer {
    /** Both nodes at one leaf. */
    LEAF,
    /** Across leaves, within a pod: leaf, spine, leaf. */
    POD,
    /** Across pods. */
    FABRIC
}
