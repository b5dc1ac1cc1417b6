/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import java.util.List;
import java.util.Map;

/**
 * What the check of a published table found.
 *
 * @param source the file as the user named it
 * @param measures the columns and how they were understood
 * @param flags errors first, then by year and site
 * @param byRule how many flags each rule raised
 * @param compared how many comparisons each rule made: a rule with none has proved nothing
 * @param notes what was not understood or not compared
 */
public record CheckReport(
        String source,
        int figures,
        List<String> sites,
        List<Integer> years,
        List<Understood> measures,
        List<Flag> flags,
        Map<String, Integer> byRule,
        Map<String, Integer> compared,
        List<String> notes) {

    /** How one column was understood; {@code unit} is what values are kept in. */
    public record Understood(String column, String measure, String unit, double scale) {}
}
