/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

/** What kind of thing is missing. */
public enum BlockerKind {
    /** A part that is not in stock. */
    PART,
    /** Nobody who may or can do it. */
    SKILL,
    /** A badge, an escort, a key. */
    ACCESS,
    POWER,
    COOLING,
    /** Cables that are missing, wrong or dark. */
    FABRIC,
    FIRMWARE,
    FAILED_TEST,
    /** A part at its maker. */
    RMA,
    PERMIT,
    /** A truck, a ship, a customs office. */
    LOGISTICS,
    /** Something that only the customer can do. */
    CUSTOMER,
    /** Something that somebody must decide. */
    DECISION
}
