/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll spares}: how many spares of which part at which site. */
@NullMarked
package io.plimsoll.cli.spares;

import org.jspecify.annotations.NullMarked;
