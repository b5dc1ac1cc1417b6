/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

/** On which side of the fleet's centre a value is bad. */
public enum Direction {
    /** Bandwidth, rate: too low is bad. */
    HIGHER_IS_BETTER,
    /** Time, latency: too high is bad. */
    LOWER_IS_BETTER,
    /** Both sides are bad, or nobody said which one is. */
    BOTH
}
