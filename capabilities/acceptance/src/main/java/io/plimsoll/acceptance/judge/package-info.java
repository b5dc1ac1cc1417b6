/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** From results to verdicts: one rule table, strict. */
@NullMarked
package io.plimsoll.acceptance.judge;

import org.jspecify.annotations.NullMarked;
