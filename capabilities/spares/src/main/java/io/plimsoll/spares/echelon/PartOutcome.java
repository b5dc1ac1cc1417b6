/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import io.plimsoll.spares.SparePart;
import java.util.ArrayList;
import java.util.List;

/**
 * What levels of one part achieve.
 *
 * @param depotBackorders units that sites wait for at the depot
 * @param depotFillRate share of the depot's demands met from its shelf at once
 * @param depotStockout share of time in which the depot owes at least one unit
 */
public record PartOutcome(
        SparePart part,
        StockLevels levels,
        double depotBackorders,
        double depotFillRate,
        double depotStockout,
        List<Site> sites) {

    /**
     * @param backorders expected units missing in systems (EBO)
     * @param fillRate share of demands met from the shelf at once
     * @param stockout share of time in which at least one demand waits
     */
    public record Site(String site, int stock, double backorders, double fillRate, double stockout) {}

    public static PartOutcome of(PartModel model, StockLevels levels) {
        List<Site> out = new ArrayList<>();
        model.sweep(levels.depot(), levels.depot(), (s, laws) -> {
            for (int j = 0; j < laws.length; j++) {
                int stock = levels.sites().get(j);
                out.add(new Site(
                        model.part().sites().get(j).site(),
                        stock,
                        laws[j].backorders(stock),
                        1 - laws[j].unfilled(stock),
                        laws[j].above(stock)));
            }
        });
        return new PartOutcome(
                model.part(),
                levels,
                model.depot().backorders(levels.depot()),
                model.depot().fillRate(levels.depot()),
                model.depot().above(levels.depot()),
                out);
    }

    public double backorders() {
        return sites.stream().mapToDouble(Site::backorders).sum();
    }
}
