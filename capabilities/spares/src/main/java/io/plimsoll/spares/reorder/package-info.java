/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Consumables: when to order and how many, (r,Q) and single-order stocks. */
@NullMarked
package io.plimsoll.spares.reorder;

import org.jspecify.annotations.NullMarked;
