/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Reads results of pair and group tests, and the topology that they ran on. All that is wrong with a file is told at once. */
@NullMarked
package io.plimsoll.acceptance.locate.read;

import org.jspecify.annotations.NullMarked;
