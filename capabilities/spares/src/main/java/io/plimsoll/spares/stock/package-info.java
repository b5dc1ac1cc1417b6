/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What the shelves hold against what they should: accounts, the moves between them, and what is to be ordered. */
@NullMarked
package io.plimsoll.spares.stock;

import org.jspecify.annotations.NullMarked;
