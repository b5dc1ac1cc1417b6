/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The noun {@code gpu}: what GPUs are here, known-answer tests on one, and how fast it is. */
@NullMarked
package io.plimsoll.cli.gpu;

import org.jspecify.annotations.NullMarked;
