/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.read;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.ledger.Unit;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Break-fix event records with the fields that requirement BFX02 of NVIDIA's requirements for AI clouds lists
 * (docs.nvidia.com/dsx, breakfix requirements). The requirement names the fields in words; the JSON names here are ours.
 */
public final class BreakFix {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int BYTES_MAX = 256 << 20;

    /**
     * One event.
     *
     * @param ticketUpdated the last change of state while it was open
     * @param ticketClosed when the node served again; empty while it is open
     * @param hardwareId the unit's stable name
     * @param nodeHandoverDate when the node first served; empty if it never did
     */
    public record Event(
            String ticketId,
            Instant ticketOpened,
            Instant ticketUpdated,
            Optional<Instant> ticketClosed,
            String hardwareId,
            String hardwareCategory,
            String faultDescription,
            String action,
            String providerAccountId,
            Optional<Instant> nodeHandoverDate) {}

    private BreakFix() {}

    /** Every outage of a unit that had served, by time. */
    public static List<Event> events(Timelines timelines, String account) {
        List<Event> out = new ArrayList<>();
        Log log = timelines.log();
        for (int u = 0; u < log.units().size(); u++) {
            new UnitEvents(timelines, u, account, out).read();
        }
        out.sort((a, b) -> a.ticketOpened().equals(b.ticketOpened())
                ? a.hardwareId().compareTo(b.hardwareId())
                : a.ticketOpened().compareTo(b.ticketOpened()));
        return out;
    }

    /** One unit's outages. */
    private static final class UnitEvents {
        private final Timelines timelines;
        private final int unit;
        private final String account;
        private final List<Event> out;
        private int first = -1;
        private long opened;
        private long updated;
        private boolean repaired;

        UnitEvents(Timelines timelines, int unit, String account, List<Event> out) {
            this.timelines = timelines;
            this.unit = unit;
            this.account = account;
            this.out = out;
        }

        void read() {
            long serving = timelines.firstServing(unit).orElse(Long.MAX_VALUE);
            timelines.visit(unit, (entry, state, from, until, allocation) -> {
                if (from < serving) {
                    return;
                }
                if (state.fit() || state == UnitState.RETIRED) {
                    close(from);
                    return;
                }
                if (first < 0) {
                    first = entry;
                    opened = from;
                    repaired = false;
                }
                updated = from;
                repaired |= state == UnitState.REPAIR;
            });
            close(Long.MIN_VALUE);
        }

        private void close(long at) {
            if (first < 0) {
                return;
            }
            Entry.Words words = timelines.log().wordsOf(first);
            long id = timelines.log().idOf(first);
            boolean closed = at != Long.MIN_VALUE;
            String action = repaired ? "REPAIR" : closed ? "CLEARED" : "OPEN";
            out.add(new Event(
                    words.cause().isEmpty() ? "entry-" + id : words.cause() + "#" + id,
                    Instant.ofEpochSecond(opened),
                    Instant.ofEpochSecond(closed ? at : updated),
                    closed ? Optional.of(Instant.ofEpochSecond(at)) : Optional.empty(),
                    timelines.log().units().get(unit).name(),
                    timelines.log().units().get(unit).unitClass().name(),
                    words.evidence().isEmpty() ? words.cause() : words.evidence(),
                    action,
                    account,
                    timelines.firstServing(unit).map(Instant::ofEpochSecond)));
            first = -1;
        }
    }

    private record Change(long at, String unit, boolean down, Event event) {}

    /**
     * Reads events as rows of a ledger: an open ticket takes its node from SERVING to SUSPECT, the closing of the last open one
     * back. A node that the ledger does not have yet is opened at its handover date.
     *
     * @param known units that the ledger has
     * @param gpus of a node that is opened here; empty to refuse such nodes
     * @throws BadInputException with everything that is wrong
     */
    public static void read(
            InputStream in, String source, Set<String> known, OptionalInt gpus, long firstId, LedgerReader.Sink sink)
            throws IOException {
        InputProblems problems = new InputProblems(source);
        List<Event> events = parse(in, problems);
        Map<String, Instant> handover = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (Event e : events) {
            if (!known.contains(e.hardwareId())) {
                if (gpus.isEmpty() || e.nodeHandoverDate().isEmpty()) {
                    problems.add(
                            0,
                            e.hardwareId(),
                            "a unit that the ledger has, or nodeHandoverDate and --gpus to open it",
                            "");
                    continue;
                }
                handover.merge(e.hardwareId(), e.nodeHandoverDate().get(), (a, b) -> a.isBefore(b) ? a : b);
            }
            changes.add(new Change(e.ticketOpened().getEpochSecond(), e.hardwareId(), true, e));
            e.ticketClosed().ifPresent(c -> changes.add(new Change(c.getEpochSecond(), e.hardwareId(), false, e)));
        }
        problems.refuseIfAny();
        handover.forEach((unit, at) -> changes.add(new Change(
                at.getEpochSecond(),
                unit,
                false,
                new Event("", at, at, Optional.empty(), unit, "", "", "HANDOVER", "", Optional.empty()))));
        changes.sort((a, b) -> a.at() != b.at()
                ? Long.compare(a.at(), b.at())
                : Boolean.compare(!opens(a), !opens(b)) != 0
                        ? Boolean.compare(!opens(a), !opens(b))
                        : Boolean.compare(!a.down(), !b.down()));
        write(changes, gpus.orElse(0), firstId, sink);
    }

    private static boolean opens(Change change) {
        return change.event().action().equals("HANDOVER");
    }

    private static void write(List<Change> changes, int gpus, long firstId, LedgerReader.Sink sink) throws IOException {
        Map<String, Integer> open = new HashMap<>();
        long id = firstId;
        for (Change change : changes) {
            Entry.Words words = new Entry.Words(
                    change.event().faultDescription(),
                    change.event().ticketId(),
                    change.event().providerAccountId());
            if (opens(change)) {
                Unit unit = new Unit(change.unit(), UnitClass.NODE, gpus, "", "", -1);
                sink.take(entry(id++, change, Optional.empty(), UnitState.SERVING, Optional.of(unit), words), "");
                continue;
            }
            int depth = open.merge(change.unit(), change.down() ? 1 : -1, Integer::sum);
            if (change.down() && depth == 1) {
                sink.take(
                        entry(id++, change, Optional.of(UnitState.SERVING), UnitState.SUSPECT, Optional.empty(), words),
                        "");
            } else if (!change.down() && depth == 0) {
                sink.take(
                        entry(id++, change, Optional.of(UnitState.SUSPECT), UnitState.SERVING, Optional.empty(), words),
                        "");
            }
        }
    }

    private static Entry entry(
            long id, Change change, Optional<UnitState> from, UnitState to, Optional<Unit> opening, Entry.Words words) {
        return new Entry(
                id,
                change.at(),
                change.at() * 1_000_000,
                change.unit(),
                from,
                Optional.of(to),
                opening,
                Entry.Allocation.SAME,
                Optional.empty(),
                Entry.NONE,
                Entry.NONE,
                words,
                0);
    }

    private static List<Event> parse(InputStream in, InputProblems problems) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        JsonNode root;
        try {
            root = bytes.length > BYTES_MAX ? JSON.nullNode() : JSON.readTree(bytes);
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw problems.with(line, "broken JSON", "a list of break-fix events", "");
        }
        JsonNode list = root.isArray() ? root : root.path("events");
        if (!list.isArray()) {
            throw problems.with(0, "no list", "a list of break-fix events, here or under 'events'", "");
        }
        List<Event> out = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode e = list.path(i);
            String where = "events[" + i + "].";
            String id = text(e, "ticketId");
            String hardware = text(e, "hardwareId");
            Optional<Instant> opened = instant(e, "ticketOpened", where, problems);
            Optional<Instant> closed = instant(e, "ticketClosed", where, problems);
            Optional<Instant> handover = instant(e, "nodeHandoverDate", where, problems);
            Optional<Instant> updated = instant(e, "ticketUpdated", where, problems);
            if (id.isEmpty() || !ids.add(id)) {
                problems.add(0, id, where + "ticketId: a name that no other event has");
            }
            if (hardware.isEmpty() || opened.isEmpty()) {
                problems.add(0, e.toString(), where + "hardwareId and ticketOpened");
                continue;
            }
            if (closed.isPresent() && closed.get().isBefore(opened.get())) {
                problems.add(0, closed.get().toString(), where + "ticketClosed: not before " + opened.get());
            }
            out.add(new Event(
                    id,
                    opened.get(),
                    updated.orElse(opened.get()),
                    closed,
                    hardware,
                    text(e, "hardwareCategory"),
                    text(e, "faultDescription"),
                    text(e, "action"),
                    text(e, "providerAccountId"),
                    handover));
        }
        return out;
    }

    private static String text(JsonNode e, String field) {
        return e.path(field).asString("").strip();
    }

    private static Optional<Instant> instant(JsonNode e, String field, String where, InputProblems problems) {
        String text = text(e, field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> at = Instants.of(text);
        if (at.isEmpty()) {
            problems.add(0, text, where + field + ": an instant such as 2026-11-23T18:00:00Z, or a date");
        }
        return at;
    }
}
