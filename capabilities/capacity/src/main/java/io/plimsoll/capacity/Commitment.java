/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A contract line: what is promised to whom, how it is measured, and what follows if it is not kept.
 *
 * @param id unique name
 * @param place where the capacity stands
 * @param promise how much of what
 * @param measurement how availability is counted
 * @param money price, credits and claims; a commitment without a price owes an unknown amount, not zero
 * @param remedies what a late start and repeated breaches lead to
 */
public record Commitment(
        String id,
        String customer,
        Place place,
        Promise promise,
        Measurement measurement,
        Money money,
        Remedies remedies) {

    /**
     * @param site the site; empty where the ledger holds one site only
     * @param dedicated whether nobody else may be served there
     */
    public record Place(String site, boolean dedicated) {}

    /**
     * @param acceptancePlan name of the test plan that the units passed; empty for none named
     * @param acceptanceVersion its version
     * @param hotSpares nodes that must stand by at any time
     */
    public record Promise(
            ContractUnit unit,
            List<Tranche> tranches,
            String acceptancePlan,
            OptionalInt acceptanceVersion,
            int hotSpares) {
        public Promise {
            tranches = List.copyOf(tranches);
        }

        /** Units promised at a second; 0 outside all tranches. */
        public int quantityAt(long second) {
            for (Tranche tranche : tranches) {
                if (tranche.holds(second)) {
                    return tranche.quantity();
                }
            }
            return 0;
        }
    }

    /** A late start and repeated breaches. */
    public record Remedies(Optional<DelayRemedy> delay, Optional<Termination> termination) {}

    /**
     * What a tranche that starts late leads to.
     *
     * @param centsPerUnitDay damages for each unit and each begun day
     * @param daysMax damages stop growing after so many days; empty for no limit
     */
    public record DelayRemedy(Kind kind, long centsPerUnitDay, OptionalInt daysMax) {
        /** The remedy. */
        public enum Kind {
            /** Nothing is paid for the time until delivery. */
            WAIVE,
            /** So many cents a unit and day. */
            DAMAGES,
            /** The customer may end the contract after the long stop. */
            TERMINATE
        }
    }

    /** The customer may end the contract after so many breached months among so many in a row. */
    public record Termination(int breaches, int months) {}

    /** When the first tranche starts. */
    public Instant start() {
        return promise.tranches().getFirst().from();
    }
}
