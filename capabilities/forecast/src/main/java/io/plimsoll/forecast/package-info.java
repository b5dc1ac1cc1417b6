/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Will the promise be kept: failure-time estimation from censored field data, and a simulation of the fleet with crews, parts and shocks. Pure: records in, records out; the seed is handed in. */
@NullMarked
package io.plimsoll.forecast;

import org.jspecify.annotations.NullMarked;
