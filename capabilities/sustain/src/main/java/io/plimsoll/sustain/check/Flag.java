/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.OptionalDouble;

/**
 * One thing in a published table that does not close.
 *
 * @param rule stable name of the rule that found it
 * @param year 0 where it is about all years
 * @param measure what the value measures, such as {@code energy}
 * @param unit the unit of value and expected
 * @param value what was published
 * @param expected what the rest of the table gives for it; empty where nothing does
 * @param effect what it does to the figure, in words with numbers
 * @param line the line of the input, 0 for none
 */
public record Flag(
        String rule,
        String site,
        int year,
        String measure,
        String unit,
        OptionalDouble value,
        OptionalDouble expected,
        String why,
        String effect,
        Severity severity,
        long line) {

    /** How sure it is that something is wrong. */
    public enum Severity {
        /** Both figures cannot be right. */
        ERROR,
        /** Possible, but it needs an explanation beside the table. */
        WARNING,
        /** A reader should know. */
        INFO
    }
}
