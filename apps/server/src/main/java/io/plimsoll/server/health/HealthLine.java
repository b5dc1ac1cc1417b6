/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.health;

import io.plimsoll.health.Signal;
import io.plimsoll.health.rules.Remedy;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.HealthTurnRow;
import io.plimsoll.postgres.NodePage;
import io.plimsoll.postgres.RecordRefusedException;
import io.plimsoll.postgres.Repair;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Keeps the line that units walk and the incidents in step. A node that automation takes out of service becomes SUSPECT and
 * DRAINING; when its remedy is done it goes back over REPAIR and INSTALLED to CABLED; a certificate from a run that began after
 * that is the engine's word that its tests passed. Takes no input but the record, and may look twice.
 */
final class HealthLine {

    private static final String ACTOR = "health";
    private static final int STEPS_MAX = 8;

    private final Database record;
    private final Site site;
    private volatile Map<String, String> refused = Map.of();

    HealthLine(Database record, Site site) {
        this.record = record;
        this.site = site;
    }

    /** Why the record did not take a step, by incident, at the last look. */
    Map<String, String> refused() {
        return refused;
    }

    /**
     * Does what is missing.
     *
     * @param engine the engine's time, in milliseconds since 1970
     * @return what the engine is to be told
     */
    List<Signal> look(Instant now, long engine) {
        List<Signal> said = new ArrayList<>();
        Map<String, String> trouble = new TreeMap<>();
        Instant at = site.simulated() && engine > 0 ? Instant.ofEpochMilli(engine) : now;
        for (HealthTurnRow turn : record.health().turns(site.name(), at)) {
            try {
                walk(turn, at);
                says(turn).map(s -> s.signal(turn, at, engine)).ifPresent(said::add);
            } catch (RecordRefusedException e) {
                trouble.put(turn.incident(), String.valueOf(e.getMessage()));
            }
        }
        refused = Map.copyOf(trouble);
        return said;
    }

    /** What the record says about an incident: the code of a remedy or a test, and the evidence. */
    private record Told(String kind, String code, String by, String evidence) {
        Signal signal(HealthTurnRow turn, Instant at, long engine) {
            return Said.of(
                    at,
                    engine,
                    turn.node(),
                    turn.entity(),
                    kind,
                    code,
                    Map.of("incident", turn.incident(), "step", turn.step(), "by", by, "evidence", evidence));
        }
    }

    private static Optional<Told> says(HealthTurnRow turn) {
        if (turn.phase().equals("TESTING") && turn.certificate().isPresent()) {
            return Optional.of(new Told(
                    "test",
                    "PASS",
                    ACTOR,
                    "certificate " + turn.certificate().getAsLong() + ", from a run that began after the remedy"));
        }
        if (turn.phase().equals("TESTING") && turn.failed().isPresent()) {
            return Optional.of(
                    new Told("test", "FAIL", ACTOR, "run " + turn.failed().getAsLong() + " ended FAIL"));
        }
        return turn.phase().equals("ACTING")
                ? turn.repaired()
                        .map(r -> new Told(
                                "remedy",
                                "DONE",
                                r.technician(),
                                "repair record of work order " + r.workOrder() + ", journal row " + r.journalSeq()))
                : Optional.empty();
    }

    /** A step that somebody does at the rack, and puts on the record with its parts. */
    static boolean byHand(String step) {
        return !step.isEmpty() && Remedy.valueOf(step).compareTo(Remedy.RESEAT) >= 0;
    }

    private static boolean byHand(HealthTurnRow turn) {
        return byHand(turn.step());
    }

    /** Step by step towards where the incident's phase has the node; stays where the next step is not automation's to take. */
    private void walk(HealthTurnRow turn, Instant at) {
        UnitState state = turn.state();
        Instant since = turn.since();
        for (int i = 0; i < STEPS_MAX; i++) {
            Optional<UnitState> next = next(turn, state);
            if (next.isEmpty()) {
                return;
            }
            since = since.isAfter(at) ? since : at;
            if (!step(turn, next.get(), new Stamp(ACTOR, since))) {
                return;
            }
            state = next.get();
        }
    }

    private static Optional<UnitState> next(HealthTurnRow turn, UnitState state) {
        boolean done = turn.phase().equals("TESTING");
        if (turn.phase().equals("PROBATION")) {
            boolean serves = state == UnitState.ACCEPTED && !turn.commitment().isEmpty() && turn.alone();
            return serves ? Optional.of(UnitState.SERVING) : Optional.empty();
        }
        if (turn.phase().equals("BURN_IN") || (done && turn.certificate().isPresent())) {
            return Optional.empty();
        }
        return switch (state) {
            case SERVING, ACCEPTED, HOT_SPARE -> Optional.of(UnitState.SUSPECT);
            case SUSPECT -> Optional.of(UnitState.DRAINING);
            case DRAINING -> done || byHand(turn) ? Optional.of(UnitState.REPAIR) : Optional.empty();
            case REPAIR -> done && !byHand(turn) ? Optional.of(UnitState.INSTALLED) : Optional.empty();
            case INSTALLED -> done && !byHand(turn) ? Optional.of(UnitState.CABLED) : Optional.empty();
            case PLANNED, RECEIVED, CABLED, TESTING, RETIRED -> Optional.empty();
        };
    }

    private boolean step(HealthTurnRow turn, UnitState to, Stamp stamp) {
        List<String> node = List.of(turn.node());
        switch (to) {
            case SUSPECT -> move(stamp, turn, to, EvidenceKind.FAULT, code(turn) + ", " + turn.incident());
            case DRAINING ->
                move(stamp, turn, to, EvidenceKind.DRAIN_DECISION, turn.incident() + ": " + turn.step() + " is due");
            case REPAIR -> move(stamp, turn, to, EvidenceKind.WORK_ORDER, "work order " + turn.incident());
            case INSTALLED -> record.line().repaired(stamp, site.name(), turn.node(), repair(turn));
            case CABLED -> {
                return cabled(turn, stamp);
            }
            case SERVING -> record.contracts().allocate(stamp, site.name(), turn.commitment(), node);
            default -> throw new IllegalStateException("no step of automation leads to " + to);
        }
        return true;
    }

    private void move(Stamp stamp, HealthTurnRow turn, UnitState to, EvidenceKind kind, String summary) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("incident", turn.incident());
        payload.put("decision", turn.decision());
        payload.put("summary", code(turn));
        payload.put("step", turn.step());
        payload.put("needs", turn.reason());
        payload.put("raw", turn.raw());
        if (!turn.serial().isEmpty()) {
            payload.put("serial", turn.serial());
        }
        if (!turn.blame().isEmpty()) {
            payload.put("blame", turn.blame());
        }
        record.line()
                .step(
                        stamp,
                        site.name(),
                        List.of(turn.node()),
                        to,
                        kind,
                        summary,
                        Json.MAPPER.writeValueAsString(payload));
    }

    static String code(HealthTurnRow turn) {
        String code = turn.code().chars().allMatch(Character::isDigit) ? "XID " + turn.code() : turn.code();
        return code + " on " + (turn.entity().isEmpty() ? turn.node() : turn.entity());
    }

    /** A reset touched one GPU if the record knows which; a reboot touched everything, so that nothing of before is carried over. */
    private static Repair repair(HealthTurnRow turn) {
        boolean one = turn.step().equals(Remedy.RESET.name()) && !turn.gpu().isEmpty();
        return new Repair(
                "automation",
                turn.incident(),
                one ? List.of(new Repair.Replaced("GPU", turn.gpu(), turn.gpu())) : List.of());
    }

    /** Nobody has touched a cable: what the last verification said of each still holds, or there is more to do first. */
    private boolean cabled(HealthTurnRow turn, Stamp stamp) {
        NodePage page = record.line()
                .node(site.name(), turn.node(), stamp.effectiveAt())
                .orElseThrow();
        List<Map<String, Object>> ports = new ArrayList<>();
        for (NodePage.Port port : page.ports()) {
            AssuranceLevel level =
                    port.assurance().isEmpty() ? AssuranceLevel.UNCHECKED : AssuranceLevel.valueOf(port.assurance());
            if (!level.atLeast(site.requiredAssurance()) || !port.finding().isEmpty()) {
                return false;
            }
            ports.add(Map.of("port", port.port(), "assurance", level.name()));
        }
        if (ports.isEmpty() || !page.openOrders().isEmpty()) {
            return false;
        }
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("incident", turn.incident());
        payload.put("step", turn.step());
        payload.put("requiredAssurance", site.requiredAssurance().name());
        payload.put("ports", ports);
        record.line()
                .step(
                        stamp,
                        site.name(),
                        List.of(turn.node()),
                        UnitState.CABLED,
                        EvidenceKind.CABLE_VERIFICATION,
                        "no cable was touched by " + turn.step() + " for " + turn.incident()
                                + ": the last verification holds",
                        Json.MAPPER.writeValueAsString(payload));
        return true;
    }
}
