/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/** What a test says, strictly. Only {@link #PASS} and {@link #WAIVED} let a required test through. */
public enum Verdict {
    /** Measured, judged by a criterion, and within it. */
    PASS,
    /** Measured, judged by a criterion, and outside it. */
    FAIL,
    /** Measured, but the evidence does not decide. */
    INCONCLUSIVE,
    /** Was to be run and was not. Never a pass. */
    NOT_RUN,
    /** Not passed, and let through by a named owner with a reason and an expiry. */
    WAIVED,
    /** The test itself broke; says nothing about the unit. */
    ERROR;

    /** Whether a required test with this verdict stands in the way of a certificate. */
    public boolean blocks() {
        return this != PASS && this != WAIVED;
    }
}
