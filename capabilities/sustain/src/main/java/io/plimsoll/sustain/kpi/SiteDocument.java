/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.kpi;

import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.meter.Meter;
import io.plimsoll.sustain.meter.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What a site says of itself for one period.
 *
 * @param meters by id; those that a file of readings describes itself need not stand here
 * @param readings names of files with readings
 * @param totals sums that no meter gives, such as retired certificates, each with its source
 * @param lossLimits most loss of a stage, as a share of its input
 * @param gridCarbonFree carbon-free share of the grid: by the hour, one for all, or none
 * @param rest the whole document, for the fields of statements
 */
@SuppressWarnings("ArrayRecordComponent") // thousands of hours; never changed after reading
public record SiteDocument(
        String site,
        Instant from,
        Instant to,
        Map<String, Meter> meters,
        List<String> readings,
        Map<Symbol, Value> totals,
        Map<Point, Double> lossLimits,
        double[] gridCarbonFree,
        JsonNode rest) {

    /** ISO interval. */
    public String period() {
        return from + "/" + to;
    }
}
