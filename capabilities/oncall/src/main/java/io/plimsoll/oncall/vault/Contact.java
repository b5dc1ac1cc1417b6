/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.vault;

/** A contact in the clear, in memory, for the moment of sending. It prints as nothing; only the relay may ask for its text. */
public final class Contact {

    private final ContactKind kind;
    private final String value;

    Contact(ContactKind kind, String value) {
        this.kind = kind;
        this.value = value;
    }

    public ContactKind kind() {
        return kind;
    }

    /** The text itself: for {@code io.plimsoll.relay} alone. */
    public String expose() {
        return value;
    }

    @Override
    public String toString() {
        return "«contact»";
    }
}
