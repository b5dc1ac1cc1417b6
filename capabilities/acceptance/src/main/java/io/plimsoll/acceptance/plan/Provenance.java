/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.plan;

/** Where a node's parts come from, as the goods-in record says. */
public enum Provenance {
    NEW,
    REFURBISHED,
    USED,
    GREY_MARKET,
    UNKNOWN
}
