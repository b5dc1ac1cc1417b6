/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Fixed limits that others publish, read as data: Azure NHC's conf, DCGM's SKU file, SuperBench's rules with their baseline.
 * What is known to be weak in them is told with each limit. SuperBench's rules are Python; here they are translated into the
 * small grammar of {@link io.plimsoll.acceptance.limits.Expression}, and what does not fit is refused.
 */
@NullMarked
package io.plimsoll.acceptance.limits;

import org.jspecify.annotations.NullMarked;
