/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import io.plimsoll.model.AssuranceLevel;
import java.util.List;
import java.util.Map;

/**
 * What a comparison of plan and observation found. Its JSON keys are stable.
 *
 * @param repairOrders worst first
 * @param findings in the order of their ids
 * @param identityGaps devices that do not say who they are
 * @param assurance for each planned cable id how well it was checked
 */
public record Verification(
        Summary summary,
        List<RepairOrder> repairOrders,
        List<Finding> findings,
        List<IdentityGap> identityGaps,
        Map<String, AssuranceLevel> assurance) {

    public Verification {
        repairOrders = List.copyOf(repairOrders);
        findings = List.copyOf(findings);
        identityGaps = List.copyOf(identityGaps);
    }

    /**
     * @param nodes devices that the plan has: nodes and switches
     * @param cablesVerified cables seen as planned, at {@link AssuranceLevel#LINK_ONLY} or better
     * @param cablesNotVerified why cables were not verified: reason to count
     * @param leftAfterRepair how many cables still differ when all orders are carried out in simulation; 0 unless there is a bug
     * @param notes what a reader must know of how the result was reached, one sentence each
     */
    public record Summary(
            int nodes,
            int cablesPlanned,
            int cablesVerified,
            Map<AssuranceLevel, Integer> byAssurance,
            int findings,
            int repairOrders,
            Map<String, Integer> cablesNotVerified,
            int leftAfterRepair,
            List<String> notes) {}

    /**
     * A device that does not say who it is.
     *
     * @param guid its hardware identity
     * @param description what it calls itself
     * @param probably who it is, from the wiring and its siblings; empty if nothing speaks
     * @param proof why
     * @param line the line of the dump
     */
    public record IdentityGap(String guid, String description, String probably, String proof, int line) {}
}
