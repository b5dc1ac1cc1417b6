/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A named owner lets one node through one test that it did not pass, with a reason, until an instant. It ends by itself.
 *
 * @param node the node's name or serial, as the one who judges names it
 * @param priceCents what the skip is expected to cost; empty if nobody has said
 */
public record Waiver(
        String test, String node, String owner, String reason, Instant expiresAt, OptionalLong priceCents) {

    public Waiver {
        requireText(test, "a test");
        requireText(node, "a node");
        requireText(owner, "an owner");
        requireText(reason, "a reason");
    }

    /** Whether it still holds; at its expiry it no longer does. */
    public boolean holdsAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    private static void requireText(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a waiver names " + what);
        }
    }
}
