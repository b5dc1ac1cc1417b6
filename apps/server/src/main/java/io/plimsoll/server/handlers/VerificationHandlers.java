/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.MoveTick;
import io.plimsoll.postgres.RepairOrderQuery;
import io.plimsoll.postgres.RepairOrderRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.VerificationRow;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.FabricApi.OrderView;
import io.plimsoll.server.api.FabricApi.VerificationItem;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The history of verifications, and the repair orders that came out of them. */
public final class VerificationHandlers {

    private static final int ROWS_MAX = 1_000;

    private final Database record;

    public VerificationHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(FabricApi.VERIFICATIONS, this::verifications);
        router.on(FabricApi.VERIFICATION, this::verification);
        router.on(FabricApi.VERIFICATION_DIFF, this::difference);
        router.on(FabricApi.REPAIR_ORDERS, this::repairOrders);
        router.on(FabricApi.TICK, this::tick);
    }

    private Page<VerificationItem> verifications(Call<?> call) {
        int limit = Math.min(call.limit(), ROWS_MAX - 1);
        List<VerificationItem> rows =
                record.fabric().verifications(Scope.site(record, call).name(), Paging.number(call), limit + 1).stream()
                        .map(r -> new VerificationItem(
                                r.id(),
                                r.at(),
                                r.recordedAt(),
                                r.source(),
                                r.format(),
                                r.sha256().hex(),
                                r.summary()))
                        .toList();
        return Paging.cut(rows, r -> String.valueOf(r.id()), limit);
    }

    private VerificationRow row(Site site, Call<?> call, String parameter) {
        String id = call.path(parameter);
        return (id.equals("latest")
                        ? record.fabric().latest(site.name())
                        : record.fabric().verificationRow(site.name(), call.pathNumber(parameter)))
                .orElseThrow(() -> Problem.notFound("verification " + id));
    }

    private Verification verification(Site site, VerificationRow row) {
        return record.fabric()
                .verification(site.name(), row.id())
                .orElseThrow(() -> Problem.notFound("verification " + row.id()));
    }

    private FabricApi.VerificationView verification(Call<?> call) {
        Site site = Scope.site(record, call);
        VerificationRow row = row(site, call, "id");
        return new FabricApi.VerificationView(
                row.id(),
                row.at(),
                row.recordedAt(),
                row.source(),
                row.format(),
                row.sha256().hex(),
                verification(site, row));
    }

    private FabricApi.Difference difference(Call<?> call) {
        Site site = Scope.site(record, call);
        Verification before = verification(site, row(site, call, "id"));
        Verification after = verification(site, row(site, call, "other"));
        List<Finding> oldFindings = before.findings();
        List<Finding> newFindings = after.findings();
        List<RepairOrder> oldOrders = before.repairOrders();
        List<RepairOrder> newOrders = after.repairOrders();
        return new FabricApi.Difference(
                new FabricApi.FindingDifference(
                        without(oldFindings, newFindings, Finding::id),
                        without(newFindings, oldFindings, Finding::id),
                        within(newFindings, oldFindings, Finding::id)),
                new FabricApi.OrderDifference(
                        without(oldOrders, newOrders, RepairOrder::id),
                        without(newOrders, oldOrders, RepairOrder::id),
                        within(newOrders, oldOrders, RepairOrder::id)));
    }

    private static <T> List<T> without(List<T> all, List<T> others, Function<T, String> id) {
        Set<String> ids = others.stream().map(id).collect(Collectors.toSet());
        return all.stream().filter(t -> !ids.contains(id.apply(t))).toList();
    }

    private static <T> List<T> within(List<T> all, List<T> others, Function<T, String> id) {
        Set<String> ids = others.stream().map(id).collect(Collectors.toSet());
        return all.stream().filter(t -> ids.contains(id.apply(t))).toList();
    }

    private Page<OrderView> repairOrders(Call<?> call) {
        int offset = (int) Math.min(Integer.MAX_VALUE, Paging.number(call));
        RepairOrderQuery query = new RepairOrderQuery(
                call.query(FabricApi.STATUS).map(s -> RepairOrderRow.Status.valueOf(s.name())),
                call.query(FabricApi.HALL).orElse(""),
                call.query(FabricApi.ROW).orElse(""),
                offset,
                call.limit() + 1);
        List<OrderView> rows = record
                .fabric()
                .repairOrders(Scope.site(record, call).name(), query)
                .stream()
                .map(Views::order)
                .toList();
        return Paging.cut(rows, o -> String.valueOf(offset + call.limit()), call.limit());
    }

    private OrderView tick(Call<FabricApi.Tick> call) {
        Site site = Scope.site(record, call);
        FabricApi.Tick input = call.input();
        MoveTick tick = new MoveTick(
                call.path("id"),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, call.pathNumber("n"))),
                input.done(),
                Objects.requireNonNullElse(input.scanA(), ""),
                Objects.requireNonNullElse(input.scanB(), ""),
                Objects.requireNonNullElse(input.clientId(), ""));
        return Views.order(record.fabric().tick(Scope.stamp(call, input.effectiveAt()), site.name(), tick));
    }
}
