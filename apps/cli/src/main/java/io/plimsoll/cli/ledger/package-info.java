/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The noun {@code ledger}. */
@NullMarked
package io.plimsoll.cli.ledger;

import org.jspecify.annotations.NullMarked;
