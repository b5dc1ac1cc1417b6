/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Ratios of a site and a year, by their names and categories, and the two ways of averaging them. */
@NullMarked
package io.plimsoll.sustain.kpi;

import org.jspecify.annotations.NullMarked;
