/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision.What;
import io.plimsoll.health.engine.Topology.Place;
import io.plimsoll.health.rules.Remedy;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.testkit.Seeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From signals to incidents to bounded remedies. */
class EngineTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RuleSet RULES = RuleSetReader.SHIPPED;

    static Signal xid(int second, String node, String gpu, int code, Severity severity, String action) {
        return signal(second, node, gpu, "xid", Integer.toString(code), severity, action, Map.of());
    }

    static Signal signal(
            int second,
            String node,
            String entity,
            String kind,
            String code,
            Severity severity,
            String action,
            Map<String, String> attributes) {
        return new Signal(
                Optional.of(START.plusSeconds(second)),
                node,
                entity,
                kind,
                code,
                code,
                severity,
                action,
                kind + " " + code + " " + second,
                attributes);
    }

    private static Topology fleet(int nodes, int perLeaf, Map<String, Integer> floors) {
        return Topology.of(
                IntStream.range(0, nodes)
                        .mapToObj(i -> new Place(
                                "n" + i,
                                8,
                                List.of("leaf:l" + i / perLeaf, "rack:r" + i / 8, "pdu:p" + i / 16),
                                "t" + i % 2))
                        .toList(),
                floors);
    }

    private static RuleSet unbounded() {
        return new RuleSet(
                RULES.name(),
                RULES.version(),
                RULES.source(),
                RULES.detectors(),
                RULES.correlations(),
                List.of(),
                RULES.burstGapMillis(),
                RULES.settleMillis(),
                0,
                RULES.probationMillis(),
                RULES.nodeSignalsPerMinute(),
                2,
                2,
                RULES.tests());
    }

    private static List<String> told(Engine.Stepped stepped) {
        return stepped.decisions().stream()
                .map(d -> d.what() + " " + d.node() + " " + d.action())
                .toList();
    }

    @Test
    void of200FaultyAmong2000AllAndOnlyTheFaultyAreCordoned() {
        Seeds.forAll(3, (random, seed) -> {
            Set<String> faulty = new HashSet<>();
            while (faulty.size() < 200) {
                faulty.add("n" + random.nextInt(2_000));
            }
            List<Signal> signals = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                boolean bad = faulty.contains("n" + i);
                signals.add(
                        bad
                                ? xid(
                                        random.nextInt(3_600),
                                        "n" + i,
                                        "PCI:0000:05:00",
                                        79,
                                        Severity.FATAL,
                                        "RESTART_BM")
                                : xid(
                                        random.nextInt(3_600),
                                        "n" + i,
                                        "PCI:0000:05:00",
                                        31,
                                        Severity.WARNING,
                                        "RESTART_APP"));
            }
            signals.sort(Comparator.comparing(s -> s.time().orElseThrow()));
            Engine.Stepped end = new Engine(fleet(2_000, 32, Map.of()), unbounded()).run(HealthState.EMPTY, signals);
            assertThat(end.state().outOfService()).isEqualTo(new java.util.TreeSet<>(faulty));
        });
    }

    @Test
    void theWorstBurstOfTheFieldNeverExceedsTheBudget() {
        Seeds.forAll(5, (random, seed) -> {
            Topology topology = fleet(400, 32, Map.of());
            Engine engine = new Engine(topology, RULES);
            HealthState[] state = {HealthState.EMPTY};
            int[] most = {0};
            for (Signal s : worstBurst(random)) {
                state[0] = engine.clock(state[0], s.time().orElseThrow().toEpochMilli(), d -> {});
                state[0] = engine.step(state[0], s).state();
                most[0] = Math.max(most[0], state[0].outOfService().size());
                assertThat(state[0].outOfService().size()).isLessThanOrEqualTo(20);
            }
            assertThat(most[0]).isPositive();
        });
    }

    /** 14 of 400 in an hour on top of 21 that are down: the worst of the StepFun trace. */
    private static List<Signal> worstBurst(RandomGenerator random) {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            int second = i < 21 ? random.nextInt(86_400) : 86_400 + random.nextInt(3_600);
            signals.add(xid(second, "n" + random.nextInt(400), "PCI:0000:05:00", 79, Severity.FATAL, "RESTART_BM"));
        }
        signals.sort(Comparator.comparing(s -> s.time().orElseThrow()));
        return signals;
    }

    @Test
    void aLeafThatLosesPowerIsOneIncidentAndNothingIsDoneOnItsNodes() {
        Topology topology = fleet(128, 32, Map.of());
        List<Signal> signals = new ArrayList<>();
        for (int i = 32; i < 64; i++) {
            signals.add(signal(
                    i - 32, "n" + i, "mlx5_0/1", "infiniband", "PORT_DOWN", Severity.FATAL, "CHECK_CABLE", Map.of()));
        }
        Engine engine = new Engine(topology, RULES);
        Engine.Stepped end = engine.run(HealthState.EMPTY, signals);
        List<Decision> later = new ArrayList<>();
        HealthState after = engine.advance(end.state(), START.plusSeconds(600).toEpochMilli(), later::add);
        assertThat(after.incidents()).singleElement().satisfies(i -> {
            assertThat(i.place()).isEqualTo("leaf:l1");
            assertThat(i.children()).hasSize(32);
            assertThat(i.step()).isEmpty();
        });
        assertThat(after.outOfService()).isEmpty();
        assertThat(end.decisions()).noneMatch(d -> d.what() == What.CORDONED);
        assertThat(later).noneMatch(d -> d.what() == What.CORDONED);
    }

    @Test
    void oneDarkPortAloneIsTheNodesAfterItHasWaitedForItsSiblings() {
        Engine engine = new Engine(fleet(128, 32, Map.of()), RULES);
        Engine.Stepped first = engine.step(
                HealthState.EMPTY,
                signal(0, "n5", "mlx5_0/1", "infiniband", "PORT_DOWN", Severity.FATAL, "CHECK_CABLE", Map.of()));
        assertThat(told(first)).containsExactly("OPENED n5 CHECK_CABLE");
        List<Decision> later = new ArrayList<>();
        engine.advance(first.state(), START.plusSeconds(120).toEpochMilli(), later::add);
        assertThat(later.stream().map(d -> d.what() + " " + d.action()))
                .containsExactly("CORDONED RESEAT", "STEP RESEAT");
    }

    @Test
    void echoesMakeNoFaultsOfTheirOwn() {
        Engine.Stepped end = new Engine(Topology.NONE, unbounded())
                .run(
                        HealthState.EMPTY,
                        List.of(
                                xid(0, "n1", "g1", 48, Severity.FATAL, "WORKFLOW_XID_48"),
                                xid(1, "n1", "g1", 95, Severity.FATAL, "RESET_GPU"),
                                xid(2, "n1", "g1", 45, Severity.WARNING, "WORKFLOW_XID_45"),
                                xid(3, "n1", "g2", 95, Severity.FATAL, "RESET_GPU")));
        assertThat(end.state().counts().suppressed()).isEqualTo(2);
        assertThat(end.state().incidents()).hasSize(2);
    }

    @Test
    void powerSmoothingThatComesBackCancelsItsLossElseItBecomesAFault() {
        Engine engine = new Engine(Topology.NONE, unbounded());
        HealthState back = engine.run(
                        HealthState.EMPTY,
                        List.of(
                                xid(0, "n1", "g1", 163, Severity.WARNING, "UNSPECIFIED"),
                                xid(60, "n1", "g1", 162, Severity.INFO, "UNSPECIFIED")))
                .state();
        HealthState lost = engine.step(HealthState.EMPTY, xid(0, "n1", "g1", 163, Severity.WARNING, "UNSPECIFIED"))
                .state();
        long late = START.plusSeconds(900).toEpochMilli();
        assertThat(engine.advance(back, late, d -> {}).incidents()).isEmpty();
        assertThat(engine.advance(lost, late, d -> {}).incidents())
                .singleElement()
                .satisfies(i -> assertThat(i.code()).isEqualTo("163"));
    }

    @Test
    void aRepairedNodeServesOnlyAfterItsTestsAndAFaultInProbationClimbsTheLadder() {
        Engine engine = new Engine(Topology.NONE, unbounded());
        Engine.Stepped end = engine.run(
                HealthState.EMPTY,
                List.of(
                        xid(0, "n1", "g1", 48, Severity.FATAL, "WORKFLOW_XID_48"),
                        signal(600, "n1", "", "remedy", "DONE", Severity.INFO, "", Map.of()),
                        signal(1_200, "n1", "", "test", "PASS", Severity.INFO, "", Map.of()),
                        xid(90_000, "n1", "g1", 119, Severity.FATAL, "RESET_GPU"),
                        signal(90_600, "n1", "", "remedy", "FAILED", Severity.INFO, "", Map.of())));
        assertThat(end.decisions().stream().filter(d -> d.what() == What.STEP).map(Decision::action))
                .containsExactly("RESET", "TEST", "REBOOT", "POWER_CYCLE");
        assertThat(end.decisions().stream().map(Decision::what))
                .containsSubsequence(What.CORDONED, What.FREED, What.PROBATION, What.CORDONED);
        Plan plan = Plan.of(end.state().incidents().getFirst(), RULES);
        assertThat(plan.steps().stream().map(Plan.Step::remedy))
                .containsExactly(Remedy.POWER_CYCLE, Remedy.RESEAT, Remedy.SWAP, Remedy.RMA);
        assertThat(plan.steps())
                .allMatch(s -> !s.needs().isEmpty()
                        && !s.shows().isEmpty()
                        && !s.tests().isEmpty());
    }

    @Test
    void belowACommitmentsFloorOnlyANamedPersonGoes() {
        Topology topology = fleet(16, 32, Map.of("t0", 8));
        Engine engine = new Engine(topology, unbounded());
        Engine.Stepped held = engine.step(HealthState.EMPTY, xid(0, "n2", "g1", 79, Severity.FATAL, "RESTART_BM"));
        assertThat(held.decisions().getLast().what()).isEqualTo(What.HELD);
        assertThat(held.decisions().getLast().reason()).contains("named approval");
        String id = held.state().incidents().getFirst().id();
        Engine.Stepped nameless =
                engine.step(held.state(), signal(5, "n2", "", "approval", id, Severity.INFO, "", Map.of()));
        assertThat(nameless.state().outOfService()).isEmpty();
        Engine.Stepped allowed =
                engine.step(held.state(), signal(6, "n2", "", "approval", id, Severity.INFO, "", Map.of("by", "Ada")));
        assertThat(allowed.state().outOfService()).containsExactly("n2");
        assertThat(allowed.decisions()).anyMatch(d -> d.reason().contains("Ada"));
    }

    @Test
    void aSerialThatFailsInTwoSlotsIsBlamedAndGoesToRma() {
        Engine.Stepped end = new Engine(Topology.NONE, unbounded())
                .run(
                        HealthState.EMPTY,
                        List.of(
                                signal(
                                        0,
                                        "n1",
                                        "g1",
                                        "xid",
                                        "119",
                                        Severity.FATAL,
                                        "RESET_GPU",
                                        Map.of("serial", "165")),
                                signal(
                                        900_000,
                                        "n7",
                                        "g3",
                                        "xid",
                                        "119",
                                        Severity.FATAL,
                                        "RESET_GPU",
                                        Map.of("serial", "165"))));
        Incident last = end.state().incidents().getLast();
        assertThat(last.blame()).isEqualTo("serial 165");
        assertThat(last.step()).contains(Remedy.RMA);
    }

    @Test
    void deliveringTwiceOrOutOfOrderChangesNoCordon() {
        Seeds.forAll(20, (random, seed) -> {
            List<Signal> signals = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                signals.add(xid(
                        random.nextInt(500),
                        "n" + random.nextInt(12),
                        "g" + random.nextInt(2),
                        79,
                        Severity.FATAL,
                        "RESTART_BM"));
            }
            signals.sort(Comparator.comparing(s -> s.time().orElseThrow()));
            List<Signal> twice = new ArrayList<>(signals);
            twice.addAll(signals);
            java.util.Collections.shuffle(twice, java.util.Random.from(random));
            Engine engine = new Engine(Topology.NONE, unbounded());
            assertThat(engine.run(HealthState.EMPTY, twice).state().outOfService())
                    .isEqualTo(engine.run(HealthState.EMPTY, signals).state().outOfService());
        });
    }

    @Test
    void theSameInputsGiveTheSameDecisionsAndAStateIsNeverChanged() {
        List<Signal> signals = worstBurst(Seeds.random(1));
        Engine engine = new Engine(fleet(400, 32, Map.of()), RULES);
        Engine.Stepped half = engine.run(HealthState.EMPTY, signals.subList(0, 18));
        Engine.Stepped once = engine.run(half.state(), signals.subList(18, 35));
        Engine.Stepped again = new Engine(fleet(400, 32, Map.of()), RULES).run(half.state(), signals.subList(18, 35));
        assertThat(again.decisions()).isEqualTo(once.decisions());
        assertThat(again.state().incidents()).isEqualTo(once.state().incidents());
        assertThat(HealthState.EMPTY.remembered()).isZero();
    }

    @Test
    void aNodeThatSendsWithoutEndIsBoundedAndTold() {
        Engine engine = new Engine(Topology.NONE, RULES);
        HealthState state = HealthState.EMPTY;
        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Engine.Stepped stepped = engine.step(
                    state, signal(0, "n1", "g" + i, "xid", "31", Severity.WARNING, "RESTART_APP", Map.of()));
            state = stepped.state();
            decisions.addAll(stepped.decisions());
        }
        assertThat(state.counts().signals()).isEqualTo(10_000);
        assertThat(state.counts().refused()).isEqualTo(4_000);
        assertThat(decisions)
                .singleElement()
                .satisfies(d -> assertThat(d.what()).isEqualTo(What.REFUSED));
        assertThat(state.remembered()).isLessThan(6_100);
    }

    @Test
    void aCordonOfOthersIsNotOursToEnd() {
        Engine.Stepped end = new Engine(Topology.NONE, unbounded())
                .run(
                        HealthState.EMPTY,
                        List.of(
                                signal(
                                        0,
                                        "n1",
                                        "",
                                        "slurm",
                                        "IDLE+DRAIN",
                                        Severity.WARNING,
                                        "OBSERVE",
                                        Map.of("reason", "disk swap by ops")),
                                xid(10, "n1", "g1", 79, Severity.FATAL, "RESTART_BM"),
                                signal(600, "n1", "", "remedy", "DONE", Severity.INFO, "", Map.of()),
                                signal(700, "n1", "", "test", "PASS", Severity.INFO, "", Map.of())));
        assertThat(end.decisions())
                .anyMatch(d -> d.what() == What.FREED && d.reason().contains("not ours to end"));
    }

    @Test
    void aTrieHoldsWhatAMapHolds() {
        Seeds.forAll(20, (random, seed) -> {
            Map<String, Integer> map = new java.util.HashMap<>();
            Trie<Integer> trie = Trie.empty();
            for (int i = 0; i < 2_000; i++) {
                String key = random.nextInt(10) == 0
                        ? List.of("Aa", "BB", "C#").get(random.nextInt(3)) + random.nextInt(3)
                        : "k" + random.nextInt(400);
                if (random.nextInt(3) == 0) {
                    map.remove(key);
                    trie = trie.remove(key);
                } else {
                    map.put(key, i);
                    trie = trie.put(key, i);
                }
            }
            Map<String, Integer> seen = new java.util.HashMap<>();
            trie.each(seen::put);
            assertThat(seen).isEqualTo(map);
            assertThat(trie.size()).isEqualTo(map.size());
        });
    }
}
