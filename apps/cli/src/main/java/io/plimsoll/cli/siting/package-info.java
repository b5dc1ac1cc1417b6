/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll siting}: may this place hold GPUs. */
@NullMarked
package io.plimsoll.cli.siting;

import org.jspecify.annotations.NullMarked;
