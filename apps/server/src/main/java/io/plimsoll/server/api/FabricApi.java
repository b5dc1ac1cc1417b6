/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.file;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;
import static io.plimsoll.server.api.Shape.raw;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cabling plans, observations, verifications, repair orders, worklists. */
public final class FabricApi {

    private FabricApi() {}

    public record ImportedPlan(long planId, String sha256, List<Lint> lint, Created created) {}

    public record Lint(String severity, String rule, String where, String message) {}

    public record Created(int nodes, int gpus, int switches, int cables, int racks) {}

    /**
     * @param cabled devices that went to CABLED
     * @param uncabled devices that fell back to INSTALLED
     */
    public record Observation(
            long verificationId, Verification.Summary summary, int cabled, int uncabled, OrderCounts repairOrders) {}

    public record OrderCounts(int opened, int closed, int stillOpen) {}

    public record VerificationItem(
            long id,
            Instant at,
            Instant recordedAt,
            String source,
            String format,
            String sha256,
            Verification.Summary summary) {}

    public record VerificationView(
            long id,
            Instant at,
            Instant recordedAt,
            String source,
            String format,
            String sha256,
            Verification verification) {}

    public record Difference(FindingDifference findings, OrderDifference repairOrders) {}

    public record FindingDifference(
            List<Finding> fixed, @JsonProperty("new") List<Finding> appeared, List<Finding> same) {}

    public record OrderDifference(
            List<RepairOrder> fixed, @JsonProperty("new") List<RepairOrder> appeared, List<RepairOrder> same) {}

    /** How far a repair order is. AWAITING_CHECK: every move is ticked; the next observation closes or reopens it. */
    public enum OrderStatus {
        OPEN,
        AWAITING_CHECK,
        CLOSED
    }

    public record OrderView(
            String id,
            RepairOrder.Kind kind,
            RepairOrder.Severity severity,
            String location,
            List<MoveView> moves,
            List<String> findings,
            List<String> proof,
            OrderStatus status,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    public record MoveView(
            RepairOrder.Move.Action action,
            String from,
            String to,
            String text,
            @Nullable String tickedBy,
            @Nullable Instant tickedAt) {}

    /**
     * @param scanA label scanned at the first end; left out if tapped
     * @param clientId the phone's own id of this tick
     */
    public record Tick(
            boolean done,
            @Nullable String scanA,
            @Nullable String scanB,
            @Nullable String clientId,
            @Nullable Instant effectiveAt) {}

    public static final Query<String> PLAN_FORMAT =
            Query.text("format", "format of the file; told from its content if left out");
    public static final Query<String> PLAN_FILE =
            Query.word("format", "format of the file; json if left out", "json", "csv", "netbox", "topo", "dot");
    public static final Query<String> OBSERVED_FORMAT =
            Query.text("format", "format of the dump; told from its content if left out");
    public static final Query<String> SOURCE = Query.text("source", "what the dump is called, for people");
    public static final Query<OrderStatus> STATUS =
            Query.choice("status", "only orders of this status", OrderStatus.class);
    public static final Query<String> HALL = Query.text("hall", "only in this hall");
    public static final Query<String> ROW = Query.text("row", "only in this row");
    public static final Query<String> WORKLIST_FORMAT = Query.word("format", "json if left out", "json", "csv", "pdf");

    public static final Endpoint<RawBody, ImportedPlan> IMPORT_PLAN = Endpoint.post(
            "/api/sites/{site}/plan",
            "Import a cabling plan; puts its devices and cables on the record",
            PLAN,
            raw("application/octet-stream"),
            json(ImportedPlan.class),
            PLAN_FORMAT,
            SOURCE,
            Query.EFFECTIVE_AT);
    public static final Endpoint<Nothing, Download> PLAN_DOWNLOAD = Endpoint.get(
            "/api/sites/{site}/plan",
            "The site's cabling plan as a file",
            VIEW,
            file("application/json", "text/csv", "text/plain"),
            PLAN_FILE);
    public static final Endpoint<RawBody, Observation> OBSERVE = Endpoint.post(
            "/api/sites/{site}/observations",
            "Send what a discovery tool saw; verified against the plan at once",
            Permission.OBSERVE,
            raw("application/octet-stream"),
            json(Observation.class),
            OBSERVED_FORMAT,
            SOURCE,
            Query.EFFECTIVE_AT);
    public static final Endpoint<Nothing, Page<VerificationItem>> VERIFICATIONS = Endpoint.get(
            "/api/sites/{site}/verifications",
            "Verifications, newest first",
            VIEW,
            page(VerificationItem.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, VerificationView> VERIFICATION = Endpoint.get(
            "/api/sites/{site}/verifications/{id}",
            "One verification in full; the id may be 'latest'",
            VIEW,
            json(VerificationView.class));
    public static final Endpoint<Nothing, Difference> VERIFICATION_DIFF = Endpoint.get(
            "/api/sites/{site}/verifications/{id}/diff/{other}",
            "What changed from one verification to another",
            VIEW,
            json(Difference.class));
    public static final Endpoint<Nothing, Page<OrderView>> REPAIR_ORDERS = Endpoint.get(
            "/api/sites/{site}/repair-orders",
            "Repair orders, worst first",
            VIEW,
            page(OrderView.class),
            STATUS,
            HALL,
            ROW,
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Tick, OrderView> TICK = Endpoint.put(
            "/api/sites/{site}/repair-orders/{id}/moves/{n}",
            "Tick a move off, or take the tick back; moves count from 0",
            REPAIR,
            json(Tick.class),
            json(OrderView.class));
    public static final Endpoint<Nothing, Download> WORKLIST = Endpoint.get(
            "/api/sites/{site}/worklist",
            "The open repair orders in walking order",
            VIEW,
            file("application/json", "text/csv", "application/pdf"),
            WORKLIST_FORMAT,
            HALL,
            ROW);

    static final List<Endpoint<?, ?>> ALL = List.of(
            IMPORT_PLAN,
            PLAN_DOWNLOAD,
            OBSERVE,
            VERIFICATIONS,
            VERIFICATION,
            VERIFICATION_DIFF,
            REPAIR_ORDERS,
            TICK,
            WORKLIST);
}
