/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import java.time.Duration;
import java.time.Instant;

/**
 * A sign of life that is expected again and again; its silence is the alarm.
 *
 * @param within silence longer than this is an alarm
 */
public record Heartbeat(String id, Duration within, Instant last) {

    public boolean silent(Instant now) {
        return Duration.between(last, now).compareTo(within) > 0;
    }

    public Heartbeat beat(Instant at) {
        return at.isAfter(last) ? new Heartbeat(id, within, at) : this;
    }
}
