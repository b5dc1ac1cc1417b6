/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.limits;

import io.plimsoll.acceptance.Comparison;
import java.util.List;

/**
 * One limit of someone else's file.
 *
 * @param name what the file calls it, for example {@code memory_bandwidth.minimum_bandwidth}
 * @param subject what it is for: a GPU model with its id, a host mask, a rule's name
 * @param metric the measurement that it judges, in our words; empty if we have none for it
 * @param comparison which side is good
 * @param value the limit
 * @param unit of the limit
 * @param line where it stands, counted from 1
 * @param flags what is known to be weak about it, each a sentence
 */
public record FixedLimit(
        String name,
        String subject,
        String metric,
        Comparison comparison,
        double value,
        String unit,
        long line,
        List<String> flags) {

    public FixedLimit {
        flags = List.copyOf(flags);
    }
}
