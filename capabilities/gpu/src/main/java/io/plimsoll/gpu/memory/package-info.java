/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Memory patterns as sequences of march elements. */
@NullMarked
package io.plimsoll.gpu.memory;

import org.jspecify.annotations.NullMarked;
