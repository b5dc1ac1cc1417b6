/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What follows when a promise is not kept: delays, credits to the cent, the clock of the claim, the right to end. */
@NullMarked
package io.plimsoll.capacity.credit;

import org.jspecify.annotations.NullMarked;
