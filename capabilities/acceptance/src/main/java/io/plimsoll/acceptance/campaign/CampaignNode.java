/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.Provenance;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A node of a campaign, and where it stands.
 *
 * @param leaf the switch that its first rail ends on; empty if not known
 * @param pod the part of the fabric below one spine; empty if not known
 * @param nodeWatts what it draws at full load
 * @param idleWatts what it draws with no test on it; 0 where the halls' limits are told without what is idle
 * @param withoutTests tests that it does not have, as its fingerprint says
 */
public record CampaignNode(
        String name,
        String rack,
        String hall,
        String leaf,
        String pod,
        int nodeWatts,
        int idleWatts,
        Provenance provenance,
        Set<String> withoutTests) {

    /** A node of new parts that has every test. */
    public CampaignNode(String name, String rack, String hall, String leaf, String pod, int nodeWatts) {
        this(name, rack, hall, leaf, pod, nodeWatts, 0, Provenance.NEW, Set.of());
    }

    public CampaignNode {
        withoutTests = Collections.unmodifiableSet(new TreeSet<>(withoutTests));
    }
}
