/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The time from when a blocker was raised until it held nothing up any more.
 *
 * @param cleared when it was mitigated or cleared; empty if it is still open
 * @param first the first ETA that was given
 * @param again whether it had been cleared before
 */
public record Spell(
        BlockerKind kind,
        String site,
        String supplier,
        Instant raised,
        Optional<Instant> cleared,
        Optional<Eta> first,
        boolean again) {

    /** How long it lasted, or has lasted until now. */
    public Duration length(Instant now) {
        Duration length = Duration.between(raised, cleared.orElse(now));
        return length.isNegative() ? Duration.ZERO : length;
    }
}
