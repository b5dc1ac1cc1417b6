/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The simulated fleet: failures, racks, crews, parts and shocks, one replication at a time, the same for any number of threads. */
@NullMarked
package io.plimsoll.forecast.sim;

import org.jspecify.annotations.NullMarked;
