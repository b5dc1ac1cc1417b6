/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The tests themselves: what is asked of a device, and how the answers are judged. */
@NullMarked
package io.plimsoll.gpu.suite;

import org.jspecify.annotations.NullMarked;
