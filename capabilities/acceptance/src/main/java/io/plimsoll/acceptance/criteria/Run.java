/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Measurement;
import java.util.List;

/**
 * What one run of tests measured on one node.
 *
 * @param source the file and line, or the run's id, for messages
 * @param errors tests that broke, such as a return code that is not 0: they are told and judge nothing
 */
public record Run(String node, String source, List<Measurement> measurements, List<String> errors) {
    public Run {
        measurements = List.copyOf(measurements);
        errors = List.copyOf(errors);
    }
}
