/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.law;

import java.time.Instant;
import java.time.ZoneId;

/**
 * One stretch of time of one technician.
 *
 * @param zone of the place where it was, for nights and days
 */
public record Duty(String technician, DutyKind kind, Instant start, Instant end, ZoneId zone) {}
