/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import org.jspecify.annotations.Nullable;

/**
 * One field of a statement.
 *
 * @param value text or number as text; empty unless {@code PRESENT}
 * @param source where the value comes from, or why there is none
 * @param level who may see it; without one only the authority
 */
public record Field(
        String id,
        String name,
        String value,
        String unit,
        Status status,
        String law,
        String method,
        String source,
        @Nullable Redaction level) {

    /** Whether the field can be filed. */
    public enum Status {
        PRESENT,
        /** Required, and not in the document or the meters, or no value that the law knows. */
        MISSING,
        /** Not required and not there. */
        NOT_GIVEN,
        /** There, but not for this reader. */
        WITHHELD
    }

    Field shownTo(Redaction reader) {
        return reader.sees(level == null ? Redaction.AUTHORITY : level)
                ? this
                : new Field(id, name, "", unit, Status.WITHHELD, law, "", "", level);
    }
}
