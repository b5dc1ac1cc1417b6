/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Decision.What;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each detector at its edges: just enough is a fault, just not enough is none. */
class DetectorTest {

    private static RuleSet rules(String detector) {
        return RuleSetReader.read(
                "rules: one\nversion: 1\nsource: test\ndetectors:\n  - {id: d, " + detector
                        + ", cause: host, because: \"test\"}\n",
                "one");
    }

    private static Signal metric(int second, String value) {
        return EngineTest.signal(second, "n0", "g0", "metric", "M", Severity.INFO, "NONE", Map.of("value", value));
    }

    private static Signal port(int second, String code) {
        return EngineTest.signal(second, "n0", "p1", "mlx5", code, Severity.WARNING, "NONE", Map.of());
    }

    /** The seconds at which the signals of this node, and the time going on to the end, made faults. */
    private static List<Long> faults(RuleSet rules, List<Signal> signals, long endSecond) {
        Engine engine = new Engine(Topology.NONE, rules);
        List<Long> seconds = new ArrayList<>();
        long start = EngineTest.xid(0, "n", "g", 1, Severity.INFO, "")
                .time()
                .orElseThrow()
                .toEpochMilli();
        HealthState state = HealthState.EMPTY;
        List<Decision> decisions = new ArrayList<>();
        for (Signal s : signals) {
            long before = state.counts().faults();
            state = engine.run(state, List.of(s), decisions::add);
            if (state.counts().faults() > before) {
                seconds.add((s.time().orElseThrow().toEpochMilli() - start) / 1000);
            }
        }
        long before = state.counts().faults();
        state = engine.clock(state, start + endSecond * 1000, decisions::add);
        if (state.counts().faults() > before) {
            seconds.add(endSecond);
        }
        assertThat(decisions.stream().filter(d -> d.what() == What.OPENED).count())
                .isLessThanOrEqualTo(1);
        return seconds;
    }

    @Test
    void aThresholdIsAFaultOnceAfterItsHoldAndAgainOnlyAfterItHasCleared() {
        RuleSet rules = rules("type: THRESHOLD, metric: M, op: \">=\", value: 90, clear: 80, hold: 30 s");
        assertThat(faults(rules, List.of(metric(0, "90"), metric(20, "95"), metric(30, "91"), metric(60, "99")), 61))
                .containsExactly(30L);
        assertThat(faults(rules, List.of(metric(0, "90"), metric(20, "79"), metric(25, "90")), 40))
                .as("it cleared before its hold")
                .isEmpty();
        assertThat(faults(
                        rules,
                        List.of(
                                metric(0, "90"),
                                metric(30, "90"),
                                metric(40, "85"),
                                metric(90, "90"),
                                metric(100, "80"),
                                metric(110, "90"),
                                metric(140, "90")),
                        141))
                .as("between clear and value nothing begins and nothing ends")
                .containsExactly(30L, 140L);
        assertThat(faults(rules, List.of(metric(0, "89.9"), metric(40, "NaN"), metric(80, "none")), 200))
                .isEmpty();
    }

    @Test
    void aThresholdThatNobodySampledAgainIsAFaultWhenItsHoldIsOver() {
        RuleSet rules = rules("type: THRESHOLD, metric: M, op: \"<=\", value: 10, clear: 20, hold: 30 s");
        assertThat(faults(rules, List.of(metric(0, "5")), 120)).containsExactly(120L);
        assertThat(faults(rules, List.of(metric(0, "11")), 120)).isEmpty();
    }

    @Test
    void aDriftIsAValueBeyondTheUnitsOwnPastOnceItHasOne() {
        RuleSet rules = rules("type: DRIFT, metric: M, value: 6");
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            signals.add(metric(i, i % 2 == 0 ? "99" : "101"));
        }
        assertThat(faults(rules, signals, 201)).isEmpty();
        List<Signal> far = new ArrayList<>(signals);
        far.add(metric(200, "107.5"));
        assertThat(faults(rules, far, 201)).containsExactly(200L);
        List<Signal> near = new ArrayList<>(signals);
        near.add(metric(200, "105"));
        assertThat(faults(rules, near, 201)).isEmpty();
        assertThat(faults(rules, List.of(metric(0, "1"), metric(1, "1000")), 2))
                .as("too young to know its own past")
                .isEmpty();
    }

    @Test
    void silenceIsMissingOnlyOfANodeThatUsedToReport() {
        RuleSet rules = rules("type: MISSING, hold: 10 min");
        assertThat(faults(rules, List.of(metric(0, "1"), metric(300, "1")), 899))
                .isEmpty();
        assertThat(faults(rules, List.of(metric(0, "1"), metric(300, "1")), 920))
                .containsExactly(920L);
        assertThat(faults(
                        rules,
                        List.of(EngineTest.signal(0, "n0", "g0", "xid", "43", Severity.WARNING, "NONE", Map.of())),
                        5_000))
                .as("a log line comes when it likes")
                .isEmpty();
    }

    @Test
    void aPortFlapsWhenItFellAndCameBackThriceEachTimeLongEnough() {
        RuleSet rules = rules("type: FLAP, kind: mlx5, codes: [DOWN], others: [UP], count: 3, window: 1 h, hold: 25 s");
        List<Signal> thrice = new ArrayList<>();
        List<Signal> brief = new ArrayList<>();
        List<Signal> rare = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            thrice.add(port(i * 100, "DOWN"));
            thrice.add(port(i * 100 + 25, "UP"));
            brief.add(port(i * 100, "DOWN"));
            brief.add(port(i * 100 + 24, "UP"));
            rare.add(port(i * 1900, "DOWN"));
            rare.add(port(i * 1900 + 25, "UP"));
        }
        assertThat(faults(rules, thrice, 400)).containsExactly(225L);
        assertThat(faults(rules, brief, 400)).isEmpty();
        assertThat(faults(rules, rare, 6_000)).isEmpty();
        assertThat(faults(rules, List.of(port(0, "UP"), port(1, "UP"), port(2, "UP")), 400))
                .isEmpty();
    }

    @Test
    void aRateIsSoManyWithinTheWindowAndCountsAnewAfterItsFault() {
        RuleSet rules = rules("type: RATE, kind: mlx5, codes: [ERR], count: 3, window: 60 s");
        assertThat(faults(rules, List.of(port(0, "ERR"), port(30, "ERR"), port(59, "ERR")), 100))
                .containsExactly(59L);
        assertThat(faults(rules, List.of(port(0, "ERR"), port(30, "ERR"), port(61, "ERR")), 100))
                .isEmpty();
        assertThat(faults(
                        rules,
                        List.of(
                                port(0, "ERR"),
                                port(1, "ERR"),
                                port(2, "ERR"),
                                port(3, "ERR"),
                                port(4, "ERR"),
                                port(5, "ERR")),
                        100))
                .containsExactly(2L, 5L);
        assertThat(faults(rules, List.of(port(0, "ERR"), port(0, "ERR"), port(0, "ERR")), 100))
                .as("delivered three times is once")
                .isEmpty();
    }
}
