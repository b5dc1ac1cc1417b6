/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** One training run on a pool of servers, with the semantics of AIReSim, so that results can be compared. */
@NullMarked
package io.plimsoll.forecast.job;

import org.jspecify.annotations.NullMarked;
