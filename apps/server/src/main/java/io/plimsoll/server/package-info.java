/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** HTTP endpoints, jobs, identity. */
@NullMarked
package io.plimsoll.server;

import org.jspecify.annotations.NullMarked;
