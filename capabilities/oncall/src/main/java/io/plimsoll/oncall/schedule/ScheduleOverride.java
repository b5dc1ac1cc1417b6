/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * A change for a time.
 *
 * @param instead only where this person is on call; empty for whoever is
 * @param person who takes it; empty if nobody does, which makes a gap
 */
public record ScheduleOverride(Instant start, Instant end, Optional<String> instead, Optional<String> person) {}
