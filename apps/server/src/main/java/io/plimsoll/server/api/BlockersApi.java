/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.BLOCK;
import static io.plimsoll.server.api.Permission.VIEW;
import static io.plimsoll.server.api.Shape.json;

import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.crew.blocker.Circles;
import io.plimsoll.crew.blocker.UnblockTimes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers: what is in the way of which GPUs and which contract date, what each costs, and which to clear next. */
public final class BlockersApi {

    private BlockersApi() {}

    /**
     * @param horizon until when hours are counted
     * @param total the plan with all of them less the plan without any, by the P50s
     * @param totalLate the same by the P90s
     * @param blockers open ones by their rank, then those cleared last
     * @param next in which order to clear them
     */
    public record BlockersView(
            String site,
            Instant at,
            Instant horizon,
            Board.Price total,
            Board.Price totalLate,
            List<BlockerView> blockers,
            List<Circles.Circle> circles,
            List<Board.Step> next,
            List<HeldPromise> promises,
            List<TimesLine> times,
            List<String> notes) {}

    /**
     * @param owner a role; empty if nobody has it
     * @param origin what of the record raised it; {@code hand} if a person did
     * @param gone when it is expected to be gone, with what it waits on
     * @param basis where that date comes from
     * @param blocks {@code unit:}, {@code package:} or {@code commitment:} and a name
     * @param gpus that it holds up
     * @param price the plan with it less the plan without it; {@code docs/reference/blockers.md}
     * @param shareGpuHours its part of the hours held, each split evenly among those that still hold the unit
     * @param moves commitments that would begin earlier without it
     * @param with blockers that hold up the same, where it alone brings less
     * @param withPrice what clearing all of them brings
     * @param rank 1 for the one to clear first; 0 if it holds nothing up
     */
    public record BlockerView(
            long id,
            BlockerKind kind,
            String title,
            String owner,
            String supplier,
            BlockerState state,
            String origin,
            Instant raisedAt,
            Instant openSince,
            @Nullable Instant etaP50,
            @Nullable Instant etaP90,
            Instant gone,
            Board.Basis basis,
            List<String> blocks,
            List<Long> waitsOn,
            int gpus,
            Board.Price price,
            Board.Price priceLate,
            double shareGpuHours,
            List<String> moves,
            List<Long> with,
            Board.@Nullable Price withPrice,
            int rank,
            long journalSeq) {}

    /**
     * @param begins when it can begin with all blockers; null if not within the horizon
     * @param beginsClear without any
     * @param missing GPUs that no clearing brings within the horizon
     * @param heldBy ids of blockers
     */
    public record HeldPromise(
            String commitment,
            Instant from,
            int gpus,
            @Nullable Instant begins,
            @Nullable Instant beginsClear,
            double lateDays,
            double lateDaysClear,
            int missing,
            List<Long> heldBy) {}

    /** Hours are null where too few are over; Kaplan-Meier with those still open. */
    public record TimesLine(
            UnblockTimes.By by,
            String name,
            int count,
            int open,
            int again,
            @Nullable Double p50Hours,
            @Nullable Double p50Low,
            @Nullable Double p50High,
            @Nullable Double p90Hours,
            int etas,
            int kept) {}

    public record BlockerDetail(BlockerView blocker, String raisedBy, List<Happened> steps) {}

    /** @param owner for OWNED */
    public record Happened(
            BlockerStep step,
            BlockerState state,
            Instant at,
            String by,
            String owner,
            @Nullable Instant etaP50,
            @Nullable Instant etaP90,
            @Nullable Long waitsOn,
            String says,
            long journalSeq) {}

    /**
     * @param blocks names of nodes, or {@code su:3}, {@code rack:A02}, {@code commitment:NAME}, {@code package:ID}
     * @param etaP90 if left out, {@code etaP50}
     */
    public record RaiseBlocker(
            BlockerKind kind,
            String title,
            List<String> blocks,
            @Nullable String supplier,
            @Nullable String owner,
            @Nullable Instant etaP50,
            @Nullable Instant etaP90,
            @Nullable List<Long> waitsOn) {}

    /**
     * @param owner a role, for OWNED
     * @param etaP50 for ETA
     * @param waitsOn for WAITS
     * @param says why; needed for MITIGATED and REOPENED
     */
    public record TakeStep(
            BlockerStep step,
            @Nullable String owner,
            @Nullable Instant etaP50,
            @Nullable Instant etaP90,
            @Nullable Long waitsOn,
            @Nullable String says) {}

    public static final Query<Integer> DAYS = Query.number("days", "days until the horizon; 84 if left out", 1, 3_650);

    public static final Endpoint<Nothing, BlockersView> BLOCKERS = Endpoint.get(
            "/api/sites/{site}/blockers",
            "What is in the way, what it costs, and what to clear next",
            VIEW,
            json(BlockersView.class),
            DAYS);
    public static final Endpoint<RaiseBlocker, BlockerDetail> RAISE = Endpoint.post(
            "/api/sites/{site}/blockers",
            "Raise a blocker by hand; the record raises its own",
            BLOCK,
            json(RaiseBlocker.class),
            json(BlockerDetail.class));
    public static final Endpoint<Nothing, BlockerDetail> BLOCKER = Endpoint.get(
            "/api/sites/{site}/blockers/{blocker}",
            "A blocker with everything that happened to it",
            VIEW,
            json(BlockerDetail.class));
    public static final Endpoint<TakeStep, BlockerDetail> STEP = Endpoint.post(
            "/api/sites/{site}/blockers/{blocker}/steps",
            "Own a blocker, say when it will be gone, clear it, verify that it is gone, open it again",
            BLOCK,
            json(TakeStep.class),
            json(BlockerDetail.class));

    static final List<Endpoint<?, ?>> ALL = List.of(BLOCKERS, RAISE, BLOCKER, STEP);
}
