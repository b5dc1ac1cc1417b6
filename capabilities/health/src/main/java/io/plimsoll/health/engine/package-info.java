/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The engine: one pure function from state and signal or timer to state and decisions. Faults with one cause become one incident; budgets bound what may be done. */
@NullMarked
package io.plimsoll.health.engine;

import org.jspecify.annotations.NullMarked;
