/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who is on call when: rotations in layers, overrides and swaps, in the wall time of each place. */
@NullMarked
package io.plimsoll.oncall.schedule;

import org.jspecify.annotations.NullMarked;
