/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A limit that a law sets.
 *
 * @param quantity a KPI by its name, or a JSON pointer into the site's document
 * @param least the smallest value that meets it; or else {@code most}
 * @param from day from which it holds; empty where it counts from the start of operation
 * @param monthsAfterStart how long after its start a site has
 * @param startedFrom sites that started on this day or later; empty for all
 * @param startedBefore sites that started before this day; empty for all
 * @param waiver pointer to what lifts it; empty for nothing
 */
record LimitSpec(
        String rule,
        String quantity,
        String unit,
        OptionalDouble least,
        OptionalDouble most,
        Optional<LocalDate> from,
        int monthsAfterStart,
        Optional<LocalDate> startedFrom,
        Optional<LocalDate> startedBefore,
        String waiver,
        String law,
        String says) {

    /** Whether it counts only for sites that started in some time. */
    boolean asksStart() {
        return startedFrom.isPresent() || startedBefore.isPresent() || from.isEmpty();
    }

    boolean isFor(LocalDate start) {
        return startedFrom.map(d -> !start.isBefore(d)).orElse(true)
                && startedBefore.map(start::isBefore).orElse(true);
    }
}
