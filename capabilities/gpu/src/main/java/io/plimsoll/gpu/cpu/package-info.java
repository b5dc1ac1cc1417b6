/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The device of plain Java. */
@NullMarked
package io.plimsoll.gpu.cpu;

import org.jspecify.annotations.NullMarked;
