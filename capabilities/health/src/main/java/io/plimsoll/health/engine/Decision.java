/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

/**
 * One thing that the engine decided.
 *
 * @param at milliseconds since 1970, event time
 * @param incident empty where none is concerned
 * @param rule the detector, correlation or budget that decided
 * @param action a remedy for STEP, CORDONED and HELD; for JOINED the incident that ended in this one, if one did
 * @param reason in a sentence
 */
public record Decision(
        long at, What what, String incident, String rule, String node, String entity, String action, String reason) {

    /** What was decided. */
    public enum What {
        /** A new incident. */
        OPENED,
        /** A fault belongs to an incident that is open. */
        JOINED,
        /** A signal is the echo of another and makes no fault. */
        SUPPRESSED,
        /** A node leaves service, within the budgets. */
        CORDONED,
        /** A remedy is due. */
        STEP,
        /** A remedy is due and may not be taken yet. */
        HELD,
        /** A repaired node passed its tests and serves again, watched. */
        PROBATION,
        /** A cordon of ours ends. */
        FREED,
        /** The node fails too often: look at the node, not at the next fault. */
        LEMON,
        /** An incident is over. */
        CLOSED,
        /** A signal or a node's flood was refused. */
        REFUSED
    }
}
