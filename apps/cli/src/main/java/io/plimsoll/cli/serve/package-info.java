/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs the server. */
@NullMarked
package io.plimsoll.cli.serve;

import org.jspecify.annotations.NullMarked;
