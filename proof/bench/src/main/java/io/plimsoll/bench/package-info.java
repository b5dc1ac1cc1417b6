/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Side-by-side benchmarks. */
@NullMarked
package io.plimsoll.bench;

import org.jspecify.annotations.NullMarked;
