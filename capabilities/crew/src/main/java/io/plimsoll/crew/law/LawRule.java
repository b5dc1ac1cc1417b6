/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import java.util.Map;

/**
 * One rule as data.
 *
 * @param id what reports name it by
 * @param numbers the kind's parameters by name; hours, days, weeks and minutes as the name says
 * @param source statute, regulation, judgment or policy
 */
public record LawRule(String id, RuleKind kind, Map<String, Double> numbers, String source, String says) {

    public LawRule {
        numbers = Map.copyOf(numbers);
    }

    /** A parameter; the reader made sure that the kind's are all there. */
    double number(String name) {
        Double value = numbers.get(name);
        if (value == null) {
            throw new IllegalStateException(id + " has no " + name);
        }
        return value;
    }

    /** An amount of hours in seconds. */
    long seconds(String hoursName) {
        return Math.round(number(hoursName) * 3600);
    }
}
