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
import io.plimsoll.twin.door.RefusedException;
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
import tools.jackson.databind.JsonNode;

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
                    SimulatedSite.Setting.of(
                            plan,
                            Rates.shipped().with("defect.node", 0.3),
                            2,
                            new VirtualClock(firstDay),
                            state.truth()),
                    new HttpDoors(http, DemoSetup.SITE, DemoSetup.USER, (kind, subject) -> {}),
                    (at, kind, text) -> lines.add(kind + " " + VirtualClock.day(at) + " " + text),
                    s -> {},
                    threads);
            Invariants invariants = new Invariants(http, DemoSetup.SITE, state);
            while (!over(state) && state.now() < DAYS_MAX * 86_400) {
                long before = state.now();
                site.advance(DAYS_MAX * 86_400);
                assertThat(state.now()).isGreaterThan(before);
                invariants.check();
            }
            assertThat(state.acceptedNodes()).as(() -> String.join("\n", lines)).isEqualTo(GPUS / 8);
            assertThat(lines).noneMatch(l -> l.startsWith(SiteLog.Kind.TROUBLE.name()));
            assertThat(http.post("/api/journal/verify", Map.of()).path("ok").asBoolean())
                    .isTrue();
            assertThat(http.get("/api/sites/demo/repair-orders?status=CLOSED").path("items"))
                    .isNotEmpty();
            assertThat(lines.stream().filter(l -> l.startsWith(SiteLog.Kind.WAIVER.name())))
                    .isNotEmpty();
            theWaiverTookItsNodesOffTheLoadLineWhenItEnded(http, invariants, state, firstDay);
            theMissingKindOfPartWouldBreakAPromiseAndPartsOnTheShelfWouldKeepIt(
                    http, new PromiseDesk(http, plan, firstDay), firstDay.plus(Duration.ofDays(DAYS_MAX + 1)));
            aLeafIsOneIncidentAndAnXid79GoesUpTheLadderToAnRmaWithoutASpare(
                    http, new HealthDesk(http, plan, firstDay), firstDay.plus(Duration.ofDays(DAYS_MAX + 2)));
        }
    }

    private static void aLeafIsOneIncidentAndAnXid79GoesUpTheLadderToAnRmaWithoutASpare(
            Http http, HealthDesk desk, Instant now) {
        String health = "/api/sites/" + DemoSetup.SITE + "/health";
        for (int hour = 0; hour < 7; hour++) {
            desk.look(now.plus(Duration.ofHours(hour)));
        }
        List<JsonNode> open = new ArrayList<>();
        http.get(health + "/incidents?open=true").path("items").forEach(open::add);
        assertThat(open).hasSize(1);
        JsonNode gpu = open.getFirst();
        assertThat(gpu.path("code").asString()).isEqualTo("79");
        assertThat(gpu.path("step").asString()).isEqualTo("RMA");
        assertThat(gpu.path("phase").asString()).isEqualTo("ACTING");
        List<JsonNode> leaf = new ArrayList<>();
        http.get(health + "/incidents").path("items").forEach(i -> {
            if (i.path("place").asString().startsWith("leaf:")) {
                leaf.add(i);
            }
        });
        assertThat(leaf).hasSize(1);
        assertThat(leaf.getFirst().path("affected").asInt()).isGreaterThanOrEqualTo(4);
        String node =
                "/api/sites/" + DemoSetup.SITE + "/nodes/" + gpu.path("node").asString();
        Instant end = Instant.now().plusSeconds(20);
        while (!http.get(node).path("state").asString().equals("REPAIR")
                && Instant.now().isBefore(end)) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
        assertThat(http.get(node).path("state").asString()).isEqualTo("REPAIR");
        RefusedException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                RefusedException.class,
                () -> http.postRaw(health + "/rules", """
                        rules: quieter
                        version: 1
                        source: an engineer who was woken once too often
                        detectors:
                          - {id: alert, type: MATCH, kind: alert, cause: host, because: "alerts only"}
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(refused).hasMessageContaining("loses a true cordon");
    }

    private static void theMissingKindOfPartWouldBreakAPromiseAndPartsOnTheShelfWouldKeepIt(
            Http http, PromiseDesk desk, Instant now) {
        String site = "/api/sites/" + DemoSetup.SITE;
        desk.begin();
        desk.begin();
        desk.look(now);
        assertThat(http.get(site + "/commitments").path("items"))
                .hasSize(2)
                .allSatisfy(c -> assertThat(c.path("allocated").asBoolean()).isTrue());
        JsonNode shelves = http.get(site + "/spares").path("shelves");
        assertThat(shelves).anySatisfy(s -> {
            assertThat(s.path("part").asString()).isEqualTo("GPU");
            assertThat(s.path("onHand").asInt()).isZero();
            assertThat(s.path("toOrder").asInt()).isPositive();
        });
        JsonNode answer = http.post(
                site + "/forecast",
                Map.of("replications", 400, "marginal", true, "change", Map.of("part", "GPU", "moreParts", 8)));
        assertThat(holds(answer.path("now"), "atlas-training")).isLessThan(0.5);
        assertThat(holds(answer.path("tried"), "atlas-training")).isGreaterThan(0.9);
        assertThat(holds(answer.path("tried"), "fjord-inference")).isGreaterThan(0.9);
        assertThat(answer.path("helps").get(0).path("name").asString()).isEqualTo("GPU");
        assertThat(http.post("/api/journal/verify", Map.of()).path("ok").asBoolean())
                .isTrue();
    }

    private static double holds(JsonNode outcome, String commitment) {
        for (JsonNode p : outcome.path("promises")) {
            if (p.path("commitment").asString().equals(commitment)) {
                return p.path("probability").asDouble();
            }
        }
        throw new AssertionError("no " + commitment + " in " + outcome);
    }

    /** Every node has its certificate again after the waiver. */
    private static boolean over(SiteState state) {
        return state.acceptedNodes() == GPUS / 8
                && state.waivers().stream().anyMatch(w -> w.until() + 86_400 < state.now());
    }

    private static void theWaiverTookItsNodesOffTheLoadLineWhenItEnded(
            Http http, Invariants reader, SiteState state, Instant firstDay) {
        String site = "/api/sites/" + DemoSetup.SITE;
        JsonNode waiver = reader.items(site + "/waivers").getFirst();
        assertThat(waiver.path("owner").asString()).isEqualTo(DemoSetup.USER);
        assertThat(waiver.path("priceCents").asLong()).isPositive();
        Instant end = Instant.parse(waiver.path("expiresAt").asString());
        assertThat(end)
                .isEqualTo(firstDay.plusSeconds(state.waivers().getFirst().until()));

        List<JsonNode> resting = reader.items(site + "/certificates").stream()
                .filter(c -> !c.path("waived").isEmpty())
                .toList();
        assertThat(resting).isNotEmpty();
        long before = fit(http, site, end.minusMillis(1));
        assertThat(fit(http, site, end)).isEqualTo(before - 8L * resting.size());
        assertThat(http.get(site + "/ledger?at=" + Http.part(end.toString()))
                        .path("conserved")
                        .asBoolean())
                .isTrue();
        for (JsonNode certificate : resting) {
            byte[] file =
                    http.getRaw("/api/certificates/" + certificate.path("id").asString() + "/dsse");
            JsonNode check = http.postRaw("/api/certificates/verify", file);
            assertThat(check.path("valid").asBoolean()).isFalse();
            assertThat(check.path("reasons").toString())
                    .contains("the waiver for required test")
                    .contains("has ended");
        }
        assertThat(http.get(site).path("fitGpus").asLong()).isEqualTo(GPUS);
    }

    private static long fit(Http http, String site, Instant at) {
        return http.get(site + "?at=" + Http.part(at.toString()))
                .path("fitGpus")
                .asLong();
    }
}
