/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.plan.LintNote;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanLinter;
import io.plimsoll.fabric.plan.PlanReader;
import io.plimsoll.fabric.plan.PlanWriter;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.PlanImport;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cabling plans come onto the record, and go out as files. */
public final class FabricHandlers {

    private final Database record;
    private final SitePlans plans;

    public FabricHandlers(Database record, SitePlans plans) {
        this.record = record;
        this.plans = plans;
    }

    public void bind(Router router) {
        router.on(FabricApi.IMPORT_PLAN, this::importPlan);
        router.on(FabricApi.PLAN_DOWNLOAD, this::planFile);
    }

    private FabricApi.ImportedPlan importPlan(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        Stamp stamp = stamp(call);
        byte[] raw = call.input().stream().readAllBytes();
        String source = call.query(FabricApi.SOURCE).orElse("plan");
        Optional<PlanFormat> format = call.query(FabricApi.PLAN_FORMAT).map(FabricHandlers::planFormat);
        FabricPlan plan = PlanReader.read(new ByteArrayInputStream(raw), source, format);
        List<LintNote> lint = PlanLinter.lint(plan);
        refuseFatal(lint, source);
        PlanImport done = record.fabric()
                .importPlan(
                        stamp,
                        site.name(),
                        plan,
                        raw,
                        format.map(PlanFormat::id).orElse(""));
        plans.changed(site.name());
        return new FabricApi.ImportedPlan(
                done.planId(),
                done.sha256().hex(),
                lint.stream()
                        .map(n -> new FabricApi.Lint(n.severity().name(), n.rule(), n.where(), n.message()))
                        .toList(),
                new FabricApi.Created(done.nodes(), done.gpus(), done.switches(), done.cables(), done.racks()));
    }

    /** What cannot be built as written does not come onto the record. */
    private static void refuseFatal(List<LintNote> lint, String source) {
        List<InputProblem> fatal = lint.stream()
                .filter(n -> n.severity() == LintNote.Severity.FATAL)
                .limit(BadInputException.PROBLEMS_MAX)
                .map(n -> new InputProblem(source + " " + n.where(), 0, n.rule(), n.message()))
                .toList();
        if (!fatal.isEmpty()) {
            throw new BadInputException(fatal);
        }
    }

    private static PlanFormat planFormat(String id) {
        return PlanFormat.find(id)
                .orElseThrow(() -> Problem.badInput(new InputProblem(
                        "query format",
                        0,
                        id,
                        "one of "
                                + Arrays.stream(PlanFormat.values())
                                        .map(PlanFormat::id)
                                        .toList())));
    }

    private Download planFile(Call<?> call) {
        Site site = Scope.site(record, call);
        PlanFormat format = planFormat(call.query(FabricApi.PLAN_FILE).orElse("json"));
        FabricPlan plan = plans.require(site.name());
        String mediaType = switch (format) {
            case JSON -> "application/json";
            case CSV, NETBOX -> "text/csv; charset=utf-8";
            case TOPO, DOT, SHCD_XLSX, SHCD_JSON -> "text/plain; charset=utf-8";
        };
        return new Download(mediaType, format.fileName(), out -> PlanWriter.write(plan, format, out));
    }

    private static Stamp stamp(Call<?> call) {
        return Scope.stamp(call, call.query(Query.EFFECTIVE_AT).orElse(null));
    }
}
