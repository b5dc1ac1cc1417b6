/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Input documents, JSON and CSV, with all that is wrong told at once. */
@NullMarked
package io.plimsoll.spares.read;

import org.jspecify.annotations.NullMarked;
