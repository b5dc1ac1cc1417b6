/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.statement;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The availability statement of one commitment for one window. All amounts of time are integer unit-seconds or GPU-seconds, all
 * money is in whole cents, so that whoever has the ledger and the contract comes to the same bytes.
 *
 * @param type names this form
 * @param shortfalls spans in which less was deliverable than promised, after exclusions
 * @param outages every span in which a unit of the commitment was not up
 * @param notes what a reader must know to judge the figures
 */
public record Statement(
        String type,
        String commitment,
        String customer,
        String site,
        String unit,
        Window window,
        Verdict availability,
        List<Measured> measures,
        Delivered delivered,
        List<Shortfall> shortfalls,
        List<Down> outages,
        Owed credit,
        ClaimClock claim,
        List<Late> delays,
        Optional<Trigger> termination,
        Optional<Duty> hotSpares,
        List<Balance> ledger,
        Sources sources,
        List<String> notes) {

    /** The form of this version. */
    public static final String TYPE = "https://plimsoll.io/availability-statement/v1";

    /**
     * @param from inclusive
     * @param until exclusive
     * @param asOf what is later than this is not in it
     * @param knownAt what was recorded later than this is not in it; empty for everything
     */
    public record Window(Instant from, Instant until, String zone, Instant asOf, Optional<Instant> knownAt) {}

    /**
     * The measure that the contract names.
     *
     * @param availability to nine decimals, rounded down
     */
    public record Verdict(
            String measure,
            BigDecimal availability,
            long numerator,
            long denominator,
            BigDecimal target,
            boolean met) {}

    /**
     * One of the five.
     *
     * @param availability after exclusions, to nine decimals, rounded down
     * @param raw before exclusions
     */
    public record Measured(
            String measure, String says, BigDecimal availability, long numerator, long denominator, BigDecimal raw) {}

    /** Contract unit-seconds. */
    public record Delivered(
            long promisedUnitSeconds, long deliveredUnitSeconds, long shortUnitSeconds, long shortSeconds) {}

    /** Less deliverable than promised. */
    public record Shortfall(Instant from, Instant until, int promised, int deliverable, int physical, int missing) {}

    /** A unit that was not up. */
    public record Down(
            String unit,
            Instant from,
            Instant until,
            long seconds,
            long countedSeconds,
            UnitState state,
            Optional<Exclusion.Kind> exclusion,
            long entry,
            String cause) {}

    /** See {@link io.plimsoll.capacity.credit.Credit}. */
    public record Owed(
            String currency,
            Optional<Long> feeCents,
            BigDecimal share,
            Optional<BigDecimal> below,
            Optional<Long> uncappedCents,
            BigDecimal cap,
            boolean capped,
            Optional<Long> creditCents,
            long damagesCents) {}

    /** See {@link io.plimsoll.capacity.credit.Claim}. */
    public record ClaimClock(String state, Optional<Instant> deadline, long secondsLeft, Optional<Instant> claimed) {}

    /** See {@link io.plimsoll.capacity.credit.Delay}. */
    public record Late(
            int quantity,
            int added,
            Instant committed,
            Optional<Instant> delivered,
            int lateDays,
            long damagesCents,
            boolean mayEnd) {}

    /** Breached months among the last ones. */
    public record Trigger(int breaches, int months, int seen, boolean mayEnd) {}

    /** How the duty to hold hot spares was kept. */
    public record Duty(int nodes, int least, long shortSeconds) {}

    /** GPU-seconds of the window by state, for one unit class. */
    public record Balance(
            UnitClass unitClass, Map<UnitState, Long> gpuSeconds, long sum, long installed, boolean conserved) {}

    /**
     * @param ledgerSha256 of the ledger as it was handed in; empty where it is a database
     * @param contractSha256 of the contract file
     */
    public record Sources(String ledgerSha256, String contractSha256, int entries, long lastEntry) {}
}
