/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import java.time.Instant;

/**
 * When a blocker will be gone.
 *
 * @param p50 as likely before as after
 * @param p90 before that in nine of ten cases; not before {@code p50}
 */
public record Eta(Instant p50, Instant p90) {

    public Eta {
        if (p90.isBefore(p50)) {
            throw new IllegalArgumentException("p90 " + p90 + " is before p50 " + p50);
        }
    }
}
