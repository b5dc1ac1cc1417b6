/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.plan;

import io.plimsoll.fabric.FabricPlan;
import java.util.List;

/**
 * A plan as it was read.
 *
 * @param format what it was read as
 * @param notes what was odd but could be read: a device in two places, a cable that leaves the site
 */
public record PlanReading(FabricPlan plan, PlanFormat format, List<LintNote> notes) {
    public PlanReading {
        notes = List.copyOf(notes);
    }
}
