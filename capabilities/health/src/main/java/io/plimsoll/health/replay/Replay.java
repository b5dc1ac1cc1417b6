/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.replay;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision;
import io.plimsoll.health.engine.Engine;
import io.plimsoll.health.engine.HealthState;
import io.plimsoll.health.engine.Incident;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.rules.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs recorded signals through rules and counts what came of it. The record is never changed; nothing is acted on. */
public final class Replay {

    private static final double HOUR = 3_600_000.0;
    private static final long WEEK = 7 * 86_400_000L;
    private static final int LISTED_MAX = 10_000;

    private Replay() {}

    /**
     * A span in which a node was out of service by our decision.
     *
     * @param to empty if it still was at the end of the recording
     */
    public record Cordon(
            String node, Instant from, Optional<Instant> to, String rule, String incident, double gpuHours) {}

    /** What one rule did. */
    public record PerRule(String rule, long incidents, long cordons, long held, long suppressed, double gpuHours) {}

    /**
     * What happened to a tenant's promise.
     *
     * @param floor nodes that were promised
     * @param least nodes in service at the worst moment, as far as automation took them
     */
    public record Contract(String tenant, int nodes, int floor, int least, double hoursBelowFloor, long heldForFloor) {}

    /**
     * What came of one replay.
     *
     * @param interruptions faults on a node that was in service
     * @param refaults of these, within 7 days after the node came back from a repair
     * @param caught faults of repaired nodes that were not yet back in service
     * @param gpuHours out of service by our decisions
     * @param mostOut nodes out of service at one moment
     */
    public record Result(
            String rules,
            long signals,
            Instant from,
            Instant to,
            Map<Decision.What, Long> decisions,
            HealthState.Counts counts,
            long interruptions,
            long refaults,
            long caught,
            double gpuHours,
            int mostOut,
            int openAtEnd,
            List<PerRule> perRule,
            List<Contract> contracts,
            List<Cordon> cordons,
            List<Decision> log) {}

    /** What other rules change. */
    public record Comparison(
            List<Cordon> gained,
            List<Cordon> lost,
            double gpuHours,
            long interruptions,
            long refaults,
            List<Contract> contracts) {}

    /** Signals without a time or a node are counted by the engine; the others are taken in the order of their times. */
    public static Result run(List<Signal> signals, Topology topology, RuleSet rules, int gpus) {
        List<Signal> ordered = signals.stream()
                .filter(s -> s.time().isPresent())
                .sorted(java.util.Comparator.comparing(s -> s.time().get()))
                .toList();
        Engine engine = new Engine(topology, rules);
        Tally tally = new Tally(topology, gpus);
        HealthState state = HealthState.EMPTY;
        for (Signal signal : ordered) {
            long at = signal.time().get().toEpochMilli();
            state = engine.clock(state, at, tally::decision);
            Engine.Stepped stepped = engine.step(state, signal);
            stepped.decisions().forEach(tally::decision);
            state = stepped.state();
        }
        return tally.result(rules, signals.size(), ordered, state);
    }

    /** What {@code other} gains and loses against {@code base}: a cordon is the same if the same node is out at the same time. */
    public static Comparison compare(Result base, Result other) {
        return new Comparison(
                without(other.cordons(), base.cordons()),
                without(base.cordons(), other.cordons()),
                other.gpuHours() - base.gpuHours(),
                other.interruptions() - base.interruptions(),
                other.refaults() - base.refaults(),
                other.contracts());
    }

    private static List<Cordon> without(List<Cordon> all, List<Cordon> known) {
        Map<String, List<Cordon>> byNode = new HashMap<>();
        known.forEach(
                c -> byNode.computeIfAbsent(c.node(), n -> new ArrayList<>()).add(c));
        return all.stream()
                .filter(c -> byNode.getOrDefault(c.node(), List.of()).stream().noneMatch(k -> overlap(c, k)))
                .toList();
    }

    private static boolean overlap(Cordon a, Cordon b) {
        Instant endA = a.to().orElse(Instant.MAX);
        Instant endB = b.to().orElse(Instant.MAX);
        return !a.from().isAfter(endB) && !b.from().isAfter(endA);
    }

    /** Counts decisions as they come. */
    private static final class Tally {
        private final Topology topology;
        private final int gpus;
        private final Map<Decision.What, Long> decisions = new TreeMap<>();
        private final Map<String, long[]> rules = new TreeMap<>();
        private final Map<String, Double> hours = new HashMap<>();
        private final Map<String, Decision> out = new HashMap<>();
        private final Map<String, Long> back = new HashMap<>();
        private final Map<String, int[]> tenants = new TreeMap<>();
        private final Map<String, double[]> below = new TreeMap<>();
        private final Map<String, Long> belowSince = new HashMap<>();
        private final List<Cordon> cordons = new ArrayList<>();
        private final List<Decision> log = new ArrayList<>();
        private long interruptions;
        private long refaults;
        private long caught;
        private double total;
        private int mostOut;

        Tally(Topology topology, int gpus) {
            this.topology = topology;
            this.gpus = gpus;
            topology.floors().forEach((tenant, floor) -> {
                tenants.put(
                        tenant, new int[] {topology.size("tenant:" + tenant), topology.size("tenant:" + tenant), 0});
                below.put(tenant, new double[1]);
            });
        }

        void decision(Decision d) {
            decisions.merge(d.what(), 1L, Long::sum);
            if (log.size() < LISTED_MAX) {
                log.add(d);
            }
            long[] rule = rules.computeIfAbsent(d.rule(), r -> new long[4]);
            switch (d.what()) {
                case OPENED -> {
                    rule[0]++;
                    fault(d);
                }
                case JOINED -> {
                    if (d.reason().contains("within probation")) {
                        fault(d);
                    }
                }
                case CORDONED -> {
                    rule[1]++;
                    out.put(d.node(), d);
                    mostOut = Math.max(mostOut, out.size());
                    tenant(d, -1);
                }
                case HELD -> {
                    rule[2]++;
                    if (d.reason().contains("promised")) {
                        held(topology.place(d.node())
                                .map(Topology.Place::tenant)
                                .orElse(""));
                    }
                }
                case SUPPRESSED -> rule[3]++;
                case FREED -> {
                    Decision from = out.remove(d.node());
                    if (from != null) {
                        cordon(from, d.at(), true);
                        back.put(d.node(), d.at());
                        tenant(d, 1);
                    }
                }
                default -> {}
            }
        }

        private double[] spent(String tenant) {
            return below.computeIfAbsent(tenant, t -> new double[1]);
        }

        private void held(String tenant) {
            int[] count = tenants.get(tenant);
            if (count != null) {
                count[2]++;
            }
        }

        private void fault(Decision d) {
            if (d.node().isEmpty()) {
                return;
            }
            if (out.containsKey(d.node())) {
                caught += d.reason().contains("within probation") ? 1 : 0;
                return;
            }
            interruptions++;
            Long returned = back.get(d.node());
            refaults += returned != null && d.at() - returned <= WEEK ? 1 : 0;
        }

        private void tenant(Decision d, int change) {
            String tenant = topology.place(d.node()).map(Topology.Place::tenant).orElse("");
            int[] count = tenants.get(tenant);
            if (count == null) {
                return;
            }
            int floor = topology.floors().getOrDefault(tenant, 0);
            count[1] += change;
            count[0] = Math.min(count[0], count[1]);
            if (count[1] < floor) {
                belowSince.putIfAbsent(tenant, d.at());
            } else {
                Long since = belowSince.remove(tenant);
                spent(tenant)[0] += since == null ? 0 : (d.at() - since) / HOUR;
            }
        }

        private void cordon(Decision from, long to, boolean ended) {
            int each = topology.place(from.node()).map(Topology.Place::gpus).orElse(gpus);
            double spent = (to - from.at()) / HOUR * each;
            total += spent;
            hours.merge(from.rule(), spent, Double::sum);
            if (cordons.size() < LISTED_MAX) {
                cordons.add(new Cordon(
                        from.node(),
                        Instant.ofEpochMilli(from.at()),
                        ended ? Optional.of(Instant.ofEpochMilli(to)) : Optional.empty(),
                        from.rule(),
                        from.incident(),
                        spent));
            }
        }

        Result result(RuleSet set, long signals, List<Signal> ordered, HealthState state) {
            Instant from = ordered.isEmpty()
                    ? Instant.EPOCH
                    : ordered.getFirst().time().orElseThrow();
            Instant to =
                    ordered.isEmpty() ? Instant.EPOCH : ordered.getLast().time().orElseThrow();
            new TreeSet<>(out.keySet()).forEach(node -> {
                Decision d = out.get(node);
                if (d != null) {
                    cordon(d, to.toEpochMilli(), false);
                }
            });
            belowSince.forEach((tenant, since) -> spent(tenant)[0] += (to.toEpochMilli() - since) / HOUR);
            List<PerRule> perRule = new ArrayList<>();
            rules.forEach(
                    (rule, n) -> perRule.add(new PerRule(rule, n[0], n[1], n[2], n[3], hours.getOrDefault(rule, 0.0))));
            List<Contract> contracts = new ArrayList<>();
            tenants.forEach((tenant, n) -> contracts.add(new Contract(
                    tenant,
                    topology.size("tenant:" + tenant),
                    topology.floors().getOrDefault(tenant, 0),
                    n[0],
                    spent(tenant)[0],
                    n[2])));
            return new Result(
                    set.name() + " " + set.version(),
                    signals,
                    from,
                    to,
                    decisions,
                    state.counts(),
                    interruptions,
                    refaults,
                    caught,
                    total,
                    mostOut,
                    (int) state.incidents().stream()
                            .filter(i -> i.phase() != Incident.Phase.PROBATION)
                            .count(),
                    perRule,
                    contracts,
                    cordons,
                    log);
        }
    }
}
