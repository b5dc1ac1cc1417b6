/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/**
 * Something that a person should know of a metric or of the whole input.
 *
 * @param code stable, for scripts
 * @param text in words, with the numbers
 */
public record Note(Code code, String text) {

    /** What notes there are; docs/concepts/criteria.md says what to do about each. */
    public enum Code {
        /** Every value is the same: nothing can be learned, and a different value is only told. */
        CONSTANT,
        /** No finite value at all. */
        NO_VALUES,
        /** Fewer nodes than a limit can be learned from. */
        TOO_FEW_NODES,
        /** Few nodes: their scopes were counted as if they were independent. */
        SCOPES_AS_NODES,
        /** The tail was fitted on few exceedances; the limit is wide for it. */
        SMALL_SAMPLE,
        /** Repeated measurements differ too much. */
        LOW_REPEATABILITY,
        /** No metric was measured twice: the spread between nodes stands in for repeatability. */
        NO_REPEATS,
        /** More than one group of nodes. */
        MULTIMODAL,
        /** More nodes set aside than a healthy fleet has bad ones. */
        MANY_SET_ASIDE,
        /** The limit is so far from the centre that it catches only gross defects. */
        WIDE_LIMIT,
        /** No line of the table says which side is bad. */
        DIRECTION_UNKNOWN,
        /** Learned on a wider class of nodes, because this one is too small. */
        FALLBACK,
        /** This class of nodes is worse than its siblings. */
        CLASS_WORSE,
        /** The fleet's centre is worse than the signed one. */
        SHIFTED,
        /** The fleet's centre is better than the signed one. */
        IMPROVED,
        /** The new limit would be looser than the signed one. */
        LOOSENED,
        /** The signed set has this metric and the new measurements do not. */
        MISSING_METRIC,
        /** The signed limit stays. */
        ANCHORED,
        /** Values in units that cannot be compared; the rarer ones were left out. */
        UNIT_MIX,
        /** The same results were handed in twice and count once. */
        DUPLICATE_UPLOAD,
        /** A value that is not a finite number was left out. */
        NOT_A_NUMBER,
        /** A node of the list has no results. */
        NO_RESULTS,
        /** A test broke. */
        TEST_ERROR
    }
}
