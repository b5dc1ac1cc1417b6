/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readers of buildings, layers and profiles. Each names the line and what was expected. */
@NullMarked
package io.plimsoll.siting.read;

import org.jspecify.annotations.NullMarked;
