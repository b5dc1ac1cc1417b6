/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The capacity ledger at one instant: for each unit class how many units stand in each state. */
public record LedgerView(Instant at, List<Row> rows) {

    /** Whether for every unit class the states add up to the units that exist. */
    public boolean conserved() {
        return rows.stream().allMatch(r -> r.sum() == r.installed());
    }

    /**
     * @param sum over the states, counted from the state changes
     * @param installed units on the record at that instant, counted from the units themselves
     * @param fit units in a fit state whose certificate and waivers are valid at that instant
     */
    public record Row(UnitClass unitClass, Map<UnitState, Integer> byState, int sum, int installed, int fit) {}
}
