/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The plimsoll command. */
@NullMarked
package io.plimsoll.cli;

import org.jspecify.annotations.NullMarked;
