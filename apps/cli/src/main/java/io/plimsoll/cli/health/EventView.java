/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A signal as the command line prints it: null where the source did not tell.
 *
 * @param code a number for XID and SXid, else text
 */
record EventView(
        @Nullable String time,
        @Nullable String node,
        @Nullable String entity,
        String kind,
        Object code,
        String mnemonic,
        Severity severity,
        String action,
        String raw,
        Map<String, String> attributes) {

    private static final int DIGITS_MAX = 9;

    static EventView of(Signal s) {
        return new EventView(
                s.time().map(Object::toString).orElse(null),
                s.node().isEmpty() ? null : s.node(),
                s.entity().isEmpty() ? null : s.entity(),
                s.kind(),
                code(s),
                s.mnemonic(),
                s.severity(),
                s.action(),
                s.raw(),
                new TreeMap<>(s.attributes()));
    }

    private static Object code(Signal s) {
        boolean number = s.kind().equals("xid") || s.kind().equals("sxid");
        boolean digits = s.code().length() <= DIGITS_MAX
                && !s.code().isEmpty()
                && s.code().chars().allMatch(c -> c >= '0' && c <= '9');
        return number && digits ? Integer.valueOf(s.code()) : s.code();
    }
}
