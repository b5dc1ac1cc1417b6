/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Faults on purpose, laid over any device, and a self-comparing test of the older kind to hold against ours. */
@NullMarked
package io.plimsoll.gpu.fault;

import org.jspecify.annotations.NullMarked;
