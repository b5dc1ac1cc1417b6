/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * GPUs by state over time, with what could be and what was promised.
 *
 * @param total GPUs on the record at the last point, whatever their state
 */
public record LoadLine(List<Point> points, int total) {

    /**
     * @param fit in a fit state with certificate and waivers valid at that instant
     * @param promised the sum of the commitments whose span holds that instant
     */
    public record Point(Instant at, Map<UnitState, Integer> byState, int fit, int promised) {}
}
