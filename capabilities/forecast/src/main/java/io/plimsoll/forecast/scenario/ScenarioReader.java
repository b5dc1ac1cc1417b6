/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.scenario;

import io.plimsoll.forecast.scenario.Scenario.Commitment;
import io.plimsoll.forecast.scenario.Scenario.Crew;
import io.plimsoll.forecast.scenario.Scenario.Delivery;
import io.plimsoll.forecast.scenario.Scenario.Failure;
import io.plimsoll.forecast.scenario.Scenario.Leak;
import io.plimsoll.forecast.scenario.Scenario.Part;
import io.plimsoll.forecast.scenario.Scenario.Shift;
import io.plimsoll.forecast.scenario.Scenario.Shock;
import io.plimsoll.forecast.scenario.Scenario.UnitClass;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblems;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a scenario from YAML or JSON. A rate without a source is refused; everything that is wrong is told at once. */
public final class ScenarioReader {

    private static final int NODES_MAX = 1_000_000;
    private static final double DAYS_MAX = 36_500;
    private static final double EVENTS_MAX = 2e7;

    private final InputProblems problems;
    private final Map<String, UnitClass> classes = new HashMap<>();
    private final Set<String> partNames = new HashSet<>();
    private final Set<String> crewNames = new HashSet<>();
    private final Set<String> kinds = new HashSet<>();
    private double expectedEvents;
    private double horizon;

    private ScenarioReader(InputProblems problems) {
        this.problems = problems;
    }

    /**
     * @param source the scenario as the user named it
     * @throws BadInputException with everything that is wrong
     */
    public static Scenario read(InputStream in, String source) {
        InputProblems problems = new InputProblems(source);
        return new ScenarioReader(problems).scenario(Node.read(in, problems));
    }

    private Scenario scenario(Node top) {
        String name = top.get("name").text();
        horizon = top.get("horizonDays").number(Double.NaN, 1, DAYS_MAX);
        double warmUp = top.get("warmUpDays").number(0, 0, DAYS_MAX);
        List<UnitClass> fleet = new ArrayList<>();
        for (Node n : some(top.get("fleet"), "fleet: a list with at least one class of nodes")) {
            UnitClass c = unitClass(n);
            if (classes.put(c.name(), c) != null) {
                n.problem(c.name(), n.path() + ": a class name that no other has", "");
            }
            fleet.add(c);
        }
        List<Part> parts = new ArrayList<>();
        top.get("parts").list().forEach(n -> parts.add(part(n)));
        List<Crew> crews = new ArrayList<>();
        top.get("crews").list().forEach(n -> crews.add(crew(n)));
        List<Failure> failures = new ArrayList<>();
        top.get("failures").list().forEach(n -> failures.add(failure(n)));
        List<Shock> shocks = new ArrayList<>();
        top.get("shocks").list().forEach(n -> shocks.add(shock(n)));
        List<Leak> leaks = new ArrayList<>();
        top.get("leaks").list().forEach(n -> leaks.add(leak(n)));
        List<Commitment> commitments = new ArrayList<>();
        for (Node n : some(top.get("commitments"), "commitments: a list with at least one promise")) {
            commitments.add(new CommitmentReader(classes, horizon).commitment(n));
        }
        if (nodes(Optional.empty()) > NODES_MAX) {
            top.problem(nodes(Optional.empty()) + " nodes", "at most " + NODES_MAX + " nodes in all", "");
        }
        if (failures.isEmpty() && shocks.isEmpty()) {
            top.problem("no failures", "failures or shocks: what can go wrong, each with a source", "");
        }
        if (expectedEvents > EVENTS_MAX) {
            top.problem(
                    String.format(java.util.Locale.ROOT, "about %.3g events a replication", expectedEvents),
                    "at most " + (long) EVENTS_MAX,
                    "check the units of the rates: a scenario like this does not end");
        }
        top.refuseUnknownKeys();
        problems.refuseIfAny();
        return new Scenario(
                name.isEmpty() ? problems.source() : name,
                horizon,
                warmUp,
                fleet,
                failures,
                parts,
                crews,
                shocks,
                leaks,
                commitments);
    }

    private static List<Node> some(Node list, String expected) {
        if (list.list().isEmpty()) {
            list.problem(list.text(), expected, "");
        }
        return list.list();
    }

    private String named(Node n, String key, Set<String> taken) {
        String name = n.get(key).required("a name");
        if (!name.isEmpty() && !taken.add(name)) {
            n.problem(name, n.path() + ": a name that no other has", "");
        }
        return name;
    }

    private String source(Node n) {
        String source = n.get("source").text();
        if (source.isEmpty()) {
            n.problem(
                    "no source",
                    n.path() + ".source: where the rate or time is from",
                    "name the log, contract or paper");
        }
        return source;
    }

    private UnitClass unitClass(Node n) {
        String name = n.get("class").required("the name of the class");
        int gpus = n.get("gpusPerNode").whole(-1, 1, 1024);
        Node rack = n.get("rack");
        int trays = rack.get("trays").whole(1, 1, 1000);
        int needed = rack.get("needed").whole(trays, 1, Math.max(1, trays));
        Node acceptance = n.get("acceptance");
        double yield = acceptance.get("yield").number(1, 0, 1);
        DurationLaw rework = acceptance.present() ? duration(acceptance.get("rework"), true) : DurationLaw.NONE;
        if (acceptance.present()) {
            source(acceptance);
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (Node d : n.get("deliveries").list()) {
            deliveries.addAll(deliveries(d, yield, rework));
        }
        if (n.has("nodes")) {
            double age = n.get("ageDays").number(0, 0, DAYS_MAX);
            int nodes = n.get("nodes").whole(-1, 1, NODES_MAX);
            deliveries.addFirst(
                    new Delivery(Double.NEGATIVE_INFINITY, nodes, age, DurationLaw.NONE, 1, DurationLaw.NONE));
        }
        int all = deliveries.stream().mapToInt(Delivery::nodes).sum();
        if (all < 1 || all > NODES_MAX) {
            n.problem(all + " nodes", n.path() + ": 1 to " + NODES_MAX + " nodes, by nodes or deliveries", "");
        }
        return new UnitClass(name, gpus, trays, needed, deliveries);
    }

    /** One delivery, or one for each day of a ramp. */
    private List<Delivery> deliveries(Node n, double yield, DurationLaw rework) {
        double day = n.get("day").number(Double.NaN, 0, DAYS_MAX);
        int nodes = n.get("nodes").whole(-1, 1, NODES_MAX);
        int perDay = n.get("perDay").whole(nodes, 1, NODES_MAX);
        boolean slips = n.has("slip");
        DurationLaw slip = slips ? duration(n.get("slip"), true) : DurationLaw.NONE;
        if (slips) {
            source(n);
        } else {
            n.get("source");
        }
        List<Delivery> out = new ArrayList<>();
        for (int left = nodes; left > 0 && out.size() < DAYS_MAX; left -= perDay) {
            out.add(new Delivery(day + out.size(), Math.min(left, perDay), 0, slip, yield, rework));
        }
        return out;
    }

    private Part part(Node n) {
        String name = named(n, "part", partNames);
        int stock = n.get("stock").whole(-1, 0, 10_000_000);
        double condemned = n.get("condemned").number(0, 0, 1);
        return new Part(
                name,
                stock,
                duration(n.get("resupply"), condemned < 1),
                condemned,
                duration(n.get("supply"), condemned > 0),
                cents(n),
                source(n));
    }

    private static Optional<Long> cents(Node n) {
        return n.has("costCents")
                ? Optional.of((long) n.get("costCents").number(Double.NaN, 0, 1e15))
                : Optional.empty();
    }

    private Crew crew(Node n) {
        String name = named(n, "crew", crewNames);
        List<Shift> shifts = new ArrayList<>();
        for (Node s : n.get("shifts").list()) {
            double hour = s.get("hourOfWeek").number(Double.NaN, 0, 167.999);
            if (!shifts.isEmpty() && hour <= shifts.getLast().hourOfWeek()) {
                s.problem(s.get("hourOfWeek").text(), s.path() + ": a later hour than the shift before", "");
            }
            shifts.add(new Shift(hour, s.get("technicians").whole(-1, 0, 1_000_000)));
        }
        int technicians = n.get("technicians")
                .whole(shifts.isEmpty() ? -1 : shifts.getLast().technicians(), 0, 1_000_000);
        if (technicians == 0 && shifts.stream().allMatch(s -> s.technicians() == 0)) {
            n.problem("0 technicians", n.path() + ": at least one, or nothing is ever repaired", "");
        }
        return new Crew(name, technicians, shifts, cents(n));
    }

    private Optional<String> unitClassOf(Node n) {
        Optional<String> name = n.get("class").optional();
        name.filter(c -> !classes.containsKey(c))
                .ifPresent(c -> n.problem(c, n.path() + ".class: one of " + classes.keySet(), ""));
        return name;
    }

    private Optional<String> known(Node n, String key, Set<String> names) {
        Optional<String> name = n.get(key).optional().filter(t -> !t.equals("none"));
        name.filter(t -> !names.contains(t))
                .ifPresent(t -> n.problem(t, n.path() + "." + key + ": one of " + names + ", or none", ""));
        return name;
    }

    private int nodes(Optional<String> unitClass) {
        return classes.values().stream()
                .filter(c -> unitClass.isEmpty() || c.name().equals(unitClass.get()))
                .mapToInt(UnitClass::nodes)
                .sum();
    }

    private Failure failure(Node n) {
        String kind = named(n, "kind", kinds);
        Optional<String> unitClass = unitClassOf(n);
        RateReader.Rate rate = RateReader.failure(
                n,
                unitClass.map(classes::get).or(() -> classes.values().stream().findFirst()));
        boolean triaged = n.has("triage");
        double refault = 0;
        DurationLaw refaultAfter = DurationLaw.NONE;
        if (n.has("refault")) {
            Node r = n.get("refault");
            refault = r.get("share").number(Double.NaN, 0, 0.95);
            refaultAfter = duration(r.get("after"), true);
            source(r);
        }
        Optional<String> crew = known(n, "crew", crewNames);
        expectedEvents += 4 * rate.perNodeDay() * nodes(unitClass) * horizon / (1 - Math.min(0.99, refault));
        return new Failure(
                kind,
                unitClass,
                rate.perNodeDay(),
                n.get("shape").number(1, 0.05, 20),
                rate.uncertainty(),
                triaged ? duration(n.get("triage"), true) : DurationLaw.NONE,
                n.get("fixedByTriage").number(0, 0, 1),
                known(n, "part", partNames),
                crew,
                duration(n.get("repair"), true),
                refault,
                refaultAfter,
                source(n));
    }

    private Shock shock(Node n) {
        String kind = named(n, "shock", kinds);
        Optional<String> unitClass = unitClassOf(n);
        RateReader.Rate rate = RateReader.shock(n);
        int hit = n.get("nodesHit").whole(-1, 1, NODES_MAX);
        double damage = n.get("damage").number(0, 0, 1);
        Optional<String> damageKind = known(n, "damageKind", kinds);
        if (damage > 0 && damageKind.isEmpty()) {
            n.problem("", n.path() + ".damageKind: the kind of failure that the damaged have", "");
        }
        expectedEvents += rate.perNodeDay() * horizon * (1 + hit);
        return new Shock(
                kind,
                unitClass,
                rate.perNodeDay(),
                rate.uncertainty(),
                hit,
                n.get("share").number(1, 0, 1),
                duration(n.get("outage"), true),
                damage,
                damageKind,
                source(n));
    }

    private Leak leak(Node n) {
        Optional<String> kind = known(n, "kind", kinds);
        if (kind.isEmpty()) {
            n.problem("", n.path() + ".kind: the kind of failure that a leaked defect shows as", "");
        }
        Optional<String> unitClass = unitClassOf(n);
        return new Leak(
                kind.orElse(""),
                unitClass,
                n.get("nodes").number(Double.NaN, 0, Math.max(1, nodes(unitClass))),
                duration(n.get("after"), true),
                source(n));
    }

    private static DurationLaw duration(Node n, boolean needed) {
        return DurationReader.read(n, needed);
    }
}
