/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent;

import io.plimsoll.acceptance.TestResult;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.read.RunLog;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.agent.test.HostTest;
import io.plimsoll.agent.test.HostTests;
import io.plimsoll.agent.test.Ran;
import io.plimsoll.agent.test.TestContext;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the tests of a plan on this host, one after the other, and keeps each raw log as {@code logs/TEST.log}. A test that
 * cannot run or breaks gives a result that says so; the others still run.
 */
public final class HostRun {

    /** Told before each test. */
    @FunctionalInterface
    public interface Watcher {
        void starts(PlannedTest test, int number, int of);
    }

    private HostRun() {}

    /**
     * The results in the plan's order.
     *
     * @param plan applied to this host
     * @param folder gets {@code logs/}
     */
    public static List<TestResult> run(TestPlan plan, Inventory inventory, Path folder, Clock clock, Watcher watcher)
            throws IOException, InterruptedException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        List<TestResult> results = new ArrayList<>();
        int number = 0;
        for (PlannedTest test : plan.tests()) {
            watcher.starts(test, ++number, plan.tests().size());
            TestContext context = new TestContext(test.id(), test.duration(), inventory, folder);
            results.add(one(test, context, logs, clock));
        }
        return results;
    }

    private static TestResult one(PlannedTest test, TestContext context, Path logs, Clock clock)
            throws IOException, InterruptedException {
        Instant start = now(clock);
        Optional<HostTest> runner = HostTests.of(test.tool());
        if (runner.isEmpty()) {
            return TestResult.notRun(test.id(), "this agent cannot run '" + test.tool() + "' by itself", start);
        }
        Ran ran;
        try {
            ran = runner.get().run(context);
        } catch (IOException | RuntimeException e) {
            ran = new Ran.Broke(test.tool(), "", "the test broke: " + e);
        }
        Instant end = now(clock);
        return switch (ran) {
            case Ran.NotRun no -> TestResult.notRun(test.id(), no.reason(), start);
            case Ran.Broke broke ->
                TestResult.broke(
                        test.id(),
                        broke.tool(),
                        start,
                        end,
                        broke.reason(),
                        Optional.of(keep(logs, test, broke.log())));
            case Ran.Log log -> {
                keep(logs, test, log.log());
                byte[] bytes = log.log().getBytes(StandardCharsets.UTF_8);
                yield RunLog.result(test, log.tool(), start, end, bytes, log.exitCode());
            }
        };
    }

    private static Sha256 keep(Path logs, PlannedTest test, String log) throws IOException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        Files.write(logs.resolve(test.id() + ".log"), bytes);
        return Sha256.of(bytes);
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
