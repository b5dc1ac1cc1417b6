/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A small event simulation that looks whether an answer holds. */
@NullMarked
package io.plimsoll.spares.check;

import org.jspecify.annotations.NullMarked;
