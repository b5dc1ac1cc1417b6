/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Who is asking, and what they may do: passwords, sessions, tokens, roles. */
@NullMarked
package io.plimsoll.server.identity;

import org.jspecify.annotations.NullMarked;
