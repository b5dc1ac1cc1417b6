/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;

/** A move of spares on the record. */
public record StockMoveRow(
        long id, NewStockMove move, String movedBy, Instant effectiveAt, Instant recordedAt, long journalSeq) {}
