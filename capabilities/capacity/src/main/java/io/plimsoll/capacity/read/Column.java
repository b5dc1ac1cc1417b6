/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of a ledger file, in the order in which we write them. */
enum Column {
    ID("id"),
    EFFECTIVE_AT("effective_at"),
    RECORDED_AT("recorded_at"),
    UNIT("unit"),
    FROM("from"),
    TO("to"),
    CLASS("class"),
    GPUS("gpus"),
    SITE("site"),
    RACK("rack"),
    SLOT("slot"),
    COMMITMENT("commitment"),
    EXCLUSION("exclusion"),
    NOTICE_AT("notice_at"),
    REVERSES("reverses"),
    EVIDENCE("evidence"),
    CAUSE("cause"),
    ACTOR("actor"),
    HASH("hash");

    static final int COUNT = 19;

    private final String key;

    Column(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }

    /** By name; case, underscores and hyphens do not count. */
    static Optional<Column> of(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
        return Stream.of(values())
                .filter(c -> c.key.replace("_", "").equals(plain))
                .findFirst();
    }

    static String all() {
        return Stream.of(values()).map(Column::key).collect(Collectors.joining(", "));
    }
}
