/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.stock;

/** Where spares of one part are counted at one place. Their sum changes only by what comes from or goes outside. */
public enum StockAccount {
    /** Bought, not here yet. */
    ON_ORDER,
    /** On the shelf. */
    ON_HAND,
    /** Failed units with the depot or the vendor, to come back as spares. */
    IN_REPAIR,
    /** In service, at the vendor's, scrapped: not a spare. Not counted. */
    OUTSIDE
}
