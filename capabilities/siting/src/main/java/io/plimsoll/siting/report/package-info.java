/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A page that prints a verdict with its map: drawn here, without tiles, scripts or services from outside. */
@NullMarked
package io.plimsoll.siting.report;

import org.jspecify.annotations.NullMarked;
