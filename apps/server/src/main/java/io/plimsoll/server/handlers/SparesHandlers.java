/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.NewStockMove;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SparesPlanRow;
import io.plimsoll.postgres.StockMoveRow;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.api.SparesApi;
import io.plimsoll.server.api.SparesApi.MoveView;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.spares.Optimiser;
import io.plimsoll.spares.SparesPlan;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.Target;
import io.plimsoll.spares.read.SparesReader;
import io.plimsoll.spares.stock.StockStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Spare parts: shelves, their levels, moves, and what another target would ask for. */
public final class SparesHandlers {

    private static final int PLAN_BYTES_MAX = 8 << 20;
    private static final int MOVES_MAX = 999;

    private final Database record;

    /** The plan in force by site, optimised once; a plan on the record never changes, so its id says whether it is current. */
    private final Map<String, Shelves.Solved> solved = new ConcurrentHashMap<>();

    public SparesHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(SparesApi.SPARES, call -> view(Scope.site(record, call)));
        router.on(SparesApi.SET_PLAN, this::setPlan);
        router.on(SparesApi.PLAN_FILE, this::file);
        router.on(SparesApi.WHAT_IF, this::whatIf);
        router.on(SparesApi.MOVES, this::moves);
        router.on(SparesApi.MOVE, this::move);
    }

    private SparesApi.SparesView view(Site site) {
        return Shelves.view(site.name(), inForce(site.name()), record.stock().positions(site.name()));
    }

    private Optional<Shelves.Solved> inForce(String site) {
        Optional<SparesPlanRow> row = record.stock().plan(site);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(solved.compute(
                site,
                (name, known) -> known != null && known.row().id() == row.get().id() ? known : solve(row.get())));
    }

    private static Shelves.Solved solve(SparesPlanRow row) {
        SparesProblem problem = read(row.document(), "plan " + row.id());
        return new Shelves.Solved(row, problem, Optimiser.optimise(problem));
    }

    private static SparesProblem read(byte[] document, String source) {
        try {
            return SparesReader.read(new ByteArrayInputStream(document), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SparesApi.SparesView setPlan(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] document = call.input().stream().readNBytes(PLAN_BYTES_MAX + 1);
        if (document.length > PLAN_BYTES_MAX) {
            throw Problem.tooLarge(PLAN_BYTES_MAX);
        }
        SparesProblem problem = read(document, "body");
        if (problem.target().isEmpty()) {
            throw Problem.badInput(new InputProblem(
                    "body",
                    0,
                    "no target",
                    "one of budgetCents, availability, backorders, fillRate: it decides the levels"));
        }
        // Levels that cannot be reached are refused here, before the plan is on the record.
        SparesPlan plan = Optimiser.optimise(problem);
        String name = problem.name().isBlank() ? "spares" : problem.name();
        SparesPlanRow row = record.stock().setPlan(Scope.stamp(call), site.name(), name, document);
        solved.put(site.name(), new Shelves.Solved(row, problem, plan));
        return view(site);
    }

    private Download file(Call<?> call) {
        SparesPlanRow row = record.stock()
                .plan(Scope.site(record, call).name())
                .orElseThrow(() -> Problem.notFound("a spares plan"));
        boolean json = row.document().length > 0
                && new String(row.document(), java.nio.charset.StandardCharsets.UTF_8)
                        .stripLeading()
                        .startsWith("{");
        return Download.of(
                json ? "application/json" : "text/csv",
                "spares-plan-" + row.id() + (json ? ".json" : ".csv"),
                row.document());
    }

    private SparesApi.WhatIfView whatIf(Call<SparesApi.WhatIf> call) {
        Shelves.Solved now = inForce(Scope.site(record, call).name())
                .orElseThrow(() -> Problem.conflict("The site has no spares plan yet: set one first."));
        SparesPlan plan = Optimiser.optimise(now.problem().withTarget(target(call.input(), now.problem())));
        Map<List<String>, Integer> levels = new HashMap<>();
        now.plan().levels().forEach(l -> levels.put(List.of(l.part(), l.site()), l.stock()));
        return new SparesApi.WhatIfView(
                Shelves.outcome(plan),
                plan.levels().stream()
                        .map(l -> new SparesApi.WhatIfLevel(
                                l.part(),
                                l.site(),
                                l.stock(),
                                l.stock() - levels.getOrDefault(List.of(l.part(), l.site()), 0)))
                        .toList());
    }

    private static Target target(SparesApi.WhatIf asked, SparesProblem problem) {
        List<Target> targets = new ArrayList<>();
        if (asked.budgetCents() != null) {
            targets.add(new Target.Budget(within("budgetCents", asked.budgetCents(), 0, Long.MAX_VALUE)));
        }
        if (asked.availability() != null) {
            if (!problem.knowsPositions()) {
                throw Problem.conflict(
                        "The plan does not say how many systems there are, so no availability can be told.");
            }
            targets.add(new Target.Availability(share("availability", asked.availability())));
        }
        if (asked.backorders() != null) {
            if (!(asked.backorders() > 0)) {
                throw wrong("backorders", asked.backorders(), "more than 0");
            }
            targets.add(new Target.Backorders(asked.backorders()));
        }
        if (asked.fillRate() != null) {
            targets.add(new Target.FillRate(share("fillRate", asked.fillRate())));
        }
        if (targets.size() != 1) {
            throw wrong(
                    "target",
                    targets.size() + " targets",
                    "exactly one of budgetCents, availability, backorders, fillRate");
        }
        return targets.getFirst();
    }

    private static long within(String key, long value, long min, long max) {
        if (value < min || value > max) {
            throw wrong(key, value, min + " or more");
        }
        return value;
    }

    private static double share(String key, double value) {
        if (!(value > 0 && value < 1)) {
            throw wrong(key, value, "more than 0, less than 1");
        }
        return value;
    }

    private static RuntimeException wrong(String key, Object seen, String expected) {
        return Problem.badInput(new InputProblem("body /" + key, 0, String.valueOf(seen), expected));
    }

    private Page<MoveView> moves(Call<?> call) {
        int limit = Math.min(call.limit(), MOVES_MAX);
        long before = Paging.number(call);
        List<MoveView> rows = record
                .stock()
                .moves(
                        Scope.site(record, call).name(),
                        call.query(SparesApi.PART),
                        before == 0 ? Long.MAX_VALUE : before,
                        limit + 1)
                .stream()
                .map(SparesHandlers::move)
                .toList();
        return Paging.cut(rows, m -> String.valueOf(m.id()), limit);
    }

    private MoveView move(Call<SparesApi.NewMove> call) {
        Site site = Scope.site(record, call);
        SparesApi.NewMove input = call.input();
        List<InputProblem> wrong = new ArrayList<>();
        check(!input.part().isBlank(), "part", "empty", "the part's name", wrong);
        check(!input.place().isBlank(), "place", "empty", "the place's name", wrong);
        check(input.quantity() > 0, "quantity", input.quantity(), "1 or more", wrong);
        boolean lent = input.step() == StockStep.LENT;
        check(
                lent == (text(input.toPlace()).length() > 0),
                "toPlace",
                text(input.toPlace()),
                lent ? "the place that it goes to" : "nothing: only LENT goes to another place",
                wrong);
        check(
                !lent || !input.place().equals(input.toPlace()),
                "toPlace",
                text(input.toPlace()),
                "another place",
                wrong);
        check(
                !input.step().needsReason() || !text(input.reason()).isBlank(),
                "reason",
                "empty",
                "why: " + input.step() + " has no delivery or repair behind it",
                wrong);
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong);
        }
        StockMoveRow row = record.stock()
                .move(
                        Scope.stamp(call, input.effectiveAt()),
                        site.name(),
                        new NewStockMove(
                                input.part(),
                                input.place(),
                                input.step(),
                                lent ? Optional.ofNullable(input.toPlace()) : Optional.empty(),
                                input.quantity(),
                                text(input.reference()),
                                text(input.reason())));
        return move(row);
    }

    private static void check(boolean fine, String key, Object seen, String expected, List<InputProblem> wrong) {
        if (!fine) {
            wrong.add(new InputProblem("body /" + key, 0, String.valueOf(seen), expected));
        }
    }

    private static String text(@Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }

    private static MoveView move(StockMoveRow r) {
        return new MoveView(
                r.id(),
                r.move().part(),
                r.move().place(),
                r.move().step(),
                r.move().toPlace().orElse(null),
                r.move().quantity(),
                r.move().reference(),
                r.move().reason(),
                r.movedBy(),
                r.effectiveAt(),
                r.recordedAt(),
                r.journalSeq());
    }
}
