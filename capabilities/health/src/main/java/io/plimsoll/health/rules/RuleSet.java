/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.rules;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that an operator may change about how signals are judged and what may be done. Data; see {@link RuleSetReader}.
 *
 * @param burstGapMillis silence that ends a burst
 * @param settleMillis how long a fault that a shared domain may explain waits for its siblings before a node is touched
 * @param burnInMillis how long a repaired node runs without load before it serves; 0 for not at all
 * @param probationMillis how long a repaired node is watched before it counts as well; 0 for no probation
 * @param nodeSignalsPerMinute what one node may send; the rest is counted and refused
 * @param slotsForPart in how many slots a serial must fail before the part is blamed
 * @param partsForSlot how many serials must fail in a slot before the slot is blamed
 * @param tests per remedy: what must pass before the node serves again
 */
public record RuleSet(
        String name,
        String version,
        String source,
        List<Detector> detectors,
        List<Correlation> correlations,
        List<Budget> budgets,
        long burstGapMillis,
        long settleMillis,
        long burnInMillis,
        long probationMillis,
        int nodeSignalsPerMinute,
        int slotsForPart,
        int partsForSlot,
        Map<Remedy, String> tests) {

    public RuleSet {
        detectors = List.copyOf(detectors);
        correlations = List.copyOf(correlations);
        budgets = List.copyOf(budgets);
        tests = Map.copyOf(tests);
    }

    /**
     * A number that tells these rules from others, the same in every run: a memory kept under one is not read under another.
     */
    public int fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Detector d : detectors) {
            text.append(List.of(
                            d.id(), d.type().name(), d.kind(), d.codes(), d.metric(), d.above(), d.value(), d.count()))
                    .append(List.of(d.windowMillis(), d.holdMillis(), d.clear(), d.others(), d.action(), d.cause()))
                    .append('\n');
        }
        return text.toString().hashCode();
    }

    /**
     * When faults of many are the fault of what they share.
     *
     * @param domain nvlink, rack, leaf, spine, pdu, cooling, firmware or batch
     * @param causes of the faults that it may explain
     * @param children how many distinct units at least
     * @param share of the domain's units at least, 0 to 1
     * @param sameCode whether they must have the same code
     */
    public record Correlation(
            String domain,
            Set<String> causes,
            int children,
            double share,
            long windowMillis,
            boolean sameCode,
            String because) {

        public Correlation {
            causes = Set.copyOf(causes);
        }
    }

    /**
     * How much automation may touch.
     *
     * @param scope fleet, cause, tenant, or a kind of domain: each member has its own account
     * @param concurrent nodes at a time; 0 for no such limit
     * @param percent of the scope's nodes at a time; 0 for no such limit
     * @param stopCount so many new ones within the window stop it; 0 for never
     * @param retryMillis after a stop one at a time is tried again; success opens it, failure stops it anew
     */
    public record Budget(
            String id,
            String scope,
            int concurrent,
            double percent,
            int stopCount,
            long stopWindowMillis,
            long retryMillis) {}
}
