/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.Direction;
import io.plimsoll.acceptance.criteria.LearnedCriterion;
import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How healthy values of a site are spread, from the criteria that were in force when a campaign was made. */
final class JointSpread {

    private JointSpread() {}

    /**
     * By metric and unit. Empty unless the set knows one class of nodes only: with several, a value that is usual in one of
     * them would speak against a node of another.
     */
    static Map<String, HealthyValues> of(Database record, CampaignRow row) {
        return record.criteria()
                .inForce(row.site(), row.createdAt())
                .flatMap(set -> record.criteria().envelope(set.id()))
                .map(bytes -> CriterionSets.read(bytes, "the site's criteria").set())
                .map(JointSpread::of)
                .orElse(Map.of());
    }

    private static Map<String, HealthyValues> of(CriterionSet set) {
        if (set.strata().size() != 1) {
            return Map.of();
        }
        Map<String, HealthyValues> out = new HashMap<>();
        for (List<LearnedCriterion> criteria : set.strata().values()) {
            for (LearnedCriterion c : criteria) {
                if (c.used()
                        && c.direction() == Direction.HIGHER_IS_BETTER
                        && c.centroid().size() > 1
                        && c.centre() > 0) {
                    out.put(c.metric() + " " + c.unit(), HealthyValues.of(c.centroid()));
                }
            }
        }
        return out;
    }
}
