/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.GoodsIn;
import io.plimsoll.postgres.NodePage;
import io.plimsoll.postgres.NodeQuery;
import io.plimsoll.postgres.NodeRow;
import io.plimsoll.postgres.RackSignOff;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.LineApi.Next;
import io.plimsoll.server.api.LineApi.NodeView;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Nodes and the line that they walk, up to INSTALLED. */
public final class LineHandlers {

    private static final int NODES_MAX = 1_000;

    private final Database record;

    public LineHandlers(Database record) {
        this.record = record;
    }

    public void bind(Router router) {
        router.on(LineApi.NODES, this::nodes);
        router.on(LineApi.NODE, this::node);
        router.on(LineApi.ORDER, this::order);
        router.on(
                LineApi.ORDER_LINES,
                call -> Paging.byKey(
                        record.line().orderLines(Scope.site(record, call).name()).stream()
                                .map(LineHandlers::orderLine)
                                .toList(),
                        LineApi.OrderLineView::orderLine,
                        call));
        router.on(LineApi.GOODS_IN, this::goodsIn);
        router.on(LineApi.RACK_SIGN_OFFS, this::signOff);
    }

    private Page<LineApi.NodeItem> nodes(Call<?> call) {
        int limit = Math.min(call.limit(), NODES_MAX - 1);
        NodeQuery query = new NodeQuery(
                call.query(LineApi.STATE),
                call.query(SitesApi.TEXT).orElse(""),
                call.query(LineApi.RACK).orElse(""),
                call.query(Query.CURSOR).orElse(""),
                limit + 1);
        List<LineApi.NodeItem> rows = record
                .line()
                .nodes(Scope.site(record, call).name(), query)
                .stream()
                .map(Views::node)
                .toList();
        return Paging.cut(rows, LineApi.NodeItem::name, limit);
    }

    private NodeView node(Call<?> call) {
        Site site = Scope.site(record, call);
        String name = call.path("name");
        NodePage page = record.line()
                .node(site.name(), name, call.query(Query.AT).orElse(call.now()))
                .orElseThrow(() -> Problem.notFound("node " + name));
        NodeRow n = page.node();
        return new NodeView(
                n.name(),
                n.model(),
                n.serial(),
                n.state(),
                n.since(),
                n.location(),
                n.scalableUnit(),
                page.gpus().stream()
                        .map(g -> new LineApi.Gpu(g.index(), g.serial(), g.model(), g.state()))
                        .toList(),
                page.ports().stream()
                        .map(p -> new LineApi.Port(p.port(), p.cableId(), p.peer(), p.assurance(), p.finding()))
                        .toList(),
                Views.orNull(page.fingerprint().map(Views::json)),
                page.line().stream().map(Views::entry).toList(),
                page.runs().stream().map(Views::run).toList(),
                page.certificates().stream().map(Views::certificateRef).toList(),
                page.openOrders().stream().map(Views::order).toList(),
                next(page, site.requiredAssurance()));
    }

    /** The step that leads towards serving, with what it still needs. */
    private static Next next(NodePage page, AssuranceLevel required) {
        Optional<Step> onward = page.next().stream()
                .filter(s -> s.to() == UnitState.SERVING)
                .findFirst()
                .or(() -> page.next().stream().findFirst());
        if (onward.isEmpty()) {
            return new Next(null, List.of());
        }
        List<String> needs = new ArrayList<>();
        needs.add(words(onward.get().evidence()));
        if (onward.get().to() == UnitState.CABLED) {
            for (NodePage.Port port : page.ports()) {
                AssuranceLevel seen = port.assurance().isEmpty()
                        ? AssuranceLevel.UNCHECKED
                        : AssuranceLevel.valueOf(port.assurance());
                if (!seen.atLeast(required)) {
                    needs.add("port " + port.port() + ": " + seen.words() + ", the site asks " + required.words());
                }
            }
            page.openOrders().forEach(o -> needs.add("repair order " + o.order().id() + " to be closed"));
        }
        return new Next(onward.get().to(), needs);
    }

    private static String words(EvidenceKind kind) {
        return switch (kind) {
            case GOODS_IN -> "goods-in with serials that match the order line";
            case RACK_SIGN_OFF -> "a technician's sign-off of the rack position";
            case CABLE_VERIFICATION -> "a verification of every cable";
            case TEST_START -> "a test plan and the node's fingerprint";
            case CERTIFICATE -> "a signed certificate";
            case HOT_SPARE_DECISION -> "a decision to hold it as a hot spare";
            case ALLOCATION -> "an allocation to a commitment";
            case RELEASE -> "the end of its allocation";
            case FAULT -> "a fault with its raw line";
            case CLEARANCE -> "a clearance, with what was looked at";
            case DRAIN_DECISION -> "a decision to drain";
            case WORK_ORDER -> "a work order with its part";
            case REPAIR_RECORD -> "the repair record";
            case RETIREMENT -> "a decision to retire it";
        };
    }

    private Page<LineApi.OrderLineView> order(Call<LineApi.OrderLines> call) {
        Site site = Scope.site(record, call);
        List<InputProblem> problems = new ArrayList<>();
        List<GoodsIn.OrderLine> lines = new ArrayList<>();
        int i = 0;
        for (LineApi.OrderLine line : call.input().items()) {
            String at = "body /items/" + i++;
            requireText(line.orderLine(), at + "/orderLine", problems);
            requireText(line.model(), at + "/model", problems);
            if (line.quantity() < 1 || line.quantity() > 1_000_000) {
                problems.add(new InputProblem(at + "/quantity", 0, "" + line.quantity(), "1 to 1000000"));
            }
            lines.add(new GoodsIn.OrderLine(line.orderLine(), line.model(), line.quantity(), line.supplier()));
        }
        refuse(problems);
        return Page.whole(
                record.line().order(Scope.stamp(call, call.input().effectiveAt()), site.name(), lines).stream()
                        .map(LineHandlers::orderLine)
                        .toList());
    }

    private static LineApi.OrderLineView orderLine(GoodsIn.OrderLineRow r) {
        return new LineApi.OrderLineView(r.orderLine(), r.model(), r.quantity(), r.supplier(), r.received());
    }

    private LineApi.GoodsInResult goodsIn(Call<LineApi.GoodsInList> call) {
        Site site = Scope.site(record, call);
        List<InputProblem> problems = new ArrayList<>();
        List<GoodsIn.Item> items = new ArrayList<>();
        int i = 0;
        for (LineApi.Crate crate : call.input().items()) {
            String at = "body /items/" + i++;
            requireText(crate.orderLine(), at + "/orderLine", problems);
            requireText(crate.model(), at + "/model", problems);
            requireText(crate.serial(), at + "/serial", problems);
            items.add(new GoodsIn.Item(
                    crate.orderLine(),
                    crate.model(),
                    crate.serial(),
                    Objects.requireNonNullElse(crate.gpuSerials(), List.of()),
                    Objects.requireNonNullElse(crate.node(), "")));
        }
        refuse(problems);
        GoodsIn.Result result =
                record.line().goodsIn(Scope.stamp(call, call.input().effectiveAt()), site.name(), items);
        return new LineApi.GoodsInResult(
                result.received(),
                result.assigned().stream()
                        .map(a -> new LineApi.Assigned(a.serial(), a.node()))
                        .toList(),
                result.refused().stream()
                        .map(r -> new LineApi.RefusedSerial(r.serial(), r.reason()))
                        .toList());
    }

    private LineApi.SignOffResult signOff(Call<LineApi.SignOffList> call) {
        Site site = Scope.site(record, call);
        List<InputProblem> problems = new ArrayList<>();
        List<RackSignOff> signOffs = new ArrayList<>();
        int i = 0;
        for (LineApi.SignOff s : call.input().items()) {
            String at = "body /items/" + i++;
            requireText(s.node(), at + "/node", problems);
            requireText(s.technician(), at + "/technician", problems);
            signOffs.add(new RackSignOff(
                    s.node(),
                    Objects.requireNonNullElse(s.rack(), ""),
                    Objects.requireNonNullElse(s.rackUnit(), 0),
                    s.technician()));
        }
        refuse(problems);
        RackSignOff.Result result =
                record.line().rackSignOff(Scope.stamp(call, call.input().effectiveAt()), site.name(), signOffs);
        return new LineApi.SignOffResult(
                result.installed(),
                result.refused().stream()
                        .map(r -> new LineApi.RefusedNode(r.device(), r.reason()))
                        .toList());
    }

    private static void requireText(String value, String at, List<InputProblem> problems) {
        if (value.isBlank() && problems.size() < BadInputException.PROBLEMS_MAX) {
            problems.add(new InputProblem(at, 0, value, "a text that is not empty"));
        }
    }

    private static void refuse(List<InputProblem> problems) {
        if (!problems.isEmpty()) {
            throw Problem.badInput(problems);
        }
    }
}
