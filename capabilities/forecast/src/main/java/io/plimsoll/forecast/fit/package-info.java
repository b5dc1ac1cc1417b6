/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** From a table of lifetimes to laws of failure with their intervals, and to what the table cannot tell. */
@NullMarked
package io.plimsoll.forecast.fit;

import org.jspecify.annotations.NullMarked;
