/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.UnitState;
import java.util.Optional;

/**
 * One row of the ledger.
 *
 * @param id rises from row to row
 * @param at when it became true, in epoch seconds
 * @param recordedMicros when it was written down, in epoch microseconds
 * @param from the account that the unit leaves; empty for the opening row
 * @param to the account that it enters; empty for a reversal
 * @param opening what the unit is; in its opening row only
 * @param allocation whom the unit serves from now on
 * @param exclusion why it is not up, where that is not the operator's failure
 * @param noticeAt when the customer told of it, in epoch seconds; {@link #NONE} for never
 * @param reverses the id of the entry that never was; {@link #NONE} for none
 * @param words what stands behind it
 * @param line of the input
 */
public record Entry(
        long id,
        long at,
        long recordedMicros,
        String unit,
        Optional<UnitState> from,
        Optional<UnitState> to,
        Optional<Unit> opening,
        Allocation allocation,
        Optional<Exclusion.Kind> exclusion,
        long noticeAt,
        long reverses,
        Words words,
        long line) {

    /** No instant and no id. */
    public static final long NONE = Long.MIN_VALUE;

    /**
     * @param evidence such as {@code certificate:SHA256} or {@code waiver:NAME}
     * @param cause such as an incident or a work order
     */
    public record Words(String evidence, String cause, String actor) {
        public static final Words EMPTY = new Words("", "", "");
    }

    /** A change of the allocation. */
    public sealed interface Allocation {
        /** As before. */
        Allocation SAME = new Same();
        /** Free from now on. */
        Allocation ENDED = new Ended();

        /** The allocation stays as it was. */
        record Same() implements Allocation {}

        /** The allocation ends. */
        record Ended() implements Allocation {}

        /** The unit serves this commitment from now on. */
        record To(String commitment) implements Allocation {}
    }

    public boolean isReversal() {
        return reverses != NONE;
    }

    /** The same row under another id. */
    public Entry withId(long newId) {
        return new Entry(
                newId,
                at,
                recordedMicros,
                unit,
                from,
                to,
                opening,
                allocation,
                exclusion,
                noticeAt,
                reverses,
                words,
                line);
    }

    /** The same row at another line of its input. */
    public Entry withLine(long newLine) {
        return new Entry(
                id,
                at,
                recordedMicros,
                unit,
                from,
                to,
                opening,
                allocation,
                exclusion,
                noticeAt,
                reverses,
                words,
                newLine);
    }
}
