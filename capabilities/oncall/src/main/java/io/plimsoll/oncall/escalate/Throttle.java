/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many messages one way to a person may carry. Limits after GoAlert, {@code engine/message/ratelimit.go}. A throttled message
 * is not lost: it waits, or goes another way.
 */
public final class Throttle {

    /** At most so many in any such time. */
    public record Limit(int count, Duration per) {}

    private static final List<Limit> ANY = List.of(new Limit(5, Duration.ofSeconds(5)));
    private static final List<Limit> TEXT = List.of(
            new Limit(1, Duration.ofMinutes(1)),
            new Limit(5, Duration.ofMinutes(15)),
            new Limit(11, Duration.ofHours(1)),
            new Limit(21, Duration.ofHours(3)));
    private static final List<Limit> VOICE = List.of(
            new Limit(1, Duration.ofMinutes(1)),
            new Limit(3, Duration.ofMinutes(15)),
            new Limit(7, Duration.ofHours(1)),
            new Limit(15, Duration.ofHours(3)));

    private Throttle() {}

    /** The limits of a way: {@code SMS}, {@code VOICE}, or any other. */
    public static List<Limit> limits(String kind) {
        return switch (kind) {
            case "SMS" -> TEXT;
            case "VOICE" -> VOICE;
            default -> ANY;
        };
    }

    /**
     * When the next message may go.
     *
     * @param sent when earlier ones went, in order
     */
    public static Instant next(List<Instant> sent, List<Limit> limits, Instant now) {
        Instant free = now;
        for (Limit l : limits) {
            if (sent.size() >= l.count()) {
                Instant until = sent.get(sent.size() - l.count()).plus(l.per());
                free = until.isAfter(free) ? until : free;
            }
        }
        return free;
    }
}
