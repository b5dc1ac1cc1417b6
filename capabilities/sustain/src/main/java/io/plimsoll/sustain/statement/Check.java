/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import org.jspecify.annotations.Nullable;

/**
 * A rule that a statement was held against.
 *
 * @param verdict {@code MET}, {@code NOT_MET}, {@code UNKNOWN}, {@code WAIVED}, or {@code NOT_YET} before its date
 * @param level who may see its value and limit; without one only the authority
 */
public record Check(
        String rule,
        String verdict,
        String value,
        String limit,
        String from,
        String law,
        String says,
        @Nullable Redaction level) {

    /** The same for a reader of a lower level: the verdict, without the figures behind it. */
    Check shownTo(Redaction reader) {
        return reader.sees(level == null ? Redaction.AUTHORITY : level)
                ? this
                : new Check(rule, verdict, "", "", from, law, "", level);
    }
}
