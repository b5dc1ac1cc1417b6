/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Which units to move in so that promises hold again, with the fewest changes, and why these. */
@NullMarked
package io.plimsoll.capacity.allocate;

import org.jspecify.annotations.NullMarked;
