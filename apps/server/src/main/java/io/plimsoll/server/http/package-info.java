/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Carries the endpoint table on Javalin: reading and checking of input, problems as RFC 9457, files, events, headers. */
@NullMarked
package io.plimsoll.server.http;

import org.jspecify.annotations.NullMarked;
