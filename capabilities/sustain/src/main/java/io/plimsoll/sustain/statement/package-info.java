/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What is filed and shown: each field with its value, its source and its state. */
@NullMarked
package io.plimsoll.sustain.statement;

import org.jspecify.annotations.NullMarked;
