/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

/** Who a statement is for, from everybody to the authority. What is above a reader's level is shown as withheld. */
public enum Redaction {
    /** What anyone may read: ratios and classes. */
    PUBLIC,
    /** A customer: ratios and its own share. */
    CUSTOMER,
    /** Everything that is filed. */
    AUTHORITY;

    /** Whether a reader of this level may see a field of that one. */
    public boolean sees(Redaction field) {
        return switch (this) {
            case PUBLIC -> field == PUBLIC;
            case CUSTOMER -> field != AUTHORITY;
            case AUTHORITY -> true;
        };
    }
}
