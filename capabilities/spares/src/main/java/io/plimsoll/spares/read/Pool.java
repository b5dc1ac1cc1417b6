/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.read;

import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.StockLimits;
import java.util.List;

/**
 * Sites that share one stock, since a part is carried between them in no time: one campus. Demands add up; the mean units out are
 * kept, so that for Poisson demand the joined site has exactly the law of the sum.
 */
final class Pool {

    private Pool() {}

    static SiteDemand join(String name, List<SiteDemand> members) {
        if (members.size() == 1) {
            SiteDemand only = members.getFirst();
            return new SiteDemand(
                    name,
                    only.positions(),
                    only.demandPerDay(),
                    only.repairedHere(),
                    only.repairDays(),
                    only.shipDays(),
                    only.limits());
        }
        boolean known = members.stream().allMatch(m -> m.positions() > 0);
        double positions = 0;
        double demand = 0;
        double here = 0;
        double repair = 0;
        double ship = 0;
        int owned = 0;
        int min = 0;
        long max = 0;
        for (SiteDemand m : members) {
            positions += m.positions();
            demand += m.demandPerDay();
            here += m.demandPerDay() * m.repairedHere();
            repair += m.demandPerDay() * m.repairedHere() * m.repairDays();
            ship += m.demandPerDay() * (1 - m.repairedHere()) * m.shipDays();
            owned += m.limits().owned();
            min += m.limits().min();
            max = Math.min(StockLimits.NO_LIMIT, max + m.limits().max());
        }
        return new SiteDemand(
                name,
                known ? positions : 0,
                demand,
                demand == 0 ? 1 : here / demand,
                here == 0 ? 0 : repair / here,
                demand - here <= 0 ? 0 : ship / (demand - here),
                new StockLimits(owned, min, (int) max));
    }
}
