/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

/**
 * Something about a plan that a planner should know.
 *
 * @param rule the rule's stable name, for example {@code double-port}
 * @param where the device, port, cable, line or cell concerned
 */
public record LintNote(Severity severity, String rule, String where, String message) {

    /** FATAL cannot be built as written; WARNING probably should not; NOTE is worth a look. */
    public enum Severity {
        FATAL,
        WARNING,
        NOTE
    }

    @Override
    public String toString() {
        return severity + " " + rule + " " + where + ": " + message;
    }
}
