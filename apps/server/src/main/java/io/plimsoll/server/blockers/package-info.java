/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Blockers on the record: the board with prices, raising by hand, and the watch that raises what the record itself shows. */
@NullMarked
package io.plimsoll.server.blockers;

import org.jspecify.annotations.NullMarked;
