/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests of the house itself: which room may import which, that capabilities are pure, licences, tidiness. */
@NullMarked
package io.plimsoll.house;

import org.jspecify.annotations.NullMarked;
