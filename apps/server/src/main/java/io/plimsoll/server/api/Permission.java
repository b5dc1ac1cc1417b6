/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

/** What an endpoint asks of its caller. Which role has which is in {@code roles.csv}. */
public enum Permission {
    /** Nobody needs to sign in. */
    PUBLIC,
    /** Any signed-in user, for things about themselves. */
    SIGNED_IN,
    /** See the record of every site. */
    VIEW,
    /** Read metrics. */
    METRICS,
    /** Register goods-in and sign off racks. */
    RECEIVE,
    /** Tick off moves of repair orders. */
    REPAIR,
    /** Move spares on and off the shelves. */
    STOCK,
    /** Import plans and order lines. */
    PLAN,
    /** Send what a discovery tool saw. */
    OBSERVE,
    /** Raise pages, take them, end them. */
    PAGE,
    /** Raise blockers, own them, clear them. */
    BLOCK,
    /** Run test plans on nodes. */
    TEST,
    /** Let a test through by name, with a reason, an expiry and a price. */
    WAIVE,
    /** Sign learned criteria with the site's key. */
    CRITERIA,
    /** Promise capacity: contract lines, allocations, claims. */
    PROMISE,
    /** Prove the journal's chain. */
    AUDIT,
    /** Make sites and users. */
    ADMINISTER
}
