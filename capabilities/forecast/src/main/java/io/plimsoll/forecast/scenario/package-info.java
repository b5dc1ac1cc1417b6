/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is simulated: a fleet, its rates with their sources, its crews and parts, and what was promised. */
@NullMarked
package io.plimsoll.forecast.scenario;

import org.jspecify.annotations.NullMarked;
