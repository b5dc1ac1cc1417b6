/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import static io.plimsoll.server.api.Permission.*;
import static io.plimsoll.server.api.Shape.json;
import static io.plimsoll.server.api.Shape.page;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.fabric.Location;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Nodes and the line that they walk: order lines, goods-in, rack sign-offs, a node's whole life. */
public final class LineApi {

    private LineApi() {}

    /** @param gpus states of the GPUs, one letter each */
    public record NodeItem(
            String name,
            String model,
            String serial,
            UnitState state,
            Instant since,
            Location location,
            int scalableUnit,
            String gpus,
            int openOrders,
            @Nullable Long certificateId) {}

    public record NodeView(
            String name,
            String model,
            String serial,
            UnitState state,
            Instant since,
            Location location,
            int scalableUnit,
            List<Gpu> gpus,
            List<Port> ports,
            @Nullable JsonNode fingerprint,
            List<LineEntry> line,
            List<Run> runs,
            List<CertificateRef> certificates,
            List<FabricApi.OrderView> openOrders,
            Next next) {}

    public record Gpu(int index, String serial, String model, UnitState state) {}

    public record Port(String port, String cableId, String peer, String assurance, String finding) {}

    public record LineEntry(
            Instant at,
            Instant recordedAt,
            @Nullable UnitState from,
            UnitState to,
            @Nullable EvidenceRef evidence,
            String actor,
            long journalSeq) {}

    public record EvidenceRef(
            long id, EvidenceKind kind, String summary, String sha256, long journalSeq, String href) {}

    public record Run(
            long id,
            String plan,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Verdict verdict,
            List<RunTest> tests) {}

    public record RunTest(
            String test,
            boolean required,
            Verdict verdict,
            JsonNode measurements,
            String criterion,
            @Nullable String logSha256,
            String reason) {}

    public record CertificateRef(
            long id,
            Instant issuedAt,
            @Nullable Instant validUntil,
            String sha256,
            @Nullable Instant revokedAt) {}

    /**
     * What comes next on the line.
     *
     * @param to the next state; null at the end
     * @param needs the evidence that the step needs, in words
     */
    public record Next(@Nullable UnitState to, List<String> needs) {}

    public record OrderLines(
            List<OrderLine> items, @Nullable Instant effectiveAt) {}

    public record OrderLine(String orderLine, String model, int quantity, String supplier) {}

    public record OrderLineView(String orderLine, String model, int quantity, String supplier, int received) {}

    public record GoodsInList(List<Crate> items, @Nullable Instant effectiveAt) {}

    /**
     * @param gpuSerials in order of the GPU index; left out if the maker's list does not give them
     * @param node the device it is for; left out, the record takes the first planned device of that model
     */
    public record Crate(
            String orderLine,
            String model,
            String serial,
            @Nullable List<String> gpuSerials,
            @Nullable String node) {}

    public record GoodsInResult(int received, List<Assigned> assigned, List<RefusedSerial> refused) {}

    public record Assigned(String serial, String node) {}

    public record RefusedSerial(String serial, String reason) {}

    public record SignOffList(List<SignOff> items, @Nullable Instant effectiveAt) {}

    /**
     * @param node a node or a switch
     * @param rack left out, the plan's
     */
    public record SignOff(
            String node, @Nullable String rack, @Nullable Integer rackUnit, String technician) {}

    public record SignOffResult(int installed, List<RefusedNode> refused) {}

    public record RefusedNode(String node, String reason) {}

    /**
     * @param summary what is wrong, one sentence
     * @param raw the line or sample that shows it
     * @param drain also take it out of service: DRAINING
     * @param workOrder also send it to repair on this order: REPAIR
     * @param part what the repair needs, as the spares plan calls it: with none in stock the record raises a blocker
     */
    public record NewFault(
            String summary,
            String raw,
            @Nullable Boolean drain,
            @Nullable String workOrder,
            @Nullable String part,
            @Nullable Instant effectiveAt) {

        /** Without a part. */
        public NewFault(
                String summary,
                String raw,
                @Nullable Boolean drain,
                @Nullable String workOrder,
                @Nullable Instant effectiveAt) {
            this(summary, raw, drain, workOrder, null, effectiveAt);
        }
    }

    public record NodeMoved(String node, UnitState state) {}

    /** @param stockPart what the spares plan calls it; left out, the shelf with the name of its kind is taken from */
    public record ReplacedPart(
            PartKind kind,
            String oldSerial,
            String newSerial,
            @Nullable String stockPart) {}

    /** @param parts what was replaced; empty where a part was only seated again */
    public record NewRepair(
            List<ReplacedPart> parts,
            String technician,
            String workOrder,
            @Nullable Instant effectiveAt) {}

    public static final Query<UnitState> STATE = Query.choice("state", "only nodes in this state", UnitState.class);
    public static final Query<String> RACK = Query.text("rack", "only nodes in this rack");

    public static final Endpoint<Nothing, Page<NodeItem>> NODES = Endpoint.get(
            "/api/sites/{site}/nodes",
            "Nodes by name",
            VIEW,
            page(NodeItem.class),
            STATE,
            SitesApi.TEXT,
            RACK,
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<Nothing, NodeView> NODE = Endpoint.get(
            "/api/sites/{site}/nodes/{name}",
            "A node's whole line of life, with its evidence",
            VIEW,
            json(NodeView.class),
            Query.AT);
    public static final Endpoint<OrderLines, Page<OrderLineView>> ORDER = Endpoint.post(
            "/api/sites/{site}/order-lines",
            "Put order lines on the record",
            PLAN,
            json(OrderLines.class),
            page(OrderLineView.class));
    public static final Endpoint<Nothing, Page<OrderLineView>> ORDER_LINES = Endpoint.get(
            "/api/sites/{site}/order-lines",
            "Order lines with what has come in",
            VIEW,
            page(OrderLineView.class),
            Query.LIMIT,
            Query.CURSOR);
    public static final Endpoint<GoodsInList, GoodsInResult> GOODS_IN = Endpoint.post(
            "/api/sites/{site}/goods-in",
            "Take crates in: PLANNED to RECEIVED; a wrong model is refused at the dock",
            RECEIVE,
            json(GoodsInList.class),
            json(GoodsInResult.class));
    public static final Endpoint<SignOffList, SignOffResult> RACK_SIGN_OFFS = Endpoint.post(
            "/api/sites/{site}/rack-sign-offs",
            "Sign off that devices stand in their racks: RECEIVED to INSTALLED",
            RECEIVE,
            json(SignOffList.class),
            json(SignOffResult.class));

    public static final Endpoint<NewFault, NodeMoved> FAULT = Endpoint.post(
            "/api/sites/{site}/nodes/{name}/faults",
            "Tell a fault: a fit node becomes SUSPECT, and on request DRAINING and REPAIR",
            REPAIR,
            json(NewFault.class),
            json(NodeMoved.class));
    public static final Endpoint<NewRepair, NodeMoved> REPAIRED = Endpoint.post(
            "/api/sites/{site}/nodes/{name}/repairs",
            "Tell a repair: REPAIR to INSTALLED; cable check and tests begin anew",
            REPAIR,
            json(NewRepair.class),
            json(NodeMoved.class));

    static final List<Endpoint<?, ?>> ALL =
            List.of(NODES, NODE, ORDER, ORDER_LINES, GOODS_IN, RACK_SIGN_OFFS, FAULT, REPAIRED);
}
