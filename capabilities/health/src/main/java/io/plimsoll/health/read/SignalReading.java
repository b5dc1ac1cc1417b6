/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Signal;
import java.util.List;

/**
 * What was heard in one input.
 *
 * @param format in which it was read
 * @param lines lines, documents or samples that were looked at
 * @param events in the order of the input
 * @param warnings what could not be judged, was taken as something, or stands twice; with line numbers
 */
public record SignalReading(String format, long lines, List<Signal> events, List<String> warnings) {

    public SignalReading {
        events = List.copyOf(events);
        warnings = List.copyOf(warnings);
    }
}
