/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The Java client of the server, typed by the endpoint table. */
@NullMarked
package io.plimsoll.server.client;

import org.jspecify.annotations.NullMarked;
