/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** What each endpoint does: reads its input, asks capabilities and the record, and shows the answer. No rules live here. */
@NullMarked
package io.plimsoll.server.handlers;

import org.jspecify.annotations.NullMarked;
