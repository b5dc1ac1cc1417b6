/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readings of meters, normalised to watt-hours and cubic metres by the hour; resets, gaps and replaced meters are told. */
@NullMarked
package io.plimsoll.sustain.meter;

import org.jspecify.annotations.NullMarked;
