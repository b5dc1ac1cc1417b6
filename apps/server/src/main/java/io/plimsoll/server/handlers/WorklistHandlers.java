/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.worklist.Worklist;
import io.plimsoll.fabric.worklist.WorklistCsv;
import io.plimsoll.fabric.worklist.WorklistPdf;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.RepairOrderQuery;
import io.plimsoll.postgres.RepairOrderRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Router;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Open repair orders as a technician's walk: JSON, CSV, or paper. */
public final class WorklistHandlers {

    private static final int ORDERS_MAX = 20_000;

    private final Database record;
    private final SitePlans plans;

    public WorklistHandlers(Database record, SitePlans plans) {
        this.record = record;
        this.plans = plans;
    }

    public void bind(Router router) {
        router.on(FabricApi.WORKLIST, this::worklist);
    }

    private Download worklist(Call<?> call) {
        Site site = Scope.site(record, call);
        RepairOrderQuery open = new RepairOrderQuery(Optional.of(RepairOrderRow.Status.OPEN), "", "", 0, ORDERS_MAX);
        List<RepairOrder> orders = record.fabric().repairOrders(site.name(), open).stream()
                .map(RepairOrderRow::order)
                .toList();
        Worklist list = Worklist.of(plans.require(site.name()), orders)
                .only(
                        call.query(FabricApi.HALL).orElse(""),
                        call.query(FabricApi.ROW).orElse(""));
        String file = site.name() + "-worklist";
        return switch (call.query(FabricApi.WORKLIST_FORMAT).orElse("json")) {
            case "csv" ->
                new Download("text/csv; charset=utf-8", file + ".csv", out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    WorklistCsv.write(list, writer);
                    writer.flush();
                });
            case "pdf" -> new Download("application/pdf", file + ".pdf", out -> WorklistPdf.write(list, out));
            default -> Download.of("application/json", "", Json.MAPPER.writeValueAsBytes(list));
        };
    }
}
