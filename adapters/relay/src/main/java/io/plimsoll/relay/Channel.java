/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

import io.plimsoll.oncall.vault.Contact;

/** One way to send. */
public interface Channel extends AutoCloseable {

    /**
     * Hands the message to the next station.
     *
     * @return what that station calls it; never holds the contact
     * @throws SendFailedException with a reason that does not hold the contact
     */
    String send(Contact to, Message message) throws SendFailedException;

    /** From now on tells what became of messages, where the next station says so later. */
    default void listen(Receipt.Keeper keeper) {}

    @Override
    default void close() {}
}
