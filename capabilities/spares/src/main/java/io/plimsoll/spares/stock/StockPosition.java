/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.stock;

/**
 * Spares of one part at one place, in units.
 *
 * @param onHand on the shelf
 * @param onOrder bought, not here yet
 * @param inRepair failed units on their way back
 */
public record StockPosition(String part, String place, int onHand, int onOrder, int inRepair) {

    /** What a base-stock level is held against. */
    public int position() {
        return onHand + onOrder + inRepair;
    }
}
