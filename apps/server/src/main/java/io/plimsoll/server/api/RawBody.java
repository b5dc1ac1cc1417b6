/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.io.InputStream;

/** A file sent as the request's body: read as a stream, up to the server's limit. */
public record RawBody(InputStream stream) {}
