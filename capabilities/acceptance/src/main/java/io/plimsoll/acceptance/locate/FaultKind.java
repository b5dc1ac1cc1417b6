/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

/** What a localised fault can sit in. */
public enum FaultKind {
    NODE,
    NIC,
    /** Between a NIC and its leaf. */
    CABLE,
    /** Of the leaf, where a node's cable ends. */
    PORT,
    /** Between a leaf and a spine. */
    LINK,
    /** Two nodes that are good with everyone else and bad with each other. */
    PAIR
}
