/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Comparison;
import io.plimsoll.acceptance.Criterion;
import io.plimsoll.acceptance.Execution;
import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.acceptance.plan.TestScope;
import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shipped plan on the very host that runs this test, each test for a second. */
@EnabledOnOs(OS.LINUX)
class HostRunTest {

    private static PlannedTest shortened(PlannedTest t) {
        return new PlannedTest(
                t.id(),
                t.title(),
                t.tool(),
                t.reader(),
                t.scope(),
                t.required(),
                Duration.ofSeconds(1),
                t.measures(),
                t.criteria(),
                t.covers(),
                t.appliesWhen(),
                t.unitsExpected());
    }

    @Test
    void theQuickPlanRunsHereAndItsLogsAreWhatTheResultsName(@TempDir Path folder) throws Exception {
        Inventory inventory = HostInventory.read();
        TestPlan quick = TestPlans.shipped("host-quick").orElseThrow();
        TestPlan plan = new TestPlan(
                        quick.name(),
                        quick.version(),
                        quick.title(),
                        quick.description(),
                        quick.tests().stream().map(HostRunTest::shortened).toList(),
                        List.of())
                .appliedTo(inventory.fingerprint());
        Assumptions.assumeFalse(
                inventory.identity().equals("none"), "SKIPPED: this host has no identity that can be read");
        List<String> started = new ArrayList<>();
        List<TestResult> results =
                HostRun.run(plan, inventory, folder, Clock.systemUTC(), (t, n, of) -> started.add(t.id()));
        assertThat(started)
                .containsExactlyElementsOf(
                        plan.tests().stream().map(PlannedTest::id).toList());
        Judgement judgement =
                Judge.judge(plan, results, List.of(), Clock.systemUTC().instant());
        for (String id :
                List.of("inventory", "cpu-correctness", "memory-patterns", "memory-bandwidth", "loopback-network")) {
            assertThat(judgement.tests())
                    .filteredOn(t -> t.test().equals(id))
                    .singleElement()
                    .satisfies(t ->
                            assertThat(t.verdict()).as("%s: %s", id, t.reason()).isEqualTo(Verdict.PASS));
        }
        for (TestResult result : results) {
            if (result.logSha256().isPresent()) {
                byte[] log = Files.readAllBytes(folder.resolve("logs").resolve(result.test() + ".log"));
                assertThat(Sha256.of(log)).isEqualTo(result.logSha256().get());
            }
        }
        assertThat(folder.resolve("plimsoll-disk-test.tmp"))
                .as("the disk test leaves nothing behind")
                .doesNotExist();
    }

    @Test
    void aTestThatThisAgentCannotRunIsNotRun(@TempDir Path folder) throws Exception {
        PlannedTest foreign = new PlannedTest(
                "nccl",
                "NCCL",
                "all_reduce_perf -g 8",
                "nccl-tests",
                TestScope.NODE,
                true,
                Duration.ofSeconds(1),
                List.of("busbw_max"),
                List.of(Criterion.of("busbw_max", Comparison.AT_LEAST, 1, "GB/s", "s")),
                Set.of(PartKind.GPU),
                Optional.empty(),
                0);
        TestPlan plan = new TestPlan("p", 1, "P", "", List.of(foreign), List.of());
        List<TestResult> results = HostRun.run(plan, HostInventory.read(), folder, Clock.systemUTC(), (t, n, of) -> {});
        assertThat(results).singleElement().satisfies(r -> {
            assertThat(r.execution()).isEqualTo(Execution.NOT_RUN);
            assertThat(r.reason()).contains("all_reduce_perf");
        });
    }

    @Test
    void aToolPastItsLimitIsStopped() throws Exception {
        Command.Outcome outcome = Command.run(List.of("sh", "-c", "echo hello; sleep 600"), Duration.ofMillis(300));
        assertThat(outcome.timedOut()).isTrue();
        assertThat(outcome.log()).startsWith("hello\n");
    }
}
