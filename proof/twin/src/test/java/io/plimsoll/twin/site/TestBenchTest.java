/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.judge.TestVerdict;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.acceptance.read.RunLog;
import io.plimsoll.model.Verdict;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.truth.Defect;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestBenchTest {

    private static final Instant DAY_1 = Instant.parse("2026-11-01T00:00:00Z");
    private final SiteState state = SimulatedSite.newState(new SiteShape(SitePlan.of(512)));
    private final SimulatedSite.Setting setting = SimulatedSite.Setting.of(
            state.truth().shape().plan(),
            Rates.shipped().with("defect.seen", 1),
            11,
            new VirtualClock(DAY_1),
            state.truth());
    private final TestBench bench = new TestBench(state.truth(), setting);
    private final int node = state.truth().shape().deviceNamed("su002-n03");

    @Test
    void aHealthyNodePassesEveryRequiredTestInEveryRun() {
        for (int run = 1; run <= 40; run++) {
            Judgement judgement = judge(run);
            assertThat(judgement.blocking()).isEmpty();
            assertThat(judgement.certifiable()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"NIC, nic-loopback", "COPY, copy-bandwidth", "COMPUTE, gpu-burn", "COLLECTIVE, nccl-allreduce"})
    void eachDefectFailsTheTestThatIsThereForIt(Defect defect, String test) {
        state.truth().setDefect(node, defect, 5);
        for (int run = 1; run <= 40; run++) {
            assertThat(judge(run).blocking())
                    .extracting(TestVerdict::test, TestVerdict::verdict)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(test, Verdict.FAIL));
        }
    }

    @Test
    void aSwappedGpuChangesTheFingerprint() {
        var before = bench.fingerprint(node).digest();
        state.truth().swapGpu(node, 3);
        assertThat(bench.fingerprint(node).digest()).isNotEqualTo(before);
    }

    /** Reads the logs with the product's readers and judges them by the plan that ships with it. */
    private Judgement judge(int run) {
        TestPlan plan = TestPlans.shipped("node-bringup").orElseThrow();
        var results = bench.logs(node, run, 40_000).stream()
                .map(l -> RunLog.result(
                        plan.test(l.test()).orElseThrow(),
                        l.tool(),
                        l.startedAt(),
                        l.endedAt(),
                        l.log().getBytes(StandardCharsets.UTF_8),
                        l.exitCode()))
                .toList();
        return Judge.judge(plan, bench.fingerprint(node), results, List.of(), DAY_1.plusSeconds(40_000));
    }
}
