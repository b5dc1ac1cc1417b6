/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/**
 * A signal that the engine could not decide on.
 *
 * @param signal its number in the batch; {@link #CLOCK} for the batch's time, {@link #WHOLE} for all of the batch
 * @param signals how many signals that concerns
 * @param error what went wrong
 * @param journalSeq 0 before it is on the record
 */
public record HealthUndecided(long batch, int signal, String node, int signals, String error, long journalSeq) {

    public static final int CLOCK = -1;
    public static final int WHOLE = -2;
}
