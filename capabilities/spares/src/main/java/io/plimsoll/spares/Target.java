/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/** What the stock has to do. */
public sealed interface Target {

    /** Spend at most this, and have the fewest backorders. */
    record Budget(long cents) implements Target {}

    /** Reach this availability (share of systems that wait for no part) at the least cost. */
    record Availability(double share) implements Target {}

    /** Have at most this many expected backorders over all parts and sites, at the least cost. */
    record Backorders(double count) implements Target {}

    /** Meet this share of all demands from the site's shelf at once, at the least cost. */
    record FillRate(double share) implements Target {}
}
