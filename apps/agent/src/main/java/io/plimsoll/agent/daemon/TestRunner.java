/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.agent.Command;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.agent.test.HostTest;
import io.plimsoll.agent.test.HostTests;
import io.plimsoll.agent.test.Ran;
import io.plimsoll.agent.test.TestContext;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs one order on this node: one of the agent's own tests, or a command of the plan. */
final class TestRunner {

    private final Path folder;
    private final Clock clock;

    TestRunner(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** What came of it, with its log. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    record Result(Spool.Finished finished, byte[] log) {}

    Result run(AgentWire.Order order, Inventory inventory) throws InterruptedException {
        Instant start = clock.instant();
        Ran ran;
        try {
            ran = order.test().equals(AgentWire.FINGERPRINT)
                    ? new Ran.Log("plimsoll-agent", inventory.fingerprint().canonicalJson(), 0)
                    : test(order, inventory);
        } catch (IOException | RuntimeException e) {
            ran = new Ran.Broke(order.tool(), "", "the test broke: " + e);
        }
        Instant end = clock.instant();
        return switch (ran) {
            case Ran.NotRun no ->
                result(order, order.tool(), AgentWire.Outcome.NOT_RUN, no.reason(), 0, start, end, "");
            case Ran.Broke broke ->
                result(order, broke.tool(), AgentWire.Outcome.BROKE, broke.reason(), 1, start, end, broke.log());
            case Ran.Log log ->
                result(order, log.tool(), AgentWire.Outcome.LOG, "", log.exitCode(), start, end, log.log());
        };
    }

    private Ran test(AgentWire.Order order, Inventory inventory) throws IOException, InterruptedException {
        Optional<HostTest> own = HostTests.of(order.tool());
        if (own.isPresent()) {
            return own.get()
                    .run(new TestContext(order.test(), Duration.ofSeconds(order.expectedSeconds()), inventory, folder));
        }
        if (order.tool().startsWith("built-in:")) {
            return new Ran.NotRun("this agent has no '" + order.tool() + "'");
        }
        Duration limit = Duration.ofSeconds(order.limitSeconds());
        // The node's own timeout ends the command also if this process is killed.
        List<String> command = Command.find("timeout").isPresent()
                ? List.of("timeout", "-k", "5", order.limitSeconds() + "s", "/bin/sh", "-c", order.tool())
                : List.of("/bin/sh", "-c", order.tool());
        Command.Outcome outcome = Command.run(command, limit.plusSeconds(10), environment(order));
        if (outcome.timedOut() || outcome.exitCode() == 124) {
            return new Ran.Broke(
                    order.tool(), outcome.log(), "it was stopped at its limit, " + limit.toSeconds() + " s");
        }
        if (outcome.exitCode() == 126 || outcome.exitCode() == 127) {
            return new Ran.Broke(
                    order.tool(), outcome.log(), "the command cannot be run, exit code " + outcome.exitCode());
        }
        return new Ran.Log(order.tool(), outcome.log(), outcome.exitCode());
    }

    /** The words that every launcher gives a command, as {@link io.plimsoll.acceptance.campaign.run.TaskOrder} has them. */
    private static Map<String, String> environment(AgentWire.Order order) {
        Map<String, String> words = new TreeMap<>();
        String[] key = order.key().split("/");
        words.put("PLIMSOLL_CAMPAIGN", key[0]);
        words.put("PLIMSOLL_TASK", String.join("/", Arrays.copyOfRange(key, 1, key.length - 1)));
        words.put("PLIMSOLL_ATTEMPT", key[key.length - 1]);
        words.put("PLIMSOLL_TEST", order.test());
        words.put("PLIMSOLL_SECONDS", Long.toString(Math.max(1, order.expectedSeconds())));
        words.put("PLIMSOLL_LEADER", order.nodes().getFirst());
        words.put("PLIMSOLL_NODES", String.join(",", order.nodes()));
        words.put("PLIMSOLL_NODE", order.node());
        words.put("PLIMSOLL_RANK", Integer.toString(order.nodes().indexOf(order.node())));
        return words;
    }

    /** A report that says that an order came to nothing. */
    Result broke(AgentWire.Order order, String reason) {
        Instant now = clock.instant();
        return result(order, order.tool(), AgentWire.Outcome.BROKE, reason, 1, now, now, "");
    }

    private static Result result(
            AgentWire.Order order,
            String tool,
            AgentWire.Outcome outcome,
            String reason,
            int exitCode,
            Instant start,
            Instant end,
            String text) {
        byte[] log = text.getBytes(StandardCharsets.UTF_8);
        boolean truncated = log.length > NodeLog.BYTES_MAX;
        byte[] kept = truncated ? Arrays.copyOf(log, NodeLog.BYTES_MAX) : log;
        return new Result(
                new Spool.Finished(
                        order,
                        tool,
                        outcome,
                        reason,
                        exitCode,
                        start,
                        end,
                        kept.length,
                        Sha256.of(kept).hex(),
                        truncated),
                kept);
    }
}
