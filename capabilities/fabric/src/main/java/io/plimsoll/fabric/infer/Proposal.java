/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric.infer;

import io.plimsoll.fabric.FabricPlan;
import java.util.List;
import java.util.Map;

/**
 * A wiring law with its numbers, and how well it explains a dump.
 *
 * @param template the law's name
 * @param gpus for how many GPUs it was designed
 * @param parameters the law's parameters that differ from its own
 * @param plan the designed plan, with the names that the dump uses
 * @param linksSeen cables in the dump
 * @param linksFit of these, how many join the ports that the plan joins
 * @param linksPlanned cables that the plan asks for
 * @param notes how names were found, one sentence each
 */
public record Proposal(
        String template,
        long gpus,
        Map<String, Long> parameters,
        FabricPlan plan,
        int linksSeen,
        int linksFit,
        int linksPlanned,
        List<String> notes) {

    public Proposal {
        notes = List.copyOf(notes);
    }

    /** Links that fit, of all that are seen or planned: 1 where plan and dump are the same. */
    public double explained() {
        int all = linksSeen + linksPlanned - linksFit;
        return all == 0 ? 0 : (double) linksFit / all;
    }
}
