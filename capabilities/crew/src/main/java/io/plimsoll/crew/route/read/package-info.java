/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readers of foreign formats of routing problems. */
@NullMarked
package io.plimsoll.crew.route.read;

import org.jspecify.annotations.NullMarked;
