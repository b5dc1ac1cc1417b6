/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health;

/** How bad a signal says it is, before any rule has judged it. */
public enum Severity {
    /** Nothing to do: a state, a counter, an end of something. */
    INFO,
    /** Worth a rule: alone it takes nobody out of service. */
    WARNING,
    /** The unit cannot be trusted with load until something was done. */
    FATAL
}
