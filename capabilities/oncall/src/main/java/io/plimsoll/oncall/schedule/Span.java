/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A stretch of time, with its start and without its end. */
public record Span(Instant start, Instant end) {

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    /** What of it lies within another. */
    public Optional<Span> cut(Span within) {
        Instant s = start.isBefore(within.start) ? within.start : start;
        Instant e = end.isAfter(within.end) ? within.end : end;
        return s.isBefore(e) ? Optional.of(new Span(s, e)) : Optional.empty();
    }
}
