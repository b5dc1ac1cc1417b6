/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

/**
 * One field of a statement.
 *
 * @param value text or number as text; empty unless {@code PRESENT}
 * @param source where the value comes from
 */
public record Field(
        String id, String name, String value, String unit, Status status, String law, String method, String source) {

    /** Whether the field can be filed. */
    public enum Status {
        PRESENT,
        /** Required, and not in the document or the meters. */
        MISSING,
        /** Not required and not there. */
        NOT_GIVEN,
        /** There, but not for this reader. */
        WITHHELD
    }

    Field withheld() {
        return new Field(id, name, "", unit, Status.WITHHELD, law, "", "");
    }
}
