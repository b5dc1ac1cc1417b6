/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** When the SUs of a bring-up are ready if some of its packages cannot start before a moment: a port of whoever asks what if. */
public interface BringUpReady {

    /** Names of SUs. */
    List<String> units();

    /** Names of packages. */
    List<String> packages();

    /** When each of {@link #units} is ready, by median durations, under its resources. The same question has the same answer. */
    List<Instant> of(Map<String, Instant> notBefore);
}
