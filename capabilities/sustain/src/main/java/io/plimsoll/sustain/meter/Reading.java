/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.time.Instant;

/**
 * One value of a meter as it was read.
 *
 * @param serial of the device, where the reading says it; a change means that the meter was replaced
 * @param line of the input
 */
public record Reading(String meter, Instant at, double value, Unit unit, String serial, long line) {}
