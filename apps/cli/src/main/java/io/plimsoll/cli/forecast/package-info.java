/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll forecast}: failure times from field data, and whether promises hold. */
@NullMarked
package io.plimsoll.cli.forecast;

import org.jspecify.annotations.NullMarked;
