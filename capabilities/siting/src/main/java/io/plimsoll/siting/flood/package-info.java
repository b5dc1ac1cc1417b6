/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Flood maps: what a zone code means, and which zones a footprint touches. */
@NullMarked
package io.plimsoll.siting.flood;

import org.jspecify.annotations.NullMarked;
