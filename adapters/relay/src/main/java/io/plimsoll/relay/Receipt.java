/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.ContactKind;

/**
 * What became of a message after the next station took it.
 *
 * @param id what that station called the message
 * @param delivered whether it reached the receiver's device; if not, it never will
 * @param says the station's own word for it; never holds the contact
 */
public record Receipt(ContactKind kind, String id, boolean delivered, String says) {

    /** Keeps receipts: a port. Whoever throws has not kept it, and gets it again. */
    @FunctionalInterface
    public interface Keeper {
        void keep(Receipt receipt);
    }
}
