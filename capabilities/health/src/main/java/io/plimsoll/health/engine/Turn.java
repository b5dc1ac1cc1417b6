/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision.What;
import io.plimsoll.health.engine.HealthState.Counts;
import io.plimsoll.health.engine.HealthState.NodeMemory;
import io.plimsoll.health.engine.HealthState.Unit;
import io.plimsoll.health.rules.Detector;
import io.plimsoll.health.rules.RuleSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** One step on its way: a working copy of the state. Lives for one call of the engine. */
final class Turn {

    /** Waits are kept in spans of this length. */
    static final long SPAN_MILLIS = 10_000;

    private static final long AHEAD_MILLIS = 600_000;
    private static final long LATE_MILLIS = 600_000;
    private static final int SEEN_MAX = 16;
    private static final long MINUTE = 60_000;

    /** Kinds that come all the time from a node that is well; of the others silence says nothing. */
    private static final Set<String> PERIODIC = Set.of("metric", "kubernetes", "slurm", "infiniband", "heartbeat");

    final Judge judge;
    final Topology topology;
    final RuleSet rules;
    final List<Decision> decisions = new ArrayList<>(4);

    Trie<Unit> units;
    Trie<NodeMemory> nodes;
    Trie<HealthState.Domain> domains;
    Trie<Incident> incidents;
    Trie<HealthState.Account> accounts;
    Trie<HealthState.Part> parts;
    Trie<List<String>> due;
    long now;
    long sequence;

    private Counts counts;
    private final Causes causes = new Causes(this);
    private final Remediation remediation = new Remediation(this);

    Turn(HealthState from, Judge judge, Topology topology, RuleSet rules) {
        this.judge = judge;
        this.topology = topology;
        this.rules = rules;
        this.units = from.units;
        this.nodes = from.nodes;
        this.domains = from.domains;
        this.incidents = from.incidents;
        this.accounts = from.accounts;
        this.parts = from.parts;
        this.due = from.due;
        this.counts = from.counts;
        this.now = from.now;
        this.sequence = from.sequence;
    }

    Engine.Stepped done() {
        return new Engine.Stepped(
                new HealthState(units, nodes, domains, incidents, accounts, parts, due, counts, now, sequence),
                decisions);
    }

    Remediation remediation() {
        return remediation;
    }

    Causes causes() {
        return causes;
    }

    void signal(Signal s) {
        count(1, 0, 0, 0, 0, 0, 0, 0);
        if (s.time().isEmpty() || s.node().isEmpty()) {
            count(0, 0, 0, 0, 0, 0, 0, 1);
            return;
        }
        long at = s.time().get().toEpochMilli();
        if (now != Long.MIN_VALUE && at > now + AHEAD_MILLIS && now > 0) {
            count(0, 0, 0, 0, 0, 0, 1, 0);
            at = now;
        }
        count(0, 0, 0, 0, 0, at < now - LATE_MILLIS ? 1 : 0, 0, 0);
        now = Math.max(now, at);
        if (!heard(s, at)) {
            return;
        }
        Unit unit = unit(s.place());
        long identity = identity(s, at);
        if (unit.seen().has(identity)) {
            count(0, 0, 1, 0, 0, 0, 0, 0);
            return;
        }
        Object[] memory = unit.memory().toArray();
        List<Judge.Finding> findings = judge.judge(s, at, memory);
        put(
                s.place(),
                new Unit(
                        judge.stamp(),
                        unit.seen().then(identity, SEEN_MAX),
                        Arrays.asList(memory),
                        unit.incident(),
                        unit.lastFault(),
                        unit.code(),
                        unit.codes()));
        remediation.told(s, at);
        for (Judge.Finding finding : findings) {
            found(finding, s, at);
        }
    }

    private void found(Judge.Finding finding, Signal s, long at) {
        Detector d = finding.detector();
        if (finding.fault()) {
            String cause = d.cause().equals("code") ? s.code().toLowerCase(Locale.ROOT) : d.cause();
            fault(new Fault(
                    at,
                    s.node(),
                    s.entity(),
                    s.code(),
                    d.id(),
                    Judge.action(d, s),
                    cause,
                    s.attribute("serial"),
                    finding.reason()));
        } else if (finding.waitMillis() > 0) {
            int slot = rules.detectors().indexOf(d);
            later(
                    at + finding.waitMillis(),
                    "hold|" + slot + "|" + at + "|" + s.code() + "|" + s.node() + "|" + s.entity());
        } else {
            count(0, 0, 0, 1, 0, 0, 0, 0);
            decide(at, What.SUPPRESSED, unit(s.place()).incident(), d.id(), s.node(), s.entity(), "", finding.reason());
        }
    }

    void fault(Fault fault) {
        count(0, 1, 0, 0, 0, 0, 0, 0);
        causes.fault(fault);
    }

    /** Notes that the node was heard; false if it has sent more than it may. */
    private boolean heard(Signal s, long at) {
        NodeMemory node = nodes.get(s.node(), NodeMemory.NEW);
        long minute = Math.floorDiv(at, MINUTE);
        int sent = node.minute() == minute ? node.sent() + 1 : 1;
        boolean periodic = PERIODIC.contains(s.kind());
        if (periodic && node.lastSeen() == Long.MIN_VALUE) {
            missing(s.node(), at);
        }
        String cordoned = remediation.cordonedByOthers(s, node);
        nodes = nodes.put(
                s.node(),
                new NodeMemory(
                        periodic ? Math.max(node.lastSeen(), at) : node.lastSeen(),
                        minute,
                        sent,
                        cordoned,
                        node.acting(),
                        node.freed(),
                        node.history(),
                        node.boot()));
        if (sent > rules.nodeSignalsPerMinute()) {
            count(0, 0, 0, 0, 1, 0, 0, 0);
            if (sent == rules.nodeSignalsPerMinute() + 1) {
                decide(
                        at,
                        What.REFUSED,
                        "",
                        "flood",
                        s.node(),
                        "",
                        "",
                        "over " + rules.nodeSignalsPerMinute()
                                + " signals in a minute: the rest of this minute is counted only");
            }
            return false;
        }
        return true;
    }

    private void missing(String node, long at) {
        for (int slot = 0; slot < judge.slots(); slot++) {
            if (judge.detector(slot).type() == Detector.Type.MISSING) {
                later(at + judge.detector(slot).holdMillis(), "missing|" + slot + "|" + node);
            }
        }
    }

    Unit unit(String place) {
        Unit found = units.get(place);
        if (found == null) {
            return new Unit(
                    judge.stamp(),
                    Longs.NONE,
                    Arrays.asList(new Object[judge.slots()]),
                    "",
                    Long.MIN_VALUE,
                    "",
                    Longs.NONE);
        }
        return found.rules() == judge.stamp()
                ? found
                : new Unit(
                        judge.stamp(),
                        found.seen(),
                        Arrays.asList(new Object[judge.slots()]),
                        found.incident(),
                        found.lastFault(),
                        found.code(),
                        found.codes());
    }

    void put(String place, Unit unit) {
        units = units.put(place, unit);
    }

    private static long identity(Signal s, long at) {
        long hash = at * 0x9e3779b97f4a7c15L;
        hash = (hash ^ s.code().hashCode()) * 0xff51afd7ed558ccdL;
        hash = (hash ^ s.kind().hashCode()) * 0xc4ceb9fe1a85ec53L;
        return hash ^ s.raw().hashCode() * 31L ^ (hash >>> 32);
    }

    void decide(
            long at,
            What what,
            String incident,
            String rule,
            String node,
            String entity,
            String action,
            String reason) {
        decisions.add(new Decision(at, what, incident, rule, node, entity, action, reason));
    }

    String nextId() {
        sequence++;
        return "I-" + sequence;
    }

    /** Has {@code what} looked at when the time has come. */
    void later(long when, String what) {
        String span = Long.toString(Math.floorDiv(when, SPAN_MILLIS) + 1);
        List<String> more = new ArrayList<>(due.get(span, List.of()));
        if (!more.contains(what)) {
            more.add(what);
            due = due.put(span, List.copyOf(more));
        }
    }

    /** The time at which the next wait is over; far away if nothing waits. */
    static long nextDue(HealthState state) {
        long[] first = {Long.MAX_VALUE / SPAN_MILLIS};
        state.due.each((span, list) -> first[0] = Math.min(first[0], Long.parseLong(span)));
        return first[0] * SPAN_MILLIS;
    }

    void timer(long at) {
        now = Math.max(now, at);
        Set<Long> spans = new TreeSet<>();
        due.each((span, list) -> {
            if (Long.parseLong(span) * SPAN_MILLIS <= at) {
                spans.add(Long.parseLong(span));
            }
        });
        for (long span : spans) {
            List<String> waits = due.get(Long.toString(span), List.of());
            due = due.remove(Long.toString(span));
            for (String what : waits) {
                over(what.split("\\|", -1), span * SPAN_MILLIS);
            }
        }
    }

    private void over(String[] what, long at) {
        switch (what[0]) {
            case "hold" -> hold(what, at);
            case "missing" -> silent(what, at);
            case "settle", "held", "burnin", "probation", "quiet" -> remediation.over(what[0], what[1], at);
            default -> throw new IllegalStateException("an unknown wait: " + what[0]);
        }
    }

    private void hold(String[] what, long at) {
        int slot = Integer.parseInt(what[1]);
        long since = Long.parseLong(what[2]);
        String place = what[5].isEmpty() ? what[4] : what[4] + "/" + what[5];
        if (slot >= judge.slots()) {
            return;
        }
        Unit unit = unit(place);
        Object[] memory = unit.memory().toArray();
        if (judge.stillHolds(slot, since, memory)) {
            judge.tell(slot, since, memory);
            put(
                    place,
                    new Unit(
                            judge.stamp(),
                            unit.seen(),
                            Arrays.asList(memory),
                            unit.incident(),
                            unit.lastFault(),
                            unit.code(),
                            unit.codes()));
            Detector d = judge.detector(slot);
            fault(new Fault(
                    at, what[4], what[5], what[3], d.id(), d.action(), d.cause(), "", "it lasted: " + d.because()));
        }
    }

    private void silent(String[] what, long at) {
        int slot = Integer.parseInt(what[1]);
        NodeMemory node = nodes.get(what[2]);
        if (slot >= judge.slots() || node == null) {
            return;
        }
        Detector d = judge.detector(slot);
        if (at - node.lastSeen() < d.holdMillis()) {
            later(node.lastSeen() + d.holdMillis(), "missing|" + slot + "|" + what[2]);
        } else if (node.cordonedBy().isEmpty()) {
            fault(new Fault(
                    at,
                    what[2],
                    "",
                    "MISSING",
                    d.id(),
                    d.action(),
                    d.cause(),
                    "",
                    "nothing heard of it: " + d.because()));
            nodes = nodes.put(
                    what[2],
                    new NodeMemory(
                            Long.MIN_VALUE,
                            node.minute(),
                            node.sent(),
                            node.cordonedBy(),
                            node.acting(),
                            node.freed(),
                            node.history(),
                            node.boot()));
        }
    }

    @SuppressWarnings("TooManyParameters")
    void count(
            long signals,
            long faults,
            long duplicates,
            long suppressed,
            long refused,
            long late,
            long ahead,
            long untimed) {
        counts = new Counts(
                counts.signals() + signals,
                counts.faults() + faults,
                counts.duplicates() + duplicates,
                counts.suppressed() + suppressed,
                counts.refused() + refused,
                counts.late() + late,
                counts.ahead() + ahead,
                counts.untimed() + untimed);
    }
}
