/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import java.util.List;
import java.util.Optional;

/**
 * What a user says about a file beyond its content.
 *
 * @param format empty to recognise it
 * @param tabs the SHCD tabs to read, in order; empty for every tab with a header row
 * @param corners for each tab the cells of its upper left and lower right corner, for example {@code J14:T42}; empty to find
 *     the header row and read to the first empty row
 */
public record ReadOptions(Optional<PlanFormat> format, List<String> tabs, List<String> corners) {

    /** Recognise everything. */
    public static final ReadOptions NONE = new ReadOptions(Optional.empty(), List.of(), List.of());

    public ReadOptions {
        tabs = List.copyOf(tabs);
        corners = List.copyOf(corners);
    }

    /** This format, nothing else said. */
    public static ReadOptions of(Optional<PlanFormat> format) {
        return new ReadOptions(format, List.of(), List.of());
    }
}
