/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Map;

/**
 * A site in numbers at one instant. Cables, repair orders and certificates are those recorded as of that instant.
 *
 * @param fitGpus GPUs that could be sold: in a fit state, certificate and waivers valid at {@code at}
 * @param byAssurance planned cables by how well they were checked last
 */
public record SiteSummary(
        Site site,
        Instant at,
        Map<UnitState, Integer> gpus,
        Map<UnitState, Integer> nodes,
        int fitGpus,
        int openRepairOrders,
        int cablesPlanned,
        int cablesVerified,
        Map<AssuranceLevel, Integer> byAssurance,
        int certificates) {}
