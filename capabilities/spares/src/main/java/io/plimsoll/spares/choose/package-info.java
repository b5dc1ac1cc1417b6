/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One point of each part kind's curve under a budget or for a target: the frontier and the exact choice. */
@NullMarked
package io.plimsoll.spares.choose;

import org.jspecify.annotations.NullMarked;
