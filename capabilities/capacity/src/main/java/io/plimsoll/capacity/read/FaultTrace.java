/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Entry.Words;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the fault trace that StepFun published (github.com/stepfun-ai/InfiniteHBD-Trace): a JSON list of {@code fault_start} and
 * {@code fault_end} by node, in days since a start that it does not name. A fault takes its node from SERVING to SUSPECT, its end
 * back. Nodes that never fail are not in the trace; their number must be told.
 */
public final class FaultTrace {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES_MAX = 256 << 20;
    private static final double DAYS_MAX = 100_000;

    /**
     * What the trace does not say.
     *
     * @param start day zero
     * @param nodes in all, with those that never fail
     * @param gpus of each node
     * @param nodesPerRack nodes are put into racks of so many in the order of their names; 0 for no racks
     */
    public record Frame(Instant start, int nodes, int gpus, int nodesPerRack) {}

    private record Fault(long at, String node, boolean begins, String what, int place) {}

    private FaultTrace() {}

    /**
     * @throws BadInputException with everything that is wrong
     */
    public static void read(InputStream in, String source, Frame frame, long firstId, LedgerReader.Sink sink)
            throws IOException {
        InputProblems problems = new InputProblems(source);
        List<Fault> faults = faults(in, frame, problems);
        Map<String, Integer> open = new LinkedHashMap<>();
        faults.stream().map(Fault::node).sorted().forEach(n -> open.putIfAbsent(n, 0));
        if (open.size() > frame.nodes()) {
            problems.add(0, open.size() + " nodes with faults", "at most the " + frame.nodes() + " of --nodes");
        }
        problems.refuseIfAny();
        for (int i = 1; open.size() < frame.nodes(); i++) {
            open.putIfAbsent("without-fault-" + i, 0);
        }
        long id = firstId;
        long start = frame.start().getEpochSecond();
        int index = 0;
        for (String node : open.keySet()) {
            String rack = frame.nodesPerRack() > 0 ? "rack-" + (index / frame.nodesPerRack() + 1) : "";
            int slot = frame.nodesPerRack() > 0 ? index % frame.nodesPerRack() + 1 : -1;
            Unit unit = new Unit(node, UnitClass.NODE, frame.gpus(), "", rack, slot);
            sink.take(entry(id++, start, node, Optional.empty(), UnitState.SERVING, Optional.of(unit), ""), "");
            index++;
        }
        for (Fault fault : faults) {
            int depth = open.merge(fault.node(), fault.begins() ? 1 : -1, Integer::sum);
            if (depth < 0) {
                problems.add(0, fault.node() + " ends a fault that did not begin", "fault_start before fault_end");
                open.put(fault.node(), 0);
            } else if (fault.begins() && depth == 1) {
                sink.take(step(id++, fault, UnitState.SERVING, UnitState.SUSPECT), "");
            } else if (!fault.begins() && depth == 0) {
                sink.take(step(id++, fault, UnitState.SUSPECT, UnitState.SERVING), "");
            }
        }
        problems.refuseIfAny();
    }

    private static List<Fault> faults(InputStream in, Frame frame, InputProblems problems) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw problems.with(0, "more than " + BYTES_MAX + " bytes", "a fault trace", "");
        }
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, "broken JSON", "a list of fault_start and fault_end", "");
        }
        List<Fault> out = new ArrayList<>();
        for (int i = 0; i < root.size(); i++) {
            JsonNode item = root.path(i);
            String node = item.path("node_id").asString("");
            double days = item.path("event_time").asDouble(-1);
            String type = item.path("event_type").asString("");
            boolean begins = type.equals("fault_start");
            if (node.isEmpty() || !(days >= 0 && days <= DAYS_MAX) || !(begins || type.equals("fault_end"))) {
                problems.add(
                        0, item.toString(), "item " + i + ": node_id, event_time in days, fault_start or fault_end");
                continue;
            }
            JsonNode what = item.path("fault_type");
            long at = frame.start().getEpochSecond() + Math.round(days * 86_400);
            out.add(new Fault(
                    at,
                    node,
                    begins,
                    what.path("Class").asString("") + ": " + what.path("Desc").asString(""),
                    i));
        }
        if (root.isEmpty()) {
            problems.add(0, "", "a list of fault_start and fault_end");
        }
        out.sort((a, b) -> a.at() != b.at() ? Long.compare(a.at(), b.at()) : Integer.compare(a.place(), b.place()));
        return out;
    }

    private static Entry step(long id, Fault fault, UnitState from, UnitState to) {
        return entry(id, fault.at(), fault.node(), Optional.of(from), to, Optional.empty(), fault.what());
    }

    private static Entry entry(
            long id,
            long at,
            String unit,
            Optional<UnitState> from,
            UnitState to,
            Optional<Unit> opening,
            String cause) {
        return new Entry(
                id,
                at,
                at * 1_000_000,
                unit,
                from,
                Optional.of(to),
                opening,
                Entry.Allocation.SAME,
                Optional.empty(),
                Entry.NONE,
                Entry.NONE,
                new Words("", cause, ""),
                0);
    }
}
