/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The face of the server as data: every endpoint with its permission, its input and its output. The server routes from
 * this table, {@code docs/openapi.json} is written from it, the authorisation test walks it, and {@link
 * io.plimsoll.server.client.PlimsollClient} calls by it.
 */
@NullMarked
package io.plimsoll.server.api;

import org.jspecify.annotations.NullMarked;
