/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.plimsoll.twin.place;

import org.jspecify.annotations.NullMarked;
