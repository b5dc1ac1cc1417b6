/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.fabric;

/** What a cable can end at. */
public enum DeviceKind {
    /** A compute tray; its ports are its NICs. */
    NODE,
    SWITCH,
    /** A switch's built-in reduction engine (SHARP); it has a link but no cable. */
    AGGREGATION,
    /** Storage, management and what else hangs on a fabric. */
    OTHER
}
