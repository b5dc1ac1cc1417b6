/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.siting.assess;

import java.util.OptionalDouble;

/**
 * One rule and what it came to.
 *
 * @param says the sentence, such as {@code equipment 0.96 ft below base flood elevation}
 * @param value what was found: a number, or words
 * @param limit what the rule asks
 * @param margin value less limit, in {@code unit}; negative is missing
 * @param unit of value, limit and margin where they are numbers; empty otherwise
 * @param source who asks it
 * @param layer file and place in it of the evidence; {@code building} for what the building's file says
 */
public record Reason(
        String rule,
        Outcome outcome,
        String says,
        Object value,
        Object limit,
        OptionalDouble margin,
        String unit,
        String source,
        String layer) {

    static Reason words(
            String rule, Outcome outcome, String says, Object value, Object limit, String source, String layer) {
        return new Reason(rule, outcome, says, value, limit, OptionalDouble.empty(), "", source, layer);
    }
}
