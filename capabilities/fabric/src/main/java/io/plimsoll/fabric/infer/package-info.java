/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Finds the plan that explains a dump best, where no plan is at hand: which wiring law, how large, and who is called what. */
@NullMarked
package io.plimsoll.fabric.infer;

import org.jspecify.annotations.NullMarked;
