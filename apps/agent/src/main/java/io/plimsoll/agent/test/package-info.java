/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests that do real work on this host, each with a known right answer. */
@NullMarked
package io.plimsoll.agent.test;

import org.jspecify.annotations.NullMarked;
