/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The ways out against real peers on loopback. */
@NullMarked
package io.plimsoll.relay;

import org.jspecify.annotations.NullMarked;
