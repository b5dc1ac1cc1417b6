/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Checks a published table of sites and years: what does not close, and what that does to the figure. */
@NullMarked
package io.plimsoll.sustain.check;

import org.jspecify.annotations.NullMarked;
