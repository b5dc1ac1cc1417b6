/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

/** What one rule comes to, the gravest first. */
public enum Outcome {
    FAIL,
    /** The evidence does not decide; never counted as safe. */
    UNKNOWN,
    PASS,
    /** Told, and without effect on the verdict. */
    NOTE
}
