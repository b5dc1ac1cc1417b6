/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.stock;

import io.plimsoll.spares.SparesPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A shelf against its level.
 *
 * @param level what the plan asks of it; empty if the plan does not name this part here
 */
public record StockNeed(StockPosition stock, Optional<SparesPlan.Level> level) {

    /** How a shelf stands. */
    public enum Standing {
        /** Nothing on the shelf, although the plan wants some there. */
        EMPTY,
        /** The position is below the level. */
        ORDER,
        /** At or above the level. */
        ENOUGH,
        /** No plan speaks of it. */
        UNPLANNED
    }

    /** Units to order now: one-for-one resupply orders whatever the position lacks of the level. */
    public int toOrder() {
        return level.map(l -> Math.max(0, l.stock() - stock.position())).orElse(0);
    }

    public Standing standing() {
        if (level.isEmpty()) {
            return Standing.UNPLANNED;
        }
        if (stock.onHand() == 0 && level.get().stock() > 0) {
            return Standing.EMPTY;
        }
        return toOrder() > 0 ? Standing.ORDER : Standing.ENOUGH;
    }

    /** Every shelf that has stock or a level: worst standing first, then by part and place. */
    public static List<StockNeed> of(Collection<StockPosition> stock, Collection<SparesPlan.Level> levels) {
        Map<List<String>, SparesPlan.Level> planned = new HashMap<>();
        levels.forEach(l -> planned.put(List.of(l.part(), l.site()), l));
        List<StockNeed> needs = new ArrayList<>();
        for (StockPosition s : stock) {
            needs.add(new StockNeed(s, Optional.ofNullable(planned.remove(List.of(s.part(), s.place())))));
        }
        planned.values()
                .forEach(l -> needs.add(new StockNeed(new StockPosition(l.part(), l.site(), 0, 0, 0), Optional.of(l))));
        needs.sort(Comparator.comparing(StockNeed::standing)
                .thenComparing(n -> n.stock().part())
                .thenComparing(n -> n.stock().place()));
        return needs;
    }
}
