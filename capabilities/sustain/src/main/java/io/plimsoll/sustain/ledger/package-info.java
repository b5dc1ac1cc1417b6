/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Energy certificates: slices with owners, retired once, matched hour by hour. */
@NullMarked
package io.plimsoll.sustain.ledger;

import org.jspecify.annotations.NullMarked;
