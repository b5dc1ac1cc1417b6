/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

/** No input, or no output beyond the status. */
public record Nothing() {
    public static final Nothing NOTHING = new Nothing();
}
