/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One schedule: what a later layer covers it takes from the earlier ones, and overrides stand above all layers.
 *
 * @param covered when somebody must be on call; empty for always
 */
public record Schedule(
        String id,
        String name,
        ZoneId zone,
        List<Layer> layers,
        List<ScheduleOverride> overrides,
        List<Window> covered) {

    public Schedule {
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
        covered = List.copyOf(covered);
    }

    Schedule with(ScheduleOverride more) {
        List<ScheduleOverride> all = new ArrayList<>(overrides);
        all.add(more);
        return new Schedule(id, name, zone, layers, all, covered);
    }
}
