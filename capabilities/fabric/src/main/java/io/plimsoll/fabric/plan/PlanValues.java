/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.model.InputProblems;
import java.util.Arrays;
import java.util.Locale;

/** Values that several formats share. */
final class PlanValues {

    private static final int NUMBER_MAX = 10_000_000;

    private PlanValues() {}

    /** A whole number from 0 to ten million; 0 for nothing. */
    static int number(String text, String what, long line, InputProblems problems) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0 && value <= NUMBER_MAX) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, with the range
        }
        problems.add(line, text, "a whole number from 0 to " + NUMBER_MAX + " for " + what);
        return 0;
    }

    static DeviceKind kind(String text, long line, InputProblems problems) {
        return oneOf(DeviceKind.values(), DeviceKind.OTHER, text, line, problems);
    }

    static PlannedCable.State state(String text, long line, InputProblems problems) {
        return oneOf(PlannedCable.State.values(), PlannedCable.State.CONNECTED, text, line, problems);
    }

    private static <E extends Enum<E>> E oneOf(E[] values, E fallback, String text, long line, InputProblems problems) {
        if (text.isEmpty()) {
            return fallback;
        }
        for (E value : values) {
            if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        problems.add(line, text, "one of " + Arrays.toString(values));
        return fallback;
    }
}
