/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs recorded history through the engine: what rules would have cordoned, held, lost and saved, and what other rules would change. */
@NullMarked
package io.plimsoll.health.replay;

import org.jspecify.annotations.NullMarked;
