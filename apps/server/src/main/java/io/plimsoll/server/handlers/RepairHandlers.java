/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Repair;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The way out of service and back: a fault with its raw line, then a repair with its parts. */
public final class RepairHandlers {

    private final Database record;

    public RepairHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(LineApi.FAULT, this::fault);
        router.on(LineApi.REPAIRED, this::repaired);
    }

    private LineApi.NodeMoved fault(Call<LineApi.NewFault> call) {
        String site = Scope.site(record, call).name();
        String node = call.path("name");
        LineApi.NewFault input = call.input();
        if (input.summary().isBlank() || input.raw().isBlank()) {
            throw Problem.badInput(
                    new InputProblem("body", 0, "an empty summary or raw line", "what is wrong, and what shows it"));
        }
        Stamp stamp = Scope.stamp(call, input.effectiveAt());
        Map<String, String> said = new TreeMap<>(Map.of("raw", input.raw(), "summary", input.summary()));
        if (input.part() != null && !input.part().isBlank()) {
            said.put("part", input.part());
        }
        String payload = Json.MAPPER.writeValueAsString(said);
        UnitState state = state(site, node, call);
        if (state != UnitState.SUSPECT && state != UnitState.DRAINING) {
            step(stamp, site, node, UnitState.SUSPECT, EvidenceKind.FAULT, input.summary(), payload);
            state = UnitState.SUSPECT;
        }
        boolean repair = input.workOrder() != null && !input.workOrder().isBlank();
        if (state == UnitState.SUSPECT && (repair || Boolean.TRUE.equals(input.drain()))) {
            step(stamp, site, node, UnitState.DRAINING, EvidenceKind.DRAIN_DECISION, input.summary(), payload);
            state = UnitState.DRAINING;
        }
        if (repair) {
            step(
                    stamp,
                    site,
                    node,
                    UnitState.REPAIR,
                    EvidenceKind.WORK_ORDER,
                    "work order " + input.workOrder(),
                    payload);
            state = UnitState.REPAIR;
        }
        return new LineApi.NodeMoved(node, state);
    }

    private void step(
            Stamp stamp, String site, String node, UnitState to, EvidenceKind kind, String summary, String payload) {
        record.line().step(stamp, site, List.of(node), to, kind, summary, payload);
    }

    private UnitState state(String site, String node, Call<?> call) {
        return record.line()
                .node(site, node, call.now())
                .orElseThrow(() -> Problem.notFound("node " + node))
                .node()
                .state();
    }

    private LineApi.NodeMoved repaired(Call<LineApi.NewRepair> call) {
        String site = Scope.site(record, call).name();
        String node = call.path("name");
        LineApi.NewRepair input = call.input();
        if (input.technician().isBlank() || input.workOrder().isBlank()) {
            throw Problem.badInput(new InputProblem(
                    "body", 0, "no technician or no work order", "who did it, and on which work order"));
        }
        record.line()
                .repaired(
                        Scope.stamp(call, input.effectiveAt()),
                        site,
                        node,
                        new Repair(
                                input.technician(),
                                input.workOrder(),
                                input.parts().stream()
                                        .map(p -> new Repair.Replaced(
                                                p.kind().name(),
                                                p.oldSerial(),
                                                p.newSerial(),
                                                p.stockPart() == null ? p.kind().name() : p.stockPart()))
                                        .toList()));
        return new LineApi.NodeMoved(node, UnitState.INSTALLED);
    }
}
