/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/**
 * The upper echelon of one part.
 *
 * @param site the depot's name
 * @param repairDays from the failure at a site until the unit is ready on the depot's shelf
 */
public record DepotSupply(String site, double repairDays, StockLimits limits) {}
