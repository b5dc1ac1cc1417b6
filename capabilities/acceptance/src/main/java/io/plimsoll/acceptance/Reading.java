/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.List;

/**
 * What a reader found in a raw log.
 *
 * @param format the reader's name
 * @param tool name and version as the log prints them
 * @param verdicts what the tool says of itself
 * @param warnings what a person should know, each with its line
 * @param contradictions where the log speaks against itself, for example PASS beside an error; such a log never passes
 */
public record Reading(
        String format,
        String tool,
        List<Measurement> measurements,
        List<ToolVerdict> verdicts,
        List<String> warnings,
        List<String> contradictions) {

    public Reading {
        measurements = List.copyOf(measurements);
        verdicts = List.copyOf(verdicts);
        warnings = List.copyOf(warnings);
        contradictions = List.copyOf(contradictions);
    }

    /** Nothing was read. */
    public static Reading none(String format) {
        return new Reading(format, "", List.of(), List.of(), List.of(), List.of());
    }
}
