/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tonnes: Scope 2 in four ways, what was emitted to make the gear, and factors that are checked before they are used. */
@NullMarked
package io.plimsoll.sustain.carbon;

import org.jspecify.annotations.NullMarked;
