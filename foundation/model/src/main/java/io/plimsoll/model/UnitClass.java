/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.model;

/** What kind of thing walks the line and is counted in the capacity ledger. */
public enum UnitClass {
    /** One accelerator, the unit that is promised and paid. */
    GPU,
    /** A compute tray with its GPUs; the unit that is racked, cabled and tested. */
    NODE,
    /** A network switch. */
    SWITCH
}
