/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

/** What a part of a node is. A test names the kinds it covers, so that a replaced part asks for the right tests again. */
public enum PartKind {
    BOARD,
    BIOS,
    BMC,
    CPU,
    DIMM,
    DISK,
    NIC,
    HCA,
    GPU,
    NVSWITCH,
    PSU
}
