/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** {@code plimsoll blockers}. */
@NullMarked
package io.plimsoll.cli.blockers;

import org.jspecify.annotations.NullMarked;
