/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.ledger;

/** An act that the ledger refuses, with the rule that it would break. Nothing was changed. */
public final class LedgerException extends RuntimeException {

    private final Rule rule;

    /** What the ledger holds. */
    public enum Rule {
        /** Ranges of one device may not overlap: a watt-hour is issued once. */
        OVERLAP,
        /** A range that is no range, or more than its device can make. */
        QUANTITY,
        /** Only the owner of a watt-hour may act on it. */
        NOT_OWNED,
        /** A retired or expired watt-hour cannot move again. */
        NOT_ACTIVE,
        /** What is past its expiry cannot be retired. */
        EXPIRED,
        /** There is no such certificate. */
        UNKNOWN
    }

    public LedgerException(Rule rule, String message) {
        super(rule + ": " + message);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }
}
