/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.model.Verdict;
import java.util.List;

/**
 * What one test says.
 *
 * @param errors what it found wrong, or why it is ERROR or NOT_RUN
 * @param notes how it was measured, and what was not
 * @param units an account of each SM, where the test has one
 */
public record TestOutcome(
        String test,
        Verdict verdict,
        double seconds,
        List<Figure> measurements,
        List<String> errors,
        List<String> notes,
        List<UnitAccount> units) {

    public TestOutcome {
        measurements = List.copyOf(measurements);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        units = List.copyOf(units);
    }
}
