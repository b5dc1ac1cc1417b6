/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.CampaignNodeRow;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.campaign.CampaignEngine;
import io.plimsoll.server.campaign.CampaignFile;
import io.plimsoll.server.campaign.CampaignRequests;
import io.plimsoll.server.campaign.CampaignViews;
import io.plimsoll.server.campaign.LocalisationViews;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.List;
import java.util.function.Function;

/** Campaigns: planned, begun, watched, paused, stopped. */
public final class CampaignHandlers {

    private static final int TASKS_MAX = 10_000;

    private final Database record;
    private final CampaignEngine engine;
    private final PlanShelf shelf;

    public CampaignHandlers(Database record, CampaignEngine engine, PlanShelf shelf) {
        this.record = record;
        this.engine = engine;
        this.shelf = shelf;
    }

    public void bind(Router router) {
        router.on(CampaignApi.CREATE, this::create);
        router.on(CampaignApi.LIST, this::list);
        router.on(CampaignApi.SHOW, call -> view(row(call)));
        router.on(CampaignApi.MATRIX, this::matrix);
        router.on(CampaignApi.TASKS, this::tasks);
        router.on(
                CampaignApi.LOCALISATION,
                call -> LocalisationViews.view(engine, row(call), call.query(CampaignApi.JOINT_TEST), call.now()));
        router.on(
                CampaignApi.PAUSE,
                call -> tell(call, c -> new CampaignEvent.Paused(c.actor().name())));
        router.on(
                CampaignApi.RESUME,
                call -> tell(call, c -> new CampaignEvent.Resumed(c.actor().name())));
        router.on(
                CampaignApi.STOP,
                call -> tell(
                        call,
                        c -> new CampaignEvent.Stopped(
                                c.actor().name(),
                                "stopped by " + c.actor().name()
                                        + (c.input().reason().isBlank()
                                                ? ""
                                                : ": " + c.input().reason()))));
    }

    private CampaignApi.CampaignView create(Call<CampaignApi.NewCampaign> call) {
        Site site = Scope.site(record, call);
        CampaignApi.NewCampaign input = call.input();
        String launcher = input.launcher() == null ? "agent" : input.launcher();
        if (!engine.has(launcher)) {
            throw Problem.badInput(new InputProblem(
                    "body /launcher",
                    0,
                    launcher,
                    "agent, or a launcher that plimsoll.conf sets up: slurm, ssh, kubernetes"));
        }
        TestPlan plan = shelf.find(input.plan());
        CampaignFile file = new CampaignRequests(record).plan(site.name(), input, plan, call.now());
        if (Boolean.TRUE.equals(input.dryRun())) {
            return CampaignViews.dry(site.name(), launcher, file, call.now());
        }
        long id = engine.create(Scope.stamp(call), site.name(), CampaignRequests.row(file, launcher));
        return view(record.campaigns().find(id).orElseThrow());
    }

    private CampaignRow row(Call<?> call) {
        long id = call.pathNumber("id");
        return record.campaigns().find(id).orElseThrow(() -> Problem.notFound("campaign " + id));
    }

    private CampaignApi.CampaignView view(CampaignRow row) {
        CampaignFile file = engine.file(row);
        List<CampaignNodeRow> nodes = record.campaigns().nodes(row.id());
        return CampaignViews.view(row, file, engine.state(row, file), nodes);
    }

    private Page<CampaignApi.CampaignItem> list(Call<?> call) {
        int limit = Math.min(call.limit(), 999);
        List<CampaignApi.CampaignItem> rows =
                record.campaigns().list(Scope.site(record, call).name(), Paging.number(call), limit + 1).stream()
                        .map(CampaignHandlers::item)
                        .toList();
        return Paging.cut(rows, c -> String.valueOf(c.id()), limit);
    }

    private static CampaignApi.CampaignItem item(CampaignRow row) {
        return new CampaignApi.CampaignItem(
                row.id(),
                row.name(),
                row.site(),
                row.testPlan(),
                row.launcher(),
                row.status(),
                row.createdAt(),
                Views.orNull(row.startedAt()),
                Views.orNull(row.deadline()),
                row.predictedEnd());
    }

    private CampaignApi.Matrix matrix(Call<?> call) {
        CampaignRow row = row(call);
        CampaignFile file = engine.file(row);
        return CampaignViews.matrix(
                file, engine.state(row, file), record.campaigns().nodes(row.id()));
    }

    private Page<CampaignApi.TaskView> tasks(Call<?> call) {
        CampaignRow row = row(call);
        CampaignFile file = engine.file(row);
        long from = Paging.number(call);
        int limit = Math.min(call.limit(), TASKS_MAX);
        List<CampaignApi.TaskView> rows =
                CampaignViews.tasks(file, engine.state(row, file), call.query(CampaignApi.TASK_STATE), from, limit + 1);
        return Paging.cut(rows, t -> String.valueOf(from + limit), limit);
    }

    private CampaignApi.CampaignView tell(
            Call<CampaignApi.Command> call, Function<Call<CampaignApi.Command>, CampaignEvent> event) {
        CampaignRow row = row(call);
        engine.tell(row.id(), event.apply(call));
        return view(record.campaigns().find(row.id()).orElseThrow());
    }
}
