/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What stands around a building and how far away it is. */
@NullMarked
package io.plimsoll.siting.place;

import org.jspecify.annotations.NullMarked;
