/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Samples of metrics at a rate: Snappy and protobuf decoding of remote-write without garbage, a bounded table of series, a judge with hold and clear. */
@NullMarked
package io.plimsoll.health.sample;

import org.jspecify.annotations.NullMarked;
