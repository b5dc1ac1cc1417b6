/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.meter;

import java.util.List;
import java.util.Map;

/** What a file of readings says: the readings, and the meters that it describes beside them, by id. */
public record Readings(List<Reading> readings, Map<String, Meter> meters) {}
