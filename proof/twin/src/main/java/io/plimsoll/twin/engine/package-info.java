/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Virtual time and seeded chance: what every simulated thing is made of. */
@NullMarked
package io.plimsoll.twin.engine;

import org.jspecify.annotations.NullMarked;
