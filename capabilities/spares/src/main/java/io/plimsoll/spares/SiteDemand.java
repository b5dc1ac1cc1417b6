/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/**
 * Where one part fails.
 *
 * @param positions places for this part in all systems of the site; 0 if not known, and then there is no availability
 * @param demandPerDay failures a day of the whole site
 * @param repairedHere share of failed units that the site repairs itself; the rest goes to the depot (without a depot: all stay)
 * @param repairDays the site's own repair time
 * @param shipDays order and ship time from the depot, for a unit that is on its shelf
 */
public record SiteDemand(
        String site,
        double positions,
        double demandPerDay,
        double repairedHere,
        double repairDays,
        double shipDays,
        StockLimits limits) {}
