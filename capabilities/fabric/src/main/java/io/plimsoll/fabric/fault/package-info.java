/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A fabric as hands left it: built as planned, with faults put in whose truth is known. Tests, benchmarks and the simulated site use it
 * to hold the verifier to what really happened. In the product's sources because three rooms need it; nothing of the product calls it.
 */
@NullMarked
package io.plimsoll.fabric.fault;

import org.jspecify.annotations.NullMarked;
