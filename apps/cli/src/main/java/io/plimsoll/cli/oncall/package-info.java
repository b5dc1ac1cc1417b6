/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll oncall}: who is called, and what it costs them. */
@NullMarked
package io.plimsoll.cli.oncall;

import org.jspecify.annotations.NullMarked;
