/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The law of what is out: Poisson and negative binomial counts with their backorders. */
@NullMarked
package io.plimsoll.spares.demand;

import org.jspecify.annotations.NullMarked;
