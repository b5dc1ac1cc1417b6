/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Signals become faults, faults become incidents with one cause, and budgets bound what automation may do about them. Pure: the engine is one function from state and signal to state and decisions. */
@NullMarked
package io.plimsoll.health;

import org.jspecify.annotations.NullMarked;
