/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.PLAN;
import static io.plimsoll.server.api.Permission.STOCK;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import io.plimsoll.spares.stock.StockNeed;
import io.plimsoll.spares.stock.StockStep;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Spare parts: what the shelves hold, what they should hold, and what that costs. */
public final class SparesApi {

    private SparesApi() {}

    /**
     * @param toOrderCents what the orders that are due would cost
     * @param plan null if nobody has set one
     */
    public record SparesView(
            String site,
            int toOrder,
            long toOrderCents,
            @Nullable PlanView plan,
            List<Shelf> shelves) {}

    /**
     * A part at a place. What the plan says of it is null where no plan speaks of it.
     *
     * @param position on hand, on order and in repair together: what is held against the level
     * @param level the stock that the plan asks for
     * @param toOrder units to order now
     * @param demandPerYear failures a year at this place
     * @param source where that rate is from
     * @param stockout the share of time without any on the shelf, at the level
     */
    public record Shelf(
            String part,
            String place,
            StockNeed.Standing standing,
            int onHand,
            int onOrder,
            int inRepair,
            int position,
            @Nullable Integer level,
            int toOrder,
            @Nullable Long costCents,
            @Nullable Double demandPerYear,
            @Nullable String source,
            @Nullable Double fillRate,
            @Nullable Double stockout,
            @Nullable Double backorders) {}

    /**
     * The plan in force, with the levels' outcome.
     *
     * @param sha256 of the document
     * @param curve the frontier of cost and backorders, thinned to at most {@value #CURVE_POINTS} points
     * @param notes what the calculation takes for granted
     */
    public record PlanView(
            long id,
            String name,
            String sha256,
            String setBy,
            Instant setAt,
            long journalSeq,
            Outcome outcome,
            List<CurvePoint> curve,
            List<String> notes) {}

    /** Points of a curve that a page shows. */
    public static final int CURVE_POINTS = 200;

    /**
     * @param proven whether no better levels exist
     * @param availability the share of systems that do not wait for a part; null if the plan does not say how many there are
     */
    public record Outcome(
            String method,
            String methodSays,
            boolean proven,
            long costCents,
            double backorders,
            @Nullable Double availability,
            double fillRate) {}

    public record CurvePoint(
            long costCents, double backorders, @Nullable Double availability) {}

    /**
     * Another target for the plan in force; give exactly one.
     *
     * @param budgetCents spend at most this
     * @param availability reach this share
     */
    public record WhatIf(
            @Nullable Long budgetCents,
            @Nullable Double availability,
            @Nullable Double backorders,
            @Nullable Double fillRate) {}

    public record WhatIfView(Outcome outcome, List<WhatIfLevel> levels) {}

    /** @param change against the plan in force */
    public record WhatIfLevel(String part, String place, int level, int change) {}

    /**
     * @param step what happened; {@code docs/reference/spares.md} has the table
     * @param toPlace where to, for LENT only
     * @param reference order, work order or return; may be left out
     * @param reason why; needed for what changes the count without a delivery or repair behind it
     */
    public record NewMove(
            String part,
            String place,
            StockStep step,
            @Nullable String toPlace,
            int quantity,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable Instant effectiveAt) {}

    public record MoveView(
            long id,
            String part,
            String place,
            StockStep step,
            @Nullable String toPlace,
            int quantity,
            String reference,
            String reason,
            String movedBy,
            Instant effectiveAt,
            Instant recordedAt,
            long journalSeq) {}

    public static final Query<String> PART = Query.text("part", "only of this part");

    public static final Endpoint<Nothing, SparesView> SPARES = Endpoint.get(
            "/api/sites/{site}/spares",
            "The shelves against their levels, what to order, and the plan in force",
            VIEW,
            json(SparesView.class));
    public static final Endpoint<RawBody, SparesView> SET_PLAN = Endpoint.post(
            "/api/sites/{site}/spares/plan",
            "Set the spares plan: the input of plimsoll spares optimise, with a target",
            PLAN,
            raw("application/json", "text/csv"),
            json(SparesView.class));
    public static final Endpoint<Nothing, Download> PLAN_FILE = Endpoint.get(
            "/api/sites/{site}/spares/plan",
            "The plan in force, byte for byte as it was sent",
            VIEW,
            file("application/json", "text/csv"));
    public static final Endpoint<WhatIf, WhatIfView> WHAT_IF = Endpoint.post(
            "/api/sites/{site}/spares/what-if",
            "What the plan in force would ask for under another target; changes nothing",
            VIEW,
            json(WhatIf.class),
            json(WhatIfView.class));
    public static final Endpoint<Nothing, Page<MoveView>> MOVES = Endpoint.get(
            "/api/sites/{site}/spares/moves",
            "Every move on and off the shelves, newest first",
            VIEW,
            page(MoveView.class),
            PART,
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<NewMove, MoveView> MOVE = Endpoint.post(
            "/api/sites/{site}/spares/moves",
            "Tell a move of spares; refused if a shelf would hold less than nothing",
            STOCK,
            json(NewMove.class),
            json(MoveView.class));

    static final List<Endpoint<?, ?>> ALL = List.of(SPARES, SET_PLAN, PLAN_FILE, WHAT_IF, MOVES, MOVE);
}
