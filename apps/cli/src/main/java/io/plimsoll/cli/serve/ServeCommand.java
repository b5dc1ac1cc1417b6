/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.serve;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.server.ConfigFile;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.server.identity.Identity;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plimsoll serve}: runs the server until it is interrupted. */
@Command(
        name = "serve",
        description = {
            "Runs the server until Ctrl-C.",
            "Keeps its record in an embedded PostgreSQL in the data folder, or in the PostgreSQL that PLIMSOLL_DB_URL names.",
            "PLIMSOLL_VAULT_DB_URL names that one again, under the login that alone opens the contact vault.",
            "Further settings are read from plimsoll.conf in the data folder."
        },
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(names = "--port", description = "The port to listen on; 0 for any free one (default: 7460).")
    private @Nullable Integer port;

    @Option(names = "--host", description = "The address to listen on (default: 127.0.0.1, this host only).")
    private @Nullable String host;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long start = System.nanoTime();
        quieten();
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            interrupted.countDown();
            await(stopped);
        });
        try (PlimsollServer server = PlimsollServer.start(config())) {
            Runtime.getRuntime().addShutdownHook(hook);
            greet(server, (System.nanoTime() - start) / 1_000_000);
            interrupted.await();
        } finally {
            stopped.countDown();
        }
        return ExitCode.FINE;
    }

    /** Libraries tell of trouble only; what the server itself has to say stays. */
    private static void quieten() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private ServerConfig config() throws IOException {
        ServerConfig config = ConfigFile.read(data.toAbsolutePath());
        String url = System.getenv("PLIMSOLL_DB_URL");
        if (url != null && !url.isBlank()) {
            config = config.withDbUrl(Optional.of(url));
        }
        String vaultUrl = System.getenv("PLIMSOLL_VAULT_DB_URL");
        if (vaultUrl != null && !vaultUrl.isBlank()) {
            config = config.withVaultDbUrl(Optional.of(vaultUrl));
        }
        if (host != null) {
            config = config.withHost(host);
        }
        return port == null ? config : config.withPort(port);
    }

    private void greet(PlimsollServer server, long milliseconds) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8)
                : spec.commandLine().getOut();
        out.println("Plimsoll is at " + server.address() + " (started in " + milliseconds + " ms). Ctrl-C stops it.");
        if (server.oneTimePassword().isPresent()) {
            out.println();
            out.println("  First start. Sign in as    " + Identity.FIRST_ADMIN);
            out.println(
                    "  with the one-time password " + server.oneTimePassword().get());
            out.println("  and choose your own. It is shown this once and kept nowhere in clear.");
            out.println();
        }
        out.flush();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
