/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/**
 * What is there already of one part at one site, and how much may lie there.
 *
 * @param owned spares that belong to this site now: on hand, on order, in repair, less what is backordered
 * @param min the level may not be lower
 * @param max the level may not be higher (the shelf); {@link #NO_LIMIT} for none
 */
public record StockLimits(int owned, int min, int max) {

    public static final int NO_LIMIT = Integer.MAX_VALUE;
    public static final StockLimits FREE = new StockLimits(0, 0, NO_LIMIT);

    public StockLimits {
        if (owned < 0 || min < 0 || max < min) {
            throw new IllegalArgumentException("owned " + owned + ", min " + min + ", max " + max);
        }
    }
}
