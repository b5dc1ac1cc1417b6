/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The demo command: server, record and simulated site in one process. */
@NullMarked
package io.plimsoll.twin.demo;

import org.jspecify.annotations.NullMarked;
