/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

/** What became of a test's run, before anything is judged. */
public enum Execution {
    /** The tool ran to its end and its log could be read. */
    COMPLETED,
    /** The tool did not run at all. */
    NOT_RUN,
    /** The tool ran and broke, or its log cannot be read. */
    BROKE
}
