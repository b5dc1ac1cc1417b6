/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.IdleRule;
import io.plimsoll.server.api.IdleApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.campaign.IdleDesk;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.ArrayList;
import java.util.List;

/** Checks of idle nodes: the rule, what runs, what was found. */
public final class IdleHandlers {

    private static final int HOURS_MAX = 24 * 365;
    private static final int AT_ONCE_MAX = 1_000;

    private final Database record;
    private final IdleDesk desk;
    private final PlanShelf shelf;

    public IdleHandlers(Database record, IdleDesk desk, PlanShelf shelf) {
        this.record = record;
        this.desk = desk;
        this.shelf = shelf;
    }

    public void bind(Router router) {
        router.on(IdleApi.IDLE, call -> view(Scope.site(record, call).name()));
        router.on(IdleApi.SET_IDLE, this::set);
        router.on(IdleApi.CHECKS, this::found);
    }

    private IdleApi.IdleView view(String site) {
        return new IdleApi.IdleView(
                record.idleChecks().rule(site).map(IdleHandlers::rule).orElse(null), desk.running(site));
    }

    private static IdleApi.Rule rule(IdleRule r) {
        return new IdleApi.Rule(r.plan(), r.everyHours(), r.atOnce(), r.setBy(), r.setAt());
    }

    private IdleApi.IdleView set(Call<IdleApi.NewRule> call) {
        String site = Scope.site(record, call).name();
        IdleApi.NewRule input = call.input();
        List<InputProblem> problems = new ArrayList<>();
        if (input.everyHours() < 0 || input.everyHours() > HOURS_MAX) {
            problems.add(new InputProblem("body /everyHours", 0, "" + input.everyHours(), "0 to " + HOURS_MAX));
        }
        if (input.atOnce() < 0 || input.atOnce() > AT_ONCE_MAX) {
            problems.add(new InputProblem("body /atOnce", 0, "" + input.atOnce(), "0 to " + AT_ONCE_MAX));
        }
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
        String plan = shelf.find(input.plan()).name();
        record.idleChecks().setRule(Scope.stamp(call), site, plan, input.everyHours(), input.atOnce());
        return view(site);
    }

    private Page<IdleApi.IdleCheck> found(Call<?> call) {
        List<IdleApi.IdleCheck> rows =
                record
                        .idleChecks()
                        .list(Scope.site(record, call).name(), Paging.number(call), call.limit() + 1)
                        .stream()
                        .map(c -> new IdleApi.IdleCheck(
                                c.id(),
                                c.node(),
                                c.certificate(),
                                c.plan(),
                                c.test(),
                                c.startedAt(),
                                c.endedAt(),
                                c.verdict(),
                                c.reason()))
                        .toList();
        return Paging.cut(rows, c -> String.valueOf(c.id()), call.limit());
    }
}
