/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.IdentityApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the server in the middle of a storm of signals, twice. */
@EnabledOnOs(OS.LINUX)
class HealthKillTest {

    private static final String SITE = "storm";
    private static final int SENDERS = 4;
    private static final int FILLERS = 40;
    private static final int BETWEEN_KILLS = 150;

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();
    private int port;
    private String token = "";

    @Test
    @Timeout(300)
    void everySignalThatWasAcknowledgedBeforeTheServerWasKilledIsDecidedOnAfterwards() throws Exception {
        bringUp();
        try (PlimsollClient api = client()) {
            Process server = server(api);
            List<Thread> senders = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                String prefix = "n" + s + "-";
                senders.add(Thread.ofVirtual().start(() -> storm(prefix)));
            }
            for (int round = 1; round <= 2; round++) {
                int enough = round * BETWEEN_KILLS;
                await("acknowledged requests", () -> acknowledged.size() >= enough);
                server.destroyForcibly().waitFor();
                server = server(api);
            }
            int enough = 3 * BETWEEN_KILLS;
            await("acknowledged requests", () -> acknowledged.size() >= enough);
            over.set(true);
            for (Thread sender : senders) {
                sender.join();
            }
            await("all is decided on", () -> {
                HealthApi.OwnHealth own = api.on(HealthApi.OWN, SITE).send();
                return own.behindSignals() == 0 && own.waiting() == 0;
            });
            HealthApi.OwnHealth own = api.on(HealthApi.OWN, SITE).send();
            assertThat(own.dropped()).isZero();
            assertThat(own.signals())
                    .as("all that was acknowledged, and at most what was sent")
                    .isBetween(kept.get(), sent.get());
            assertThat(nodes(api)).containsAll(acknowledged);
            assertThat(api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
        } finally {
            over.set(true);
            started.forEach(Process::destroyForcibly);
        }
    }

    /** Requests of which each has one node that falls off the bus, and many lines of little meaning. */
    private void storm(String prefix) {
        try (PlimsollClient api = client()) {
            for (int i = 0; !over.get(); i++) {
                String node = prefix + i;
                StringBuilder lines = new StringBuilder();
                Instant at = Instant.now();
                lines.append(at)
                        .append(' ')
                        .append(node)
                        .append(
                                " kernel: NVRM: Xid (PCI:0000:05:00): 79, pid=1, name=x, GPU has fallen off the bus.\n");
                for (int f = 0; f < FILLERS; f++) {
                    lines.append(at)
                            .append(" f")
                            .append(f)
                            .append(" kernel: NVRM: Xid (PCI:0000:05:00): 43, pid=")
                            .append(node.replaceAll("\\D", ""))
                            .append(", name=x, Ch 00000010\n");
                }
                sent.addAndGet(1 + FILLERS);
                try {
                    HealthApi.SignalsHeard heard = api.on(HealthApi.SIGNALS, SITE)
                            .bytes(lines.toString().getBytes(StandardCharsets.UTF_8))
                            .send();
                    kept.addAndGet(heard.kept());
                    acknowledged.add(node);
                } catch (RuntimeException e) {
                    LockSupport.parkNanos(100_000_000);
                }
            }
        }
    }

    private static Set<String> nodes(PlimsollClient api) {
        Set<String> nodes = new TreeSet<>();
        String cursor = "";
        while (cursor != null) {
            Page<HealthApi.IncidentRow> page = cursor.isEmpty()
                    ? api.on(HealthApi.INCIDENTS, SITE).with(Query.LIMIT, 500).send()
                    : api.on(HealthApi.INCIDENTS, SITE)
                            .with(Query.LIMIT, 500)
                            .with(Query.CURSOR, cursor)
                            .send();
            page.items().forEach(i -> nodes.add(i.node()));
            cursor = page.next();
        }
        return nodes;
    }

    private PlimsollClient client() {
        return PlimsollClient.withToken(URI.create("http://127.0.0.1:" + port), token);
    }

    private void bringUp() {
        try (PlimsollServer server =
                PlimsollServer.start(ServerConfig.of(folder.resolve("server")).withPort(0))) {
            port = server.port();
            String once = server.oneTimePassword().orElseThrow();
            try (PlimsollClient admin = PlimsollClient.signIn(URI.create(server.address()), "admin", once)) {
                admin.on(IdentityApi.PASSWORD)
                        .body(new IdentityApi.PasswordChange(once, "a good long password"))
                        .send();
                token = admin.on(IdentityApi.CREATE_TOKEN, "admin")
                        .body(new IdentityApi.NewToken("test", null))
                        .send()
                        .token();
                admin.on(SitesApi.CREATE_SITE)
                        .body(new SitesApi.NewSite(SITE, "Storm", "UTC", false, null))
                        .send();
            }
        }
    }

    private Process server(PlimsollClient api) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.plimsoll.cli.Main",
                        "serve",
                        "--data",
                        folder.resolve("server").toString(),
                        "--port",
                        Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        started.add(process);
        await("the server", () -> {
            assertThat(process.isAlive()).as("the server runs").isTrue();
            try {
                return api.on(HealthApi.OWN, SITE).send() != null;
            } catch (RuntimeException e) {
                return false;
            }
        });
        return process;
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(90);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }
}
