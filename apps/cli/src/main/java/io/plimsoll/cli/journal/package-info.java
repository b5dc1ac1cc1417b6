/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll journal}: look at the record's journal and prove it. */
@NullMarked
package io.plimsoll.cli.journal;

import org.jspecify.annotations.NullMarked;
