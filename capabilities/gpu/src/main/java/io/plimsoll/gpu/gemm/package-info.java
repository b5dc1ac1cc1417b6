/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Known-answer matrix products: integer-valued inputs whose every partial sum is exact, and checksums in exact integers that locate a wrong element. */
@NullMarked
package io.plimsoll.gpu.gemm;

import org.jspecify.annotations.NullMarked;
