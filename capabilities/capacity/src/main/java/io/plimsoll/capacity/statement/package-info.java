/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What both sides can recompute: how a commitment stands at an instant, and the statement of a window. */
@NullMarked
package io.plimsoll.capacity.statement;

import org.jspecify.annotations.NullMarked;
