/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the availability of a commitment is counted.
 *
 * @param target share between 0 and 1, exact as written
 * @param measure which of the five measures the target is held against
 * @param rollingDays the window: so many days up to its end; empty for calendar months
 * @param zone of the calendar months
 * @param exclusions outages that count as delivered
 */
public record Measurement(
        BigDecimal target,
        Measure measure,
        OptionalInt rollingDays,
        ZoneId zone,
        Evidence evidence,
        List<Exclusion> exclusions,
        Topology topology) {

    public Measurement {
        exclusions = List.copyOf(exclusions);
    }

    /**
     * Where racks and blocks matter though the contract counts neither.
     *
     * @param groups the k of n of the k-of-n measure
     * @param blockNodes the block of the contiguous measure
     */
    public record Topology(Optional<KOfN> groups, OptionalInt blockNodes) {
        public static final Topology NONE = new Topology(Optional.empty(), OptionalInt.empty());
    }

    /** At least {@code k} of {@code n}. */
    public record KOfN(int k, int n) {}

    /**
     * Whose word counts, and from when.
     *
     * @param grace an outage up to this long does not count
     */
    public record Evidence(Rule rule, Clock clock, Duration grace) {

        /** Whose record is the evidence. */
        public enum Rule {
            OPERATOR_RECORD,
            CUSTOMER_LOGS,
            BOTH
        }

        /** What starts the clock of an outage. */
        public enum Clock {
            /** The fault itself. */
            FAULT,
            /** The customer's notice; an outage without one does not count. */
            NOTICE
        }
    }

    /**
     * A class of outages that count as delivered.
     *
     * @param unitMax at most so long for each unit and window; what is longer counts as an outage. Empty for no limit
     */
    public record Exclusion(Kind kind, Optional<Duration> unitMax) {

        /** Why a unit was not up, where that is not the operator's failure. */
        public enum Kind {
            /** Announced maintenance. */
            PLANNED,
            CUSTOMER,
            FORCE_MAJEURE,
            UPSTREAM
        }
    }
}
