/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readers of the raw logs of test tools, one file a format. */
@NullMarked
package io.plimsoll.acceptance.read;

import org.jspecify.annotations.NullMarked;
