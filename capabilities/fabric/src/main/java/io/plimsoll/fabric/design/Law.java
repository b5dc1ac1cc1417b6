/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.design;

import io.plimsoll.fabric.DeviceKind;
import java.util.List;
import java.util.Map;

/** A template after reading: names resolved to slots, texts to expressions. */
record Law(
        Scope scope,
        int gpusSlot,
        Map<String, Integer> parameterSlots,
        List<Named> lets,
        Sizes sizes,
        List<DeviceGroup> devices,
        List<CableGroup> cables,
        List<Named> counts,
        String layout) {

    /** A value with a name; {@code slot} is where a let stores it, -1 for a count. */
    record Named(String name, int slot, Expression value) {}

    /** Which numbers of GPUs fit. */
    record Sizes(Expression step, Expression max, List<Rule> rules) {}

    /** A condition that a size must meet, and the reason to tell the user. */
    record Rule(String text, Expression must, String why) {}

    /** A loop variable and its bounds, both included. */
    record Loop(String name, int slot, Expression from, Expression to) {}

    record DeviceGroup(
            String name,
            List<Loop> loops,
            DeviceKind kind,
            int tier,
            String model,
            TextPattern deviceName,
            Expression scalableUnit,
            Expression rail,
            Expression gpus,
            Expression present,
            Position position) {}

    /** Where a device of a group stands; row and rack are visible to the device's name. */
    record Position(int rowSlot, Expression row, int rackSlot, Expression rack, Expression unit) {}

    /** One end of a cable: which device of which group, and which port. */
    record End(int group, List<Expression> at, TextPattern port) {}

    /**
     * @param legs how many port-to-port legs make one cable as it is ordered
     */
    record CableGroup(
            String name,
            List<Loop> loops,
            End a,
            End b,
            String speed,
            List<String> colours,
            Expression colourBy,
            Expression wave,
            Expression present,
            int legs) {}
}
