/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing. After five wrong logins for one name, or twenty from one address, each further wrong one doubles the
 * wait, up to a quarter of an hour. Unknown names wait like known ones.
 */
final class LoginThrottle {

    static final int FREE_FOR_NAME = 5;
    static final int FREE_FOR_ADDRESS = 20;
    private static final Duration WAIT_MAX = Duration.ofMinutes(15);
    private static final int KEPT_MAX = 10_000;

    private record Failures(int count, Instant last) {}

    /** The oldest is forgotten when it is full. */
    private final Map<String, Failures> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > KEPT_MAX;
        }
    };

    /** How long to wait before the next try; empty for none. */
    synchronized Optional<Duration> wait(String name, String address, Instant now) {
        Duration left = max(left("name " + name, FREE_FOR_NAME, now), left("from " + address, FREE_FOR_ADDRESS, now));
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    synchronized void failed(String name, String address, Instant now) {
        for (String key : new String[] {"name " + name, "from " + address}) {
            Failures before = kept.get(key);
            int counted = before == null || before.last().plus(WAIT_MAX).isBefore(now) ? 0 : before.count();
            kept.put(key, new Failures(counted + 1, now));
        }
    }

    synchronized void succeeded(String name, String address) {
        kept.remove("name " + name);
        kept.remove("from " + address);
    }

    private Duration left(String key, int free, Instant now) {
        Failures failures = kept.get(key);
        if (failures == null || failures.count() < free) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(20, failures.count() - free);
        Duration wait = Duration.ofSeconds(Math.min(WAIT_MAX.toSeconds(), seconds));
        return Duration.between(now, failures.last().plus(wait));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
