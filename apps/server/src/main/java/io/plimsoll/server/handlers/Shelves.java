/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.SparesPlanRow;
import io.plimsoll.server.api.SparesApi;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesPlan;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.stock.StockNeed;
import io.plimsoll.spares.stock.StockPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shelves as the API shows them. */
final class Shelves {

    private static final double DAYS_A_YEAR = 365;

    private Shelves() {}

    /** A plan on the record with its answer. */
    record Solved(SparesPlanRow row, SparesProblem problem, SparesPlan plan) {}

    static SparesApi.SparesView view(String site, Optional<Solved> solved, List<StockPosition> stock) {
        Map<String, SparePart> parts = new HashMap<>();
        solved.ifPresent(s -> s.problem().parts().forEach(p -> parts.put(p.name(), p)));
        List<SparesApi.Shelf> shelves =
                StockNeed.of(stock, solved.map(s -> s.plan().levels()).orElse(List.of())).stream()
                        .map(n -> shelf(n, parts.get(n.stock().part())))
                        .toList();
        long cents = shelves.stream()
                .mapToLong(s -> s.costCents() == null ? 0 : s.costCents() * s.toOrder())
                .sum();
        return new SparesApi.SparesView(
                site,
                shelves.stream().mapToInt(SparesApi.Shelf::toOrder).sum(),
                cents,
                solved.map(Shelves::plan).orElse(null),
                shelves);
    }

    private static SparesApi.Shelf shelf(StockNeed need, @Nullable SparePart part) {
        StockPosition s = need.stock();
        SparesPlan.@Nullable Level level = need.level().orElse(null);
        Optional<SiteDemand> demand = part == null
                ? Optional.empty()
                : part.sites().stream().filter(d -> d.site().equals(s.place())).findFirst();
        return new SparesApi.Shelf(
                s.part(),
                s.place(),
                need.standing(),
                s.onHand(),
                s.onOrder(),
                s.inRepair(),
                s.position(),
                level == null ? null : level.stock(),
                need.toOrder(),
                part == null ? null : part.costCents(),
                demand.map(d -> d.demandPerDay() * DAYS_A_YEAR).orElse(null),
                part == null ? null : part.source(),
                level == null ? null : level.fillRate(),
                level == null ? null : level.stockout(),
                level == null ? null : level.backorders());
    }

    private static SparesApi.PlanView plan(Solved s) {
        return new SparesApi.PlanView(
                s.row().id(),
                s.row().name(),
                s.row().sha256().hex(),
                s.row().setBy(),
                s.row().setAt(),
                s.row().journalSeq(),
                outcome(s.plan()),
                thinned(s.plan().curve()),
                s.plan().notes());
    }

    static SparesApi.Outcome outcome(SparesPlan plan) {
        return new SparesApi.Outcome(
                plan.method(),
                plan.methodSays(),
                plan.proven(),
                plan.cost(),
                plan.backorders(),
                plan.availability().isPresent() ? plan.availability().getAsDouble() : null,
                plan.fillRate());
    }

    /** Evenly over the vertices, first and last kept. */
    private static List<SparesApi.CurvePoint> thinned(List<SparesPlan.Point> curve) {
        List<SparesApi.CurvePoint> out = new ArrayList<>();
        int last = curve.size() - 1;
        int shown = Math.min(curve.size(), SparesApi.CURVE_POINTS);
        for (int i = 0; i < shown; i++) {
            SparesPlan.Point p = curve.get(shown == 1 ? 0 : (int) ((long) i * last / (shown - 1)));
            out.add(new SparesApi.CurvePoint(
                    p.cost(),
                    p.backorders(),
                    p.availability().isPresent() ? p.availability().getAsDouble() : null));
        }
        return out;
    }
}
