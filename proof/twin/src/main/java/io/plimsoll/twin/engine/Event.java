/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.engine;

/**
 * Something that is going to happen at the site, as plain data, so that a checkpoint can keep it.
 *
 * @param at virtual seconds since the site's first day
 * @param order breaks ties: events of one instant happen in the order they were planned
 * @param a what it happens to, by index; its meaning depends on the kind
 * @param b a second index or an attempt number
 */
public record Event(long at, long order, Kind kind, int a, int b) implements Comparable<Event> {

    /** What happens. Checkpoints keep the name. */
    public enum Kind {
        /** A truck with the goods of load {@code a} stands at the dock. */
        TRUCK,
        /** A crew has filled rack batch {@code a}, laid its cables and signed it off. */
        RACKED,
        /** The discovery tool looks at the fabric. */
        DUMP,
        /** A technician has carried out repair order {@code a} of the pending list. */
        ORDER_DONE,
        /** Node {@code a} gets a test slot. */
        TEST_START,
        /** The tests of node {@code a} have ended; {@code b} counts its runs. */
        TEST_END,
        /** A technician has swapped the part of node {@code a} that the tests of run {@code b} blame. */
        NODE_REPAIRED,
        /** The engineer looks for nodes that a waiver lets through until they are repaired: look number {@code a}. */
        HAND_OVER,
        /** Waiver {@code a} of the site has come to its end. */
        WAIVER_ENDS,
        /** Node {@code a} is taken out of service for the test that waiver {@code b} let through. */
        WORK_ORDER,
        /** Something breaks: draw number {@code a}. */
        FAULT
    }

    @Override
    public int compareTo(Event o) {
        int c = Long.compare(at, o.at);
        return c != 0 ? c : Long.compare(order, o.order);
    }
}
