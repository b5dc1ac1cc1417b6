/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Test plans, tool readers, criteria, verdicts, waivers, certificates. */
@NullMarked
package io.plimsoll.acceptance;

import org.jspecify.annotations.NullMarked;
