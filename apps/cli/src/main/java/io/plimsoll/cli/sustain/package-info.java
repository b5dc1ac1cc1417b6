/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The noun {@code sustain}: KPIs, matching, statements, and the check of published tables. */
@NullMarked
package io.plimsoll.cli.sustain;

import org.jspecify.annotations.NullMarked;
