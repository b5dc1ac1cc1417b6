/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A rotation, in the wall time of one place, and when it holds.
 *
 * @param zone of handovers and windows
 * @param beside whether its people are called together with those of the layers before, not instead
 * @param windows when it holds; empty for always
 * @param until when it ends
 */
public record Layer(
        String id, ZoneId zone, boolean beside, Rotation rotation, List<Window> windows, Optional<Instant> until) {

    public Layer {
        windows = List.copyOf(windows);
    }
}
