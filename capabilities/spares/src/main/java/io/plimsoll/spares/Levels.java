/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

import io.plimsoll.spares.SparesPlan.Level;
import io.plimsoll.spares.echelon.PartOutcome;
import java.util.ArrayList;
import java.util.List;

/** Rows of a plan out of a part's outcome: the depot first, then the sites. */
final class Levels {

    private Levels() {}

    static List<Level> of(PartOutcome outcome) {
        List<Level> out = new ArrayList<>();
        SparePart part = outcome.part();
        part.depot()
                .ifPresent(d -> out.add(new Level(
                        part.name(),
                        d.site(),
                        outcome.levels().depot(),
                        d.limits().owned(),
                        outcome.levels().depot() - d.limits().owned(),
                        outcome.depotBackorders(),
                        outcome.depotFillRate(),
                        outcome.depotStockout())));
        for (int j = 0; j < part.sites().size(); j++) {
            PartOutcome.Site site = outcome.sites().get(j);
            int owned = part.sites().get(j).limits().owned();
            out.add(new Level(
                    part.name(),
                    site.site(),
                    site.stock(),
                    owned,
                    site.stock() - owned,
                    site.backorders(),
                    site.fillRate(),
                    site.stockout()));
        }
        return out;
    }
}
