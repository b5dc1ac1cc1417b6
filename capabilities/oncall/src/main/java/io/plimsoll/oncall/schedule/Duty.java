/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Who is on call in a stretch of time.
 *
 * @param people in order of name; empty in a gap
 * @param source the layer that says so, or {@code override}; empty in a gap that no layer covers
 */
public record Duty(String schedule, Instant start, Instant end, List<String> people, String source) {

    public Duty {
        people = List.copyOf(people);
    }

    public Span span() {
        return new Span(start, end);
    }

    public Duration length() {
        return Duration.between(start, end);
    }
}
