/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One part kind at a depot and its sites: what a stock achieves, and the least loss for each number of units. */
@NullMarked
package io.plimsoll.spares.echelon;

import org.jspecify.annotations.NullMarked;
