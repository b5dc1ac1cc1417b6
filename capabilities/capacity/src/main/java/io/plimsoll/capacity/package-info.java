/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is promised and what is owed: commitments, a double-entry ledger in integer GPU-seconds, five availability measures from one log, credits and statements. Pure: records in, records out. */
@NullMarked
package io.plimsoll.capacity;

import org.jspecify.annotations.NullMarked;
