/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll fabric}: design, lint, convert, verify, infer, worklist. */
@NullMarked
package io.plimsoll.cli.fabric;

import org.jspecify.annotations.NullMarked;
