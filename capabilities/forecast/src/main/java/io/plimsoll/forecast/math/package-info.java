/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Special functions, roots and maxima that the estimators need. Plain functions without state. */
@NullMarked
package io.plimsoll.forecast.math;

import org.jspecify.annotations.NullMarked;
