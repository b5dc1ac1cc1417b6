/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.spares.stock.StockStep;
import java.util.Optional;

/**
 * A move of spares to be put on the record.
 *
 * @param toPlace where to, for {@link StockStep#LENT} only
 * @param reference the order, work order or return that it belongs to; may be empty
 * @param reason why; may be empty unless {@link StockStep#needsReason()}
 */
public record NewStockMove(
        String part,
        String place,
        StockStep step,
        Optional<String> toPlace,
        int quantity,
        String reference,
        String reason) {}
