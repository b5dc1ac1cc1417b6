/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.engine.Decision.What;
import io.plimsoll.health.engine.HealthState.Child;
import io.plimsoll.health.engine.HealthState.Domain;
import io.plimsoll.health.engine.HealthState.NodeMemory;
import io.plimsoll.health.engine.HealthState.Part;
import io.plimsoll.health.engine.HealthState.Past;
import io.plimsoll.health.engine.HealthState.Unit;
import io.plimsoll.health.engine.Incident.Phase;
import io.plimsoll.health.rules.Detector;
import io.plimsoll.health.rules.Remedy;
import io.plimsoll.health.rules.RuleSet.Correlation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the incident that a fault belongs to: that of its unit while a burst lasts, that of a domain which explains many
 * faults at once, or a new one. Blames the part or the slot by where serials failed before.
 */
final class Causes {

    private static final int CHILDREN_KEPT = 512;
    private static final long WORTH_WAITING_MILLIS = 600_000;
    private static final int HISTORY_MAX = 24;
    private static final int PLACES_MAX = 8;

    private final Turn turn;

    Causes(Turn turn) {
        this.turn = turn;
    }

    void fault(Fault fault) {
        lemon(fault);
        Unit unit = turn.unit(fault.place());
        Incident own = unit.incident().isEmpty() ? null : turn.incidents.get(unit.incident());
        boolean repaired = own != null && (own.phase() == Phase.PROBATION || own.phase() == Phase.BURN_IN);
        if (own != null && !repaired) {
            join(own, fault);
            correlate(fault, own.id());
            return;
        }
        Incident explaining = explained(fault);
        if (explaining != null) {
            join(explaining, fault);
            remember(fault, explaining.id());
            return;
        }
        if (own != null) {
            turn.remediation().refault(own, fault);
            remember(fault, own.id());
            return;
        }
        Incident opened = open(fault);
        remember(fault, opened.id());
        boolean wider = correlate(fault, opened.id());
        if (!wider) {
            turn.remediation().begin(opened, fault.at(), shareable(fault));
        }
    }

    private void join(Incident incident, Fault fault) {
        Incident joined = incident.joined(fault.at(), incident.domain() ? fault.node() : "");
        Optional<Remedy> asked = Remedy.of(fault.action());
        boolean harder = !incident.domain()
                && asked.isPresent()
                && incident.step().map(s -> s.compareTo(asked.get()) < 0).orElse(true);
        turn.incidents = turn.incidents.put(incident.id(), harder ? joined.with(asked) : joined);
        turn.decide(
                fault.at(),
                What.JOINED,
                incident.id(),
                fault.rule(),
                fault.node(),
                fault.entity(),
                "",
                fault.code() + ": " + fault.reason());
        if (harder && (incident.phase() == Phase.WATCHED)) {
            turn.remediation().begin(turn.incidents.get(incident.id(), joined), fault.at(), false);
        }
    }

    private Incident open(Fault fault) {
        String blame = blame(fault);
        Optional<Remedy> step = blame.startsWith("serial") ? Optional.of(Remedy.RMA) : Remedy.of(fault.action());
        Incident incident = new Incident(
                turn.nextId(),
                fault.at(),
                fault.at(),
                fault.place(),
                fault.node(),
                fault.entity(),
                fault.code(),
                fault.cause(),
                fault.rule(),
                Phase.WATCHED,
                step,
                List.of(),
                1,
                blame,
                "");
        turn.incidents = turn.incidents.put(incident.id(), incident);
        turn.decide(
                fault.at(),
                What.OPENED,
                incident.id(),
                fault.rule(),
                fault.node(),
                fault.entity(),
                fault.action(),
                fault.code() + ": " + fault.reason() + (blame.isEmpty() ? "" : "; blames " + blame));
        return incident;
    }

    private void remember(Fault fault, String incident) {
        Unit unit = turn.unit(fault.place());
        turn.put(
                fault.place(),
                new Unit(
                        unit.rules(),
                        unit.seen(),
                        unit.memory(),
                        incident,
                        Math.max(unit.lastFault(), fault.at()),
                        fault.code(),
                        unit.codes()));
    }

    /** Serial or slot: the one that failed with several others on the other side. */
    private String blame(Fault fault) {
        if (fault.serial().isEmpty()) {
            return "";
        }
        int slots = place("serial " + fault.serial(), fault.place());
        int serials = place("slot " + fault.place(), fault.serial());
        if (slots >= turn.rules.slotsForPart()) {
            return "serial " + fault.serial();
        }
        return serials >= turn.rules.partsForSlot() ? "slot " + fault.place() : "";
    }

    private int place(String key, String place) {
        Part part = turn.parts.get(key, new Part(List.of()));
        if (part.places().contains(place)) {
            return part.places().size();
        }
        List<String> places = new ArrayList<>(part.places());
        places.add(place);
        if (places.size() > PLACES_MAX) {
            places.removeFirst();
        }
        turn.parts = turn.parts.put(key, new Part(List.copyOf(places)));
        return places.size();
    }

    /** Whether a domain that this node is in may explain the fault within minutes, so that it is worth waiting for. */
    private boolean shareable(Fault fault) {
        return turn.rules.settleMillis() > 0
                && turn.rules.correlations().stream()
                        .filter(c -> c.causes().contains(fault.cause()) && c.windowMillis() <= WORTH_WAITING_MILLIS)
                        .anyMatch(c -> !c.domain().equals("node")
                                && !domainsOf(fault.node(), c.domain()).isEmpty());
    }

    private List<String> domainsOf(String node, String kind) {
        if (kind.equals("node")) {
            return List.of("node:" + node);
        }
        return turn.topology.place(node).stream()
                .flatMap(p -> p.domains().stream())
                .filter(d -> d.startsWith(kind + ":"))
                .toList();
    }

    private static String key(String domain, Correlation c) {
        return domain + "|" + String.join(",", c.causes().stream().sorted().toList());
    }

    /** The open incident of a domain that this fault's cause and place fall under; null for none. */
    private @Nullable Incident explained(Fault fault) {
        for (Correlation c : turn.rules.correlations()) {
            if (c.causes().contains(fault.cause())) {
                for (String domain : domainsOf(fault.node(), c.domain())) {
                    Domain d = turn.domains.get(key(domain, c), Domain.NEW);
                    Incident incident = d.incident().isEmpty() ? null : turn.incidents.get(d.incident());
                    if (incident != null && (!c.sameCode() || incident.code().equals(fault.code()))) {
                        return incident;
                    }
                }
            }
        }
        return null;
    }

    /** Counts the fault in each domain that it is in; opens the incident of the one that explains the most. */
    private boolean correlate(Fault fault, String incident) {
        Correlation best = null;
        String bestDomain = "";
        double bestShare = -1;
        for (Correlation c : turn.rules.correlations()) {
            if (!c.causes().contains(fault.cause())) {
                continue;
            }
            for (String domain : domainsOf(fault.node(), c.domain())) {
                double share = counted(c, domain, fault, incident);
                if (share > bestShare) {
                    best = c;
                    bestDomain = domain;
                    bestShare = share;
                }
            }
        }
        if (best == null || bestShare < 0) {
            return false;
        }
        openDomain(best, bestDomain, fault);
        return true;
    }

    /** The share of the domain's units with such faults if they are enough, else -1. */
    private double counted(Correlation c, String domain, Fault fault, String incident) {
        String key = key(domain, c);
        Domain before = turn.domains.get(key, Domain.NEW);
        String unit = c.domain().equals("node") ? fault.place() : fault.node();
        List<Child> children = new ArrayList<>(before.children().size() + 1);
        int same = 1;
        for (Child child : before.children()) {
            if (child.at() >= fault.at() - c.windowMillis() && !child.unit().equals(unit)) {
                children.add(child);
                same += !c.sameCode() || child.code().equals(fault.code()) ? 1 : 0;
            }
        }
        children.add(new Child(unit, fault.at(), fault.code(), incident));
        if (children.size() > CHILDREN_KEPT) {
            children.removeFirst();
        }
        turn.domains = turn.domains.put(key, new Domain(List.copyOf(children), before.incident()));
        boolean open = !before.incident().isEmpty() && turn.incidents.get(before.incident()) != null;
        int members = c.domain().equals("node") ? 0 : turn.topology.size(domain);
        double needed = Math.max(c.children(), Math.ceil(c.share() * members));
        return open || same < needed ? -1 : members == 0 ? 1 : (double) same / members;
    }

    private void openDomain(Correlation c, String domain, Fault fault) {
        String key = key(domain, c);
        Domain found = turn.domains.get(key, Domain.NEW);
        List<String> units = found.children().stream()
                .map(Child::unit)
                .distinct()
                .limit(Incident.CHILDREN_MAX)
                .toList();
        boolean within = c.domain().equals("node");
        Incident incident = new Incident(
                turn.nextId(),
                fault.at(),
                fault.at(),
                domain,
                within ? fault.node() : "",
                "",
                fault.code(),
                fault.cause(),
                "correlate-" + c.domain(),
                Phase.WATCHED,
                within ? strongest(found.children()) : Optional.empty(),
                units,
                found.children().size(),
                "",
                "");
        turn.incidents = turn.incidents.put(incident.id(), incident);
        turn.domains = turn.domains.put(key, new Domain(found.children(), incident.id()));
        turn.decide(
                fault.at(),
                What.OPENED,
                incident.id(),
                incident.rule(),
                incident.node(),
                domain,
                "",
                units.size() + " of " + (within ? "its units" : turn.topology.size(domain) + " nodes") + " within "
                        + c.windowMillis() / 1_000 + " s: " + c.because());
        for (Child child : found.children()) {
            absorb(child, incident, fault.at());
        }
        turn.remediation().begin(incident, fault.at(), false);
    }

    private Optional<Remedy> strongest(List<Child> children) {
        return children.stream()
                .map(child -> turn.incidents.get(child.incident()))
                .filter(i -> i != null && i.step().isPresent())
                .map(i -> i.step().get())
                .max(Remedy::compareTo);
    }

    /** The child's own incident ends in the wider one; a cordon that was set for it ends too, if nothing was done yet. */
    private void absorb(Child child, Incident into, long at) {
        Incident own = turn.incidents.get(child.incident());
        if (own == null
                || own.domain()
                || own.id().equals(into.id())
                || own.phase().compareTo(Phase.TESTING) >= 0) {
            return;
        }
        turn.remediation().release(own, at, "explained by " + into.place());
        turn.incidents = turn.incidents.remove(own.id());
        Unit unit = turn.unit(own.place());
        turn.put(
                own.place(),
                new Unit(
                        unit.rules(),
                        unit.seen(),
                        unit.memory(),
                        into.id(),
                        unit.lastFault(),
                        unit.code(),
                        unit.codes()));
        turn.decide(
                at,
                What.JOINED,
                into.id(),
                into.rule(),
                own.node(),
                own.entity(),
                own.id(),
                own.id() + " is explained by " + into.place());
    }

    /** Counts the node's faults; same cause again, and a fault soon after a repair, count double. */
    private void lemon(Fault fault) {
        NodeMemory node = turn.nodes.get(fault.node(), NodeMemory.NEW);
        if (!node.history().isEmpty() && fault.at() - node.history().getLast().at() < turn.rules.burstGapMillis()) {
            return;
        }
        List<Past> history = new ArrayList<>(node.history());
        history.add(new Past(fault.at(), fault.cause()));
        if (history.size() > HISTORY_MAX) {
            history.removeFirst();
        }
        turn.nodes = turn.nodes.put(
                fault.node(),
                new NodeMemory(
                        node.lastSeen(),
                        node.minute(),
                        node.sent(),
                        node.cordonedBy(),
                        node.acting(),
                        node.freed(),
                        List.copyOf(history),
                        node.boot()));
        for (Detector d : turn.rules.detectors()) {
            if (d.type() == Detector.Type.LEMON && points(history, d, fault, node) >= d.count()) {
                turn.decide(
                        fault.at(),
                        What.LEMON,
                        "",
                        d.id(),
                        fault.node(),
                        "",
                        "",
                        points(history, d, fault, node) + " points in the window: " + d.because());
            }
        }
    }

    private static int points(List<Past> history, Detector d, Fault fault, NodeMemory node) {
        int points = 0;
        for (Past past : history) {
            if (past.at() >= fault.at() - d.windowMillis()) {
                points += past.cause().equals(fault.cause()) ? 2 : 1;
            }
        }
        boolean refault = node.freed() != Long.MIN_VALUE && fault.at() - node.freed() <= 7 * 86_400_000L;
        return points + (refault ? 2 : 0);
    }
}
