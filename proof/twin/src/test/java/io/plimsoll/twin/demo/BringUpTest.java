/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.server.PlimsollServer;
import io.plimsoll.server.ServerConfig;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.HttpDoors;
import io.plimsoll.twin.engine.VirtualClock;
import io.plimsoll.twin.site.SimulatedSite;
import io.plimsoll.twin.site.SiteLog;
import io.plimsoll.twin.site.SitePlan;
import io.plimsoll.twin.site.SiteState;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole small site against a real server with a real database, through the API only. */
class BringUpTest {

    private static final int GPUS = 512;
    private static final String PASSWORD = "a-long-enough-password";
    private static final long DAYS_MAX = 14;

    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void aSiteComesUpToCertificatesAndEveryInvariantHoldsAfterEveryStep() {
        FabricPlan plan = SitePlan.of(GPUS);
        Instant firstDay = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(21));
        List<String> lines = new ArrayList<>();
        try (PlimsollServer server = PlimsollServer.start(ServerConfig.of(dir).withPort(0));
                Http open = new Http(server.address());
                Http http = open.withToken(DemoSetup.users(
                        server.address(), server.oneTimePassword().orElseThrow(), PASSWORD));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            DemoSetup.site(http, plan, firstDay);
            SiteState state = SimulatedSite.newState(new SiteShape(plan));
            SimulatedSite site = new SimulatedSite(
                    state,
                    SimulatedSite.Setting.of(plan, Rates.shipped(), 2, new VirtualClock(firstDay), state.truth()),
                    new HttpDoors(http, DemoSetup.SITE, (kind, subject) -> {}),
                    (at, kind, text) -> lines.add(kind + " " + VirtualClock.day(at) + " " + text),
                    s -> {},
                    threads);
            Invariants invariants = new Invariants(http, DemoSetup.SITE, state);
            while (state.certificates() < GPUS / 8 && state.now() < DAYS_MAX * 86_400) {
                long before = state.now();
                site.advance(DAYS_MAX * 86_400);
                assertThat(state.now()).isGreaterThan(before);
                invariants.check();
            }
            assertThat(state.certificates()).as(() -> String.join("\n", lines)).isEqualTo(GPUS / 8);
            assertThat(lines).noneMatch(l -> l.startsWith(SiteLog.Kind.TROUBLE.name()));
            assertThat(http.post("/api/journal/verify", Map.of()).path("ok").asBoolean())
                    .isTrue();
            assertThat(http.get("/api/sites/demo/repair-orders?status=CLOSED").path("items"))
                    .isNotEmpty();
        }
    }
}
