/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

/** The HTTP methods that the table uses. GET changes nothing. */
public enum Method {
    GET,
    POST,
    PUT
}
