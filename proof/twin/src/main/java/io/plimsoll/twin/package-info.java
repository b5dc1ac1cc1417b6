/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A simulated site that speaks the real formats. */
@NullMarked
package io.plimsoll.twin;

import org.jspecify.annotations.NullMarked;
