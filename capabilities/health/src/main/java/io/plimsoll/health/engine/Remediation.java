/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision.What;
import io.plimsoll.health.engine.HealthState.NodeMemory;
import io.plimsoll.health.engine.Incident.Phase;
import io.plimsoll.health.rules.Remedy;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes an incident from its remedy through its tests into probation, up the ladder when the fault comes back. It never frees
 * a node that it did not cordon, and never serves one untested.
 */
final class Remediation {

    /** An incident without a remedy is over after this many silent bursts. */
    private static final int QUIET_BURSTS = 10;

    private static final long RETRY_MILLIS = 1_800_000;

    private final Turn turn;
    private final Budgets budgets;

    Remediation(Turn turn) {
        this.turn = turn;
        this.budgets = new Budgets(turn);
    }

    Budgets budgets() {
        return budgets;
    }

    /** A new incident, or one that now asks for a remedy. */
    void begin(Incident incident, long at, boolean shareable) {
        if (incident.step().isEmpty() || incident.node().isEmpty()) {
            turn.later(at + quiet(), "quiet|" + incident.id());
        } else if (shareable) {
            put(incident.with(Phase.SETTLING, incident.last()));
            turn.later(at + turn.rules.settleMillis(), "settle|" + incident.id());
        } else {
            act(incident, at);
        }
    }

    /** The fault came back under watch: the next harder remedy. */
    void refault(Incident incident, Fault fault) {
        Incident joined = incident.joined(fault.at(), "");
        Optional<Remedy> harder = incident.step().flatMap(Remedy::next).or(incident::step);
        Optional<Remedy> asked = Remedy.of(fault.action());
        Optional<Remedy> step =
                asked.isPresent() && harder.isPresent() && asked.get().compareTo(harder.get()) > 0 ? asked : harder;
        turn.decide(
                fault.at(),
                What.JOINED,
                incident.id(),
                fault.rule(),
                fault.node(),
                fault.entity(),
                "",
                fault.code() + " within probation: the remedy did not hold");
        act(joined.with(step), fault.at());
    }

    private void act(Incident incident, long at) {
        Remedy step = incident.step().orElseThrow();
        NodeMemory node = node(incident.node());
        boolean out = !node.acting().isEmpty();
        String refused = out ? "" : budgets.refusal(incident, at);
        if (!refused.isEmpty()) {
            if (incident.phase() != Phase.HELD) {
                turn.decide(
                        at,
                        What.HELD,
                        incident.id(),
                        "budget",
                        incident.node(),
                        incident.entity(),
                        step.name(),
                        refused);
            }
            put(incident.with(Phase.HELD, incident.last()));
            turn.later(at + RETRY_MILLIS, "held|" + incident.id());
            return;
        }
        if (!out) {
            budgets.take(incident, at);
            turn.decide(
                    at,
                    What.CORDONED,
                    incident.id(),
                    incident.rule(),
                    incident.node(),
                    incident.entity(),
                    step.name(),
                    incident.code() + (incident.approvedBy().isEmpty() ? "" : ", allowed by " + incident.approvedBy()));
        }
        acting(incident.node(), incident.id(), true, at);
        put(incident.with(Phase.ACTING, incident.last()));
        turn.decide(
                at,
                What.STEP,
                incident.id(),
                incident.rule(),
                incident.node(),
                incident.entity(),
                step.name(),
                "needs: " + step.needs() + "; shows: " + step.shows() + "; then tests: "
                        + turn.rules.tests().getOrDefault(step, "full"));
    }

    /** What came back of remedies, tests and approvals, and what other systems did to the node. */
    void told(Signal s, long at) {
        switch (s.kind()) {
            case "remedy" -> {
                of(s, Phase.ACTING, i -> {
                    if (s.code().equals("DONE")) {
                        done(i, at);
                    } else {
                        climb(i, at, "the remedy failed");
                    }
                });
                elsewhere(s, at);
            }
            case "test" ->
                of(s, Phase.TESTING, i -> {
                    if (s.code().equals("PASS")) {
                        passed(i, at);
                    } else {
                        climb(i, at, "the tests after it failed");
                    }
                });
            case "approval" -> {
                Incident held = turn.incidents.get(s.code());
                if (held != null
                        && held.phase() == Phase.HELD
                        && !s.attribute("by").isEmpty()) {
                    act(held.approved(s.attribute("by")), at);
                }
            }
            default -> {}
        }
    }

    /** A remedy that somebody else carried out while ours was not allowed yet. */
    private void elsewhere(Signal s, long at) {
        Incident own = turn.incidents.get(turn.unit(s.place()).incident());
        if (own != null && s.code().equals("DONE") && (own.phase() == Phase.HELD || own.phase() == Phase.SETTLING)) {
            close(own, at, "repaired by others while it was " + own.phase());
        }
    }

    private void of(Signal s, Phase phase, java.util.function.Consumer<Incident> then) {
        String id = s.attribute("incident");
        for (String acting : new TreeSet<>(node(s.node()).acting())) {
            Incident incident = turn.incidents.get(acting);
            if (incident != null && incident.phase() == phase && (id.isEmpty() || id.equals(incident.id()))) {
                then.accept(incident);
            }
        }
    }

    /** The remedy is done; the gate is shut until its tests have passed. */
    private void done(Incident incident, long at) {
        put(incident.with(Phase.TESTING, incident.last()));
        String remedy = incident.step().map(Enum::name).orElse("the remedy");
        turn.decide(
                at,
                What.STEP,
                incident.id(),
                "gate",
                incident.node(),
                incident.entity(),
                "TEST",
                remedy + " is done; must pass: "
                        + incident.step().map(turn.rules.tests()::get).orElse("full"));
    }

    private void climb(Incident incident, long at, String why) {
        Optional<Remedy> next = incident.step().flatMap(Remedy::next);
        budgets.failed(incident, at);
        if (next.isEmpty()) {
            turn.decide(
                    at,
                    What.HELD,
                    incident.id(),
                    "ladder",
                    incident.node(),
                    incident.entity(),
                    "",
                    why + ", and there is no harder remedy: a person decides");
            return;
        }
        put(incident.with(next).with(Phase.ACTING, incident.last()));
        turn.decide(
                at,
                What.STEP,
                incident.id(),
                "ladder",
                incident.node(),
                incident.entity(),
                next.get().name(),
                why);
    }

    private void passed(Incident incident, long at) {
        if (turn.rules.burnInMillis() > 0 && incident.phase() == Phase.TESTING) {
            put(incident.with(Phase.BURN_IN, at));
            turn.decide(
                    at,
                    What.STEP,
                    incident.id(),
                    "burn-in",
                    incident.node(),
                    incident.entity(),
                    "BURN_IN",
                    "tests passed; runs without load for " + turn.rules.burnInMillis() / 3_600_000.0 + " hours");
            turn.later(at + turn.rules.burnInMillis(), "burnin|" + incident.id());
            return;
        }
        release(
                incident,
                at,
                "passed the tests that " + incident.step().map(Enum::name).orElse("it") + " requires");
        if (turn.rules.probationMillis() > 0) {
            put(incident.with(Phase.PROBATION, at));
            turn.decide(
                    at,
                    What.PROBATION,
                    incident.id(),
                    "probation",
                    incident.node(),
                    incident.entity(),
                    "",
                    "watched for " + turn.rules.probationMillis() / 86_400_000.0 + " days");
            turn.later(at + turn.rules.probationMillis(), "probation|" + incident.id());
        } else {
            close(incident, at, "repaired and tested");
        }
    }

    /** Gives the budget back, and the node too unless another incident or another system holds it. */
    void release(Incident incident, long at, String why) {
        if (incident.node().isEmpty() || !node(incident.node()).acting().contains(incident.id())) {
            return;
        }
        acting(incident.node(), incident.id(), false, at);
        if (node(incident.node()).acting().isEmpty()) {
            budgets.give(incident);
            turn.incidents.each((id, held) -> {
                if (held.phase() == Phase.HELD) {
                    turn.later(at, "held|" + id);
                }
            });
            String other = node(incident.node()).cordonedBy();
            turn.decide(
                    at,
                    What.FREED,
                    incident.id(),
                    incident.rule(),
                    incident.node(),
                    incident.entity(),
                    "",
                    other.isEmpty() ? why : why + "; stays out of service for " + other + ", which is not ours to end");
        }
    }

    void over(String what, String id, long at) {
        Incident incident = turn.incidents.get(id);
        if (incident == null) {
            return;
        }
        switch (what) {
            case "settle" -> {
                if (incident.phase() == Phase.SETTLING) {
                    act(incident, at);
                }
            }
            case "held" -> {
                if (incident.phase() == Phase.HELD) {
                    act(incident, at);
                }
            }
            case "burnin" -> {
                if (incident.phase() == Phase.BURN_IN && at - incident.last() >= turn.rules.burnInMillis()) {
                    passed(incident, at);
                }
            }
            case "probation" -> {
                if (incident.phase() == Phase.PROBATION && at - incident.last() >= turn.rules.probationMillis()) {
                    close(incident, at, "silent through probation");
                }
            }
            case "quiet" -> {
                if (incident.phase() == Phase.WATCHED && at - incident.last() < quiet()) {
                    turn.later(incident.last() + quiet(), "quiet|" + id);
                } else if (incident.phase() == Phase.WATCHED) {
                    close(incident, at, "silent for " + quiet() / 60_000 + " minutes");
                }
            }
            default -> throw new IllegalStateException("an unknown wait: " + what);
        }
    }

    private long quiet() {
        return QUIET_BURSTS * turn.rules.burstGapMillis();
    }

    private void close(Incident incident, long at, String why) {
        turn.incidents = turn.incidents.remove(incident.id());
        turn.decide(at, What.CLOSED, incident.id(), incident.rule(), incident.node(), incident.entity(), "", why);
    }

    private void put(Incident incident) {
        turn.incidents = turn.incidents.put(incident.id(), incident);
    }

    private NodeMemory node(String name) {
        return turn.nodes.get(name, NodeMemory.NEW);
    }

    private void acting(String name, String incident, boolean begins, long at) {
        NodeMemory node = node(name);
        Set<String> acting = new TreeSet<>(node.acting());
        boolean changed = begins ? acting.add(incident) : acting.remove(incident);
        if (changed) {
            long freed = !begins && acting.isEmpty() ? at : node.freed();
            turn.nodes = turn.nodes.put(
                    name,
                    new NodeMemory(
                            node.lastSeen(),
                            node.minute(),
                            node.sent(),
                            node.cordonedBy(),
                            Set.copyOf(acting),
                            freed,
                            node.history(),
                            node.boot()));
        }
    }

    /** Who else holds the node out of service, after this signal. Our own name in the reason means us. */
    String cordonedByOthers(Signal s, NodeMemory node) {
        boolean slurm = s.kind().equals("slurm");
        boolean kubernetes = s.kind().equals("kubernetes") && s.code().equals("CORDONED");
        if (!slurm && !kubernetes) {
            return node.cordonedBy();
        }
        String reason = slurm ? s.attribute("reason") : new java.util.TreeMap<>(s.attributes()).toString();
        boolean ours = reason.contains("plimsoll");
        return s.severity() == Severity.INFO || ours ? "" : s.kind() + (reason.isEmpty() ? "" : ": " + reason);
    }
}
