/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.relay;

/** A message did not leave. Its words never hold a contact, so the cause, which may, is not kept. */
public final class SendFailedException extends Exception {

    private final boolean lasting;

    /** @param lasting whether another attempt would fail as well, such as a mailbox that does not exist */
    public SendFailedException(String why, boolean lasting) {
        super(why, null, false, false);
        this.lasting = lasting;
    }

    public boolean lasting() {
        return lasting;
    }
}
