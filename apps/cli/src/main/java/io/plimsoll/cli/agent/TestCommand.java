/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.agent;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.plan.PlannedTest;
import io.plimsoll.acceptance.plan.TestPlans;
import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.agent.test.HostTest;
import io.plimsoll.agent.test.HostTests;
import io.plimsoll.agent.test.Ran;
import io.plimsoll.agent.test.TestContext;
import io.plimsoll.cli.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll agent test}: one built-in test, for a scheduler that starts it on the node. */
@Command(
        name = "test",
        description =
                "Runs one built-in test on this node and prints its log; fingerprint prints what the node is made of.",
        mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "The test: cpu, memory, stream, loopback, ..., or fingerprint.")
    private String name = "";

    @Option(names = "--test", paramLabel = "ID", description = "The test's id in its plan (default: NAME).")
    private String test = "";

    @Option(names = "--plan", paramLabel = "NAME", description = "A shipped plan, which says how long the test works.")
    private String plan = "";

    @Option(
            names = "--seconds",
            description =
                    "How long it is meant to work (default: PLIMSOLL_SECONDS, which a launcher sets; else what the"
                            + " shipped plan says; else 10).")
    private long seconds;

    private Duration duration() {
        String told = System.getenv().getOrDefault("PLIMSOLL_SECONDS", "");
        if (seconds > 0 || told.matches("[1-9][0-9]{0,6}")) {
            return Duration.ofSeconds(seconds > 0 ? seconds : Long.parseLong(told));
        }
        return TestPlans.shipped(plan)
                .flatMap(p -> p.test(test))
                .map(PlannedTest::duration)
                .orElse(Duration.ofSeconds(10));
    }

    @Override
    public Integer call() throws Exception {
        Inventory inventory = HostInventory.read();
        if (name.equals(AgentWire.FINGERPRINT)) {
            System.out.print(inventory.fingerprint().canonicalJson());
            return ExitCode.FINE;
        }
        Optional<HostTest> runner = HostTests.of("built-in:" + name);
        if (runner.isEmpty()) {
            System.err.println("there is no built-in test '" + name + "'");
            return ExitCode.BAD_INPUT;
        }
        Path folder = Files.createTempDirectory("plimsoll-exec");
        try {
            Ran ran = runner.get().run(new TestContext(test.isEmpty() ? name : test, duration(), inventory, folder));
            return switch (ran) {
                case Ran.Log log -> {
                    System.out.print(log.log());
                    yield log.exitCode();
                }
                case Ran.NotRun no -> {
                    System.err.println(no.reason());
                    yield ExitCode.FAILED;
                }
                case Ran.Broke broke -> {
                    System.out.print(broke.log());
                    System.err.println(broke.reason());
                    yield ExitCode.FAILED;
                }
            };
        } finally {
            Files.deleteIfExists(folder);
        }
    }
}
