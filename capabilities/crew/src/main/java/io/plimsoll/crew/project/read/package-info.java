/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readers of foreign project formats: PSPLIB and Patterson. */
@NullMarked
package io.plimsoll.crew.project.read;

import org.jspecify.annotations.NullMarked;
