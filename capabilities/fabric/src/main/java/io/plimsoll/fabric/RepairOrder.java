/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

import java.util.List;

/**
 * Findings with one cause, folded into one piece of work with its proof.
 *
 * @param id stable over runs, for example {@code R-91c0be77}
 * @param moves what to do, in order; carrying all of them out leaves nothing of these findings
 * @param findings ids of the findings that this order clears
 * @param proof the evidence, one sentence each, with lines of the dump
 * @param location where the work is, as far as known: hall, row, rack, unit
 */
public record RepairOrder(
        String id,
        Kind kind,
        Severity severity,
        List<Move> moves,
        List<String> findings,
        List<String> proof,
        String location) {

    public RepairOrder {
        moves = List.copyOf(moves);
        findings = List.copyOf(findings);
        proof = List.copyOf(proof);
    }

    /** What happened, most probably. */
    public enum Kind {
        SWAPPED_PAIR,
        ROTATION,
        CROSSED_RAILS,
        NODE_SWAP_ON_RAIL,
        CROSSED_TWIN,
        DARK_SWITCH,
        DARK_NODE,
        DEAD_TWIN_MODULE,
        MISSING,
        EXTRA,
        MOVED_END,
        WRONG_SPEED,
        IDENTITY_GAP
    }

    /** How much it hurts: NOTE changes nothing for traffic, CRITICAL takes a whole node or switch. */
    public enum Severity {
        NOTE,
        DATA,
        QUALITY,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    /**
     * One thing to do with one's hands.
     *
     * @param action PLUG_OVER moves a cable end from {@code from} to {@code to}; CONNECT lays or reseats a cable between
     *     them; REMOVE takes the cable between them out; CHECK looks at {@code from}
     * @param from a label as printed on the cable or port
     * @param to a label, empty for CHECK
     * @param text the move in words
     */
    public record Move(Action action, String from, String to, String text) {
        /** What the hands do. */
        public enum Action {
            PLUG_OVER,
            CONNECT,
            REMOVE,
            CHECK
        }
    }
}
