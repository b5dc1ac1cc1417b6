/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.read.ReadOptions;
import io.plimsoll.health.read.SignalReaders;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.testkit.SharedData;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The InfiniteHBD trace of 400 servers over 349 days, with a burn-in after repair and without. Figures as published from the raw data. */
class ReplayTest {

    private static final String RULES = """
            rules: trace
            version: 1
            %s
            detectors:
              - {id: trace, type: MATCH, kind: fault, cause: code, because: "the trace's own classification"}
            """;

    private static List<Signal> trace() throws Exception {
        try (InputStream in = Files.newInputStream(SharedData.require("health/infinitehbd-fault-trace.json"))) {
            return SignalReaders.read(in, "trace", Optional.empty(), ReadOptions.NONE)
                    .events();
        }
    }

    private static RuleSet rules(String more) {
        return RuleSetReader.read(RULES.formatted(more), "rules");
    }

    @Test
    void withoutBurnInEachRefaultOfTheTraceHitsService() throws Exception {
        Replay.Result off = Replay.run(trace(), Topology.NONE, rules(""), 8);
        assertThat(off.refaults()).as("refaults within 7 days").isEqualTo(181);
        assertThat(off.mostOut()).as("nodes down at once").isEqualTo(35);
        assertThat(off.interruptions()).isEqualTo(583);
        assertThat(off.caught()).isZero();
    }

    @Test
    void aDayOfBurnInCatchesTheRefaultsOfTheFirstDayAndItsPriceIsKnown() throws Exception {
        Replay.Result off = Replay.run(trace(), Topology.NONE, rules(""), 8);
        Replay.Result on = Replay.run(trace(), Topology.NONE, rules("burnIn: 24 h\nprobation: 7 d"), 8);
        assertThat(on.caught()).as("refaults within 24 hours").isEqualTo(130);
        assertThat(on.interruptions()).isEqualTo(off.interruptions() - 130);
        assertThat(on.gpuHours() - off.gpuHours()).isBetween(80_000.0, 100_000.0);
    }

    @Test
    void rulesComparedWithThemselvesGainAndLoseNothing() throws Exception {
        Replay.Result one = Replay.run(trace(), Topology.NONE, RuleSetReader.SHIPPED, 8);
        Replay.Comparison none = Replay.compare(one, one);
        assertThat(none.gained()).isEmpty();
        assertThat(none.lost()).isEmpty();
        assertThat(none.gpuHours()).isZero();
    }

    @Test
    void aRuleLessLosesItsCordons() throws Exception {
        Replay.Result all = Replay.run(trace(), Topology.NONE, rules(""), 8);
        Replay.Result gpu = Replay.run(
                trace(),
                Topology.NONE,
                RuleSetReader.read(RULES.formatted("").replace("kind: fault,", "kind: fault, codes: [GPU],"), "r"),
                8);
        Replay.Comparison c = Replay.compare(all, gpu);
        assertThat(c.gained()).isEmpty();
        assertThat(c.lost()).hasSizeGreaterThan(300);
        assertThat(c.gpuHours()).isNegative();
    }
}
