/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.Money;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.capacity.availability.Pool;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.ScenarioReader;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.handlers.PromiseBooks.Book;
import io.plimsoll.server.handlers.PromiseBooks.Line;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.spares.stock.StockPosition;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A scenario put together from the record and from what only the operator knows: fleet, promises and stock are read, rates are given. */
final class PromiseScenario {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final double HORIZON_DAYS = 84;
    private static final double MONTH_DAYS = 30;
    private static final double DAY_SECONDS = 86_400;

    private final Book book;
    private final Instant at;
    private final List<String> notes = new ArrayList<>();
    private final int gpusPerNode;

    PromiseScenario(Book book, Instant at) {
        this.book = book;
        this.at = at;
        this.gpusPerNode = Math.max(
                1,
                book.log().units().stream()
                        .filter(u -> u.unitClass() == UnitClass.NODE)
                        .mapToInt(Unit::gpus)
                        .max()
                        .orElse(1));
    }

    /** What the reader of the forecast must know of how the record was read. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    Scenario of(String parameters, List<StockPosition> stock) {
        ObjectNode root = tree(parameters);
        if (!root.has("horizonDays")) {
            root.put("horizonDays", HORIZON_DAYS);
        }
        double horizon = root.path("horizonDays").asDouble(HORIZON_DAYS);
        ArrayNode fleet = root.putArray("fleet");
        ArrayNode commitments = root.putArray("commitments");
        int spares = hotSpares();
        long sharing = book.lines().stream()
                .filter(l -> book.timelines().everAllocated(l.terms().id()))
                .count();
        long place = 0;
        for (Line line : book.lines()) {
            boolean allocated = book.timelines().everAllocated(line.terms().id());
            int share = 0;
            if (allocated) {
                share = (int) ((place + 1) * spares / sharing - place * spares / sharing);
                place++;
            }
            add(line.terms(), share, horizon, fleet, commitments);
        }
        if (commitments.isEmpty()) {
            throw Problem.conflict("No commitment of " + book.site() + " both has units and a whole window within "
                    + horizon + " days: allocate nodes to one first.");
        }
        if (spares > 0 && sharing > 1) {
            notes.add(spares + " hot spares stand by; they are shared out evenly among " + sharing + " commitments");
        }
        stock(root, stock);
        notes.add("every node that a commitment holds begins as working, one that is down now too");
        return ScenarioReader.read(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(root)), "parameters");
    }

    /** The parameters alone, read against all nodes of the site, so that what is wrong with them is told before they are kept. */
    Scenario checked(String parameters) {
        ObjectNode root = tree(parameters);
        if (!root.has("horizonDays")) {
            root.put("horizonDays", HORIZON_DAYS);
        }
        int nodes = (int) book.log().units().stream()
                .filter(u -> u.unitClass() == UnitClass.NODE)
                .count();
        List<String> classes = book.lines().isEmpty()
                ? List.of(book.site())
                : book.lines().stream().map(l -> l.terms().id()).toList();
        ArrayNode fleet = root.putArray("fleet");
        ArrayNode commitments = root.putArray("commitments");
        for (String name : classes) {
            fleet.addObject().put("class", name).put("gpusPerNode", gpusPerNode).put("nodes", Math.max(1, nodes));
            commitments
                    .addObject()
                    .put("commitment", name)
                    .put("class", name)
                    .put("quantity", 1)
                    .put("target", 0.5)
                    .put("windowDays", 1);
        }
        return ScenarioReader.read(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(root)), "rates");
    }

    private static ObjectNode tree(String parameters) {
        try {
            JsonNode read = YAML.readTree(parameters);
            if (read instanceof ObjectNode object) {
                List<InputProblem> wrong = new ArrayList<>();
                for (String key : List.of("fleet", "commitments")) {
                    if (object.has(key)) {
                        wrong.add(new InputProblem(
                                "parameters", 0, key, "no " + key + ": they are read from the record", "leave it out"));
                    }
                }
                if (!wrong.isEmpty()) {
                    throw Problem.badInput(wrong);
                }
                return object;
            }
        } catch (JacksonException e) {
            long line =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            throw Problem.badInput(new InputProblem("parameters", line, "unreadable", "YAML or JSON"));
        }
        throw Problem.badInput(
                new InputProblem("parameters", 0, "no keys", "failures with rates and sources, parts, crews"));
    }

    private int hotSpares() {
        int spares = 0;
        long second = at.getEpochSecond();
        for (int u = 0; u < book.log().units().size(); u++) {
            boolean node = book.log().units().get(u).unitClass() == UnitClass.NODE;
            boolean standsBy = book.timelines()
                    .stateAt(u, second)
                    .filter(s -> s == UnitState.HOT_SPARE)
                    .isPresent();
            spares +=
                    node && standsBy && book.timelines().allocationAt(u, second).isEmpty() ? 1 : 0;
        }
        return spares;
    }

    private void add(Commitment c, int spares, double horizon, ArrayNode fleet, ArrayNode commitments) {
        double window = c.measurement().rollingDays().isPresent()
                ? c.measurement().rollingDays().getAsInt()
                : MONTH_DAYS;
        List<Tranche> ahead = c.promise().tranches().stream()
                .filter(t -> t.endSecond() > at.getEpochSecond() && day(t) + window <= horizon)
                .toList();
        int nodes = nodes(c) + spares;
        if (ahead.isEmpty() || nodes == 0) {
            notes.add(c.id() + " is left out: "
                    + (nodes == 0 ? "no unit serves it" : "no whole window of it lies within " + horizon + " days"));
            return;
        }
        ObjectNode group = fleet.addObject()
                .put("class", c.id())
                .put("gpusPerNode", gpusPerNode)
                .put("nodes", nodes);
        ObjectNode out = commitments.addObject();
        out.put("commitment", c.id()).put("class", c.id()).put("windowDays", window);
        int factor = 1;
        switch (c.promise().unit()) {
            case ContractUnit.Gpu gpu -> out.put("unit", "GPU");
            case ContractUnit.Node node -> out.put("unit", "NODE");
            case ContractUnit.Rack rack -> {
                out.put("unit", "RACK");
                group.putObject("rack").put("trays", rack.n()).put("needed", rack.k());
            }
            case ContractUnit.Block block -> {
                out.put("unit", "NODE");
                factor = block.nodes();
                notes.add(c.id() + ": blocks are counted as nodes wherever they stand");
            }
        }
        ArrayNode tranches = out.putArray("tranches");
        for (Tranche t : ahead) {
            tranches.addObject().put("day", day(t)).put("quantity", t.quantity() * factor);
        }
        measure(c, out);
        money(c, ahead.getFirst().quantity(), window, out);
    }

    private double day(Tranche t) {
        return Math.max(0, (t.from().getEpochSecond() - at.getEpochSecond()) / DAY_SECONDS);
    }

    private int nodes(Commitment c) {
        long second = at.getEpochSecond();
        Pool pool = Pool.of(book.timelines(), c, second, second + 1);
        int nodes = 0;
        int gpus = 0;
        for (Pool.Member m : pool.members()) {
            if (m.held().length > 0) {
                nodes += m.unit().unitClass() == UnitClass.NODE ? 1 : 0;
                gpus += m.unit().unitClass() == UnitClass.GPU ? 1 : 0;
            }
        }
        return nodes + gpus / gpusPerNode;
    }

    private void measure(Commitment c, ObjectNode out) {
        Measure measure = c.measurement().measure();
        out.put("target", c.measurement().target().doubleValue());
        out.put("measure", measure == Measure.UNIT_MEAN ? "MEAN" : "TIME");
        if (measure != Measure.UNIT_MEAN && measure != Measure.TIME_MET) {
            notes.add(c.id() + ": " + measure.key() + " is forecast as timeMet");
        }
        if (!c.measurement().exclusions().isEmpty()) {
            notes.add(c.id() + ": nothing is excused in a forecast; its exclusions can only make it better");
        }
    }

    private void money(Commitment c, int quantity, double window, ObjectNode out) {
        Money money = c.money();
        if (money.price().isPresent()) {
            Money.Price price = money.price().get();
            int gpus = switch (c.promise().unit()) {
                case ContractUnit.Gpu gpu -> 1;
                case ContractUnit.Node node -> gpusPerNode;
                case ContractUnit.Rack rack -> rack.n() * gpusPerNode;
                case ContractUnit.Block block -> block.nodes() * gpusPerNode;
            };
            double each = switch (price.per()) {
                case UNIT_MONTH -> window / MONTH_DAYS;
                case UNIT_HOUR -> window * Duration.ofDays(1).toHours();
                case GPU_HOUR -> window * Duration.ofDays(1).toHours() * gpus;
            };
            out.put("feeCents", Math.round(price.cents() * each * quantity));
        } else {
            notes.add(c.id() + " has no price: its credits are shown as 0 and are unknown");
        }
        out.put("capPercent", money.cap().movePointRight(2).doubleValue());
        ArrayNode ladder = out.putArray("ladder");
        BigDecimal before = BigDecimal.ZERO;
        for (Money.Step step : money.ladder().steps()) {
            if (step.credit().compareTo(before) > 0) {
                ladder.addObject()
                        .put("below", step.below().doubleValue())
                        .put("percent", step.credit().movePointRight(2).doubleValue());
                before = step.credit();
            }
        }
        if (money.ladder().shape() == Money.Ladder.Shape.LINEAR) {
            notes.add(c.id() + ": the linear ladder is taken as steps");
        }
    }

    /** What lies on the record's shelves counts, whatever the parameters say. */
    private void stock(ObjectNode root, List<StockPosition> positions) {
        Map<String, Integer> onHand = new HashMap<>();
        Map<String, Integer> onOrder = new HashMap<>();
        positions.forEach(p -> onHand.merge(p.part(), p.onHand(), Integer::sum));
        positions.forEach(p -> onOrder.merge(p.part(), p.onOrder(), Integer::sum));
        for (JsonNode part : root.path("parts")) {
            String name = part.path("part").asString("");
            if (part instanceof ObjectNode object && onHand.containsKey(name)) {
                object.put("stock", onHand.get(name));
            } else if (part.has("stock")) {
                notes.add("the record has no shelf of " + name + ": its stock of "
                        + part.path("stock").asString() + " is taken from the rates");
            }
            if (part.path("stock").asInt(-1) == 0) {
                notes.add("there is no spare of " + name + ": a node that needs one waits for it to the end");
            }
            if (onOrder.getOrDefault(name, 0) > 0) {
                notes.add(onOrder.get(name) + " of " + name + " are on order; they count once they are on the shelf");
            }
        }
    }
}
