/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Readers: our own document, and exports of other on-call products. */
@NullMarked
package io.plimsoll.oncall.read;

import org.jspecify.annotations.NullMarked;
