/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.http;

/**
 * How much the server takes.
 *
 * @param jsonBytesMax of a JSON body
 * @param rawBytesMax of a plan or dump, also after it is unpacked
 * @param secureCookies whether cookies travel over TLS only
 */
public record HttpLimits(long jsonBytesMax, long rawBytesMax, boolean secureCookies) {}
