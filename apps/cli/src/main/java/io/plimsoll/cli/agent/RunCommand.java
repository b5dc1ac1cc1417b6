/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.agent;

import io.plimsoll.agent.daemon.AgentDaemon;
import io.plimsoll.agent.daemon.ServerLink;
import io.plimsoll.agent.inventory.HostInventory;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.cli.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll agent run}. */
@Command(
        name = "run",
        description = {
            "Runs tests of campaigns on this node until Ctrl-C.",
            "Enrols once with a token; after that the key in DIR is enough. What was measured stays in DIR until the server has it."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    /** What a node is made of does not change while it runs; it is read again so often to find out that it did. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    @Option(
            names = "--server",
            paramLabel = "URL",
            required = true,
            description = "The agents' door, https://HOST:PORT; plimsoll agent token tells the port.")
    private URI server = URI.create("");

    @Option(names = "--token", paramLabel = "TOKEN", description = "From plimsoll agent token; needed once.")
    private String token = System.getenv().getOrDefault("PLIMSOLL_AGENT_TOKEN", "");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The agent's own folder.")
    private Path data = Path.of("");

    private record Read(Inventory inventory, long nanos) {}

    @Override
    public Integer call() throws Exception {
        AtomicReference<Read> last = new AtomicReference<>(read());
        Supplier<Inventory> inventory = () -> {
            Read known = last.get();
            if (System.nanoTime() - known.nanos() > FRESH.toNanos()) {
                known = read();
                last.set(known);
            }
            return known.inventory();
        };
        try {
            AgentDaemon daemon = AgentDaemon.enrolled(
                    server, token, data, inventory, Clock.systemUTC(), line -> System.out.println(line));
            Runtime.getRuntime().addShutdownHook(new Thread(daemon::stop));
            daemon.run();
            return ExitCode.FINE;
        } catch (ServerLink.RefusedException e) {
            System.err.println("the server refused this agent: " + e.getMessage());
            return e.status() == 401 || e.status() == 403 ? ExitCode.FOUND : ExitCode.BAD_INPUT;
        }
    }

    private static Read read() {
        try {
            return new Read(HostInventory.read(), System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading this host", e);
        }
    }
}
