/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the server says to its engine: how a remedy went, how its tests went, who allowed it. A signal as any other. */
public final class Said {

    private Said() {}

    /**
     * @param kind {@code remedy}, {@code test} or {@code approval}
     * @param code DONE, FAILED, PASS, FAIL, or the incident that is allowed
     * @param engine the engine's time, in milliseconds since 1970: nothing is said of before
     */
    public static Signal of(
            Instant at, long engine, String node, String entity, String kind, String code, Map<String, String> with) {
        return new Signal(
                Optional.of(Instant.ofEpochMilli(Math.max(at.toEpochMilli(), engine))),
                node,
                entity,
                kind,
                code,
                code,
                Severity.INFO,
                "NONE",
                kind + " " + code + " " + new TreeMap<>(with),
                with);
    }
}
