/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.plan.TestPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learned criteria of a fleet: a document with a name and a version, to be signed. The component names are the keys of its
 * canonical JSON.
 *
 * @param version one more than its anchor's
 * @param budget the chance that a healthy node fails any metric
 * @param anchors the chain of sets that this one was held against, newest first
 * @param strata by the key of the class of nodes, what was learned of each metric, sorted by name
 * @param alarms what a person must look at before signing
 * @param notes what was odd in the input
 */
public record CriterionSet(
        String name,
        int version,
        Instant learnedAt,
        double budget,
        int nodes,
        List<AnchorRef> anchors,
        SortedMap<String, List<LearnedCriterion>> strata,
        List<Note> alarms,
        List<Note> notes) {

    /** A set in the chain. */
    public record AnchorRef(String name, int version, String sha256, String signedBy) {}

    public CriterionSet {
        anchors = List.copyOf(anchors);
        TreeMap<String, List<LearnedCriterion>> copy = new TreeMap<>();
        strata.forEach((k, v) -> copy.put(k, List.copyOf(v)));
        strata = java.util.Collections.unmodifiableSortedMap(copy);
        alarms = List.copyOf(alarms);
        notes = List.copyOf(notes);
    }

    /** {@code h100-fleet v3}. */
    public String title() {
        return name + " v" + version;
    }

    /** The criteria for a class of nodes: its own, else those of the next wider class that the set has. */
    public Optional<Map.Entry<String, List<LearnedCriterion>>> forStratum(Stratum stratum) {
        for (Optional<Stratum> at = Optional.of(stratum);
                at.isPresent();
                at = at.get().wider()) {
            List<LearnedCriterion> own = strata.get(at.get().key());
            if (own != null) {
                return Optional.of(Map.entry(at.get().key(), own));
            }
        }
        List<LearnedCriterion> all = strata.get(Stratum.ALL.key());
        return all == null ? Optional.empty() : Optional.of(Map.entry(Stratum.ALL.key(), all));
    }

    /** The criteria under a key of {@link #strata}; none for another key. */
    public List<LearnedCriterion> criteria(String key) {
        return strata.getOrDefault(key, List.of());
    }

    /**
     * The plan with this set's limits for the class of this node beside its own, which all stay.
     *
     * @param plan usually applied to the node already
     * @param signedBy the key that signed this set; empty if none did
     */
    public TestPlan applyTo(TestPlan plan, Fingerprint fingerprint, String signedBy) {
        return LearnedLimits.add(this, signedBy, plan, fingerprint);
    }

    /** One metric in a class of nodes. */
    public Optional<LearnedCriterion> find(Stratum stratum, String metric) {
        return forStratum(stratum)
                .flatMap(e -> e.getValue().stream()
                        .filter(c -> c.metric().equals(metric))
                        .findFirst());
    }
}
