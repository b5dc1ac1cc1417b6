/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.testkit.Seeds;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.site.SimulatedSite;
import io.plimsoll.twin.site.SitePlan;
import io.plimsoll.twin.site.SiteState;
import io.plimsoll.twin.truth.SiteShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code kill -9} at any moment may not do. */
class KillTest {

    private static final int GPUS = 512;
    /** A small site is up and quiet before the tenth kill. */
    private static final int GPUS_THAT_TAKE_LONGER = 2_048;

    private static final String SPEED = "20000x";

    @TempDir
    Path dir;

    @Test
    @Timeout(300)
    void nothingAcknowledgedIsLostByThreeKills() throws Exception {
        kill(3, GPUS, Seeds.random(9));
    }

    @Test
    @Tag("slow")
    @Timeout(900)
    void nothingAcknowledgedIsLostByTenKills() throws Exception {
        kill(10, GPUS_THAT_TAKE_LONGER, Seeds.random(10));
    }

    private void kill(int times, int gpus, RandomGenerator random) throws Exception {
        Path acknowledged = dir.resolve("acknowledged.log");
        Path data = dir.resolve("demo");
        for (int i = 0; i < times; i++) {
            try (DemoProcess demo = new DemoProcess(data, acknowledged, gpus, SPEED)) {
                demo.address();
                demo.awaitLines(8 + random.nextInt(25), 120);
                demo.kill();
            }
        }
        try (DemoProcess demo = new DemoProcess(data, acknowledged, gpus, SPEED)) {
            String address = demo.address();
            demo.awaitLines(12, 120);
            String token = DemoFile.read(data).orElseThrow().token();
            try (Http open = new Http(address);
                    Http http = open.withToken(token)) {
                assertThat(http.post("/api/journal/verify", Map.of()).path("ok").asBoolean())
                        .as("the journal's chain")
                        .isTrue();
                everyAcknowledgedWriteIsThere(acknowledged, http, gpus);
            }
            assertThat(demo.stop(20)).as("stops on Ctrl-C: " + demo.output()).isTrue();
        }
        assertThat(ProcessHandle.allProcesses()
                        .filter(p -> p.info().commandLine().orElse("").contains(data.toString()))
                        .toList())
                .as("processes left behind")
                .isEmpty();
    }

    private static void everyAcknowledgedWriteIsThere(Path acknowledged, Http http, int gpus) throws IOException {
        // The site goes on writing: what is acknowledged up to here must be there from here on.
        List<String> lines = Files.readAllLines(acknowledged);
        Invariants reader = new Invariants(http, DemoSetup.SITE, emptyState(gpus));
        String site = "/api/sites/" + DemoSetup.SITE;
        Set<String> there = new HashSet<>();
        for (JsonNode device : http.get(site + "/floor").path("devices")) {
            if (!List.of("P", "R").contains(device.path("s").asString())) {
                there.add("SIGN_OFF " + device.path("n").asString());
            }
        }
        for (JsonNode node : reader.items(site + "/nodes")) {
            there.add("GOODS " + node.path("serial").asString());
            for (JsonNode run :
                    http.get(site + "/nodes/" + node.path("name").asString()).path("runs")) {
                there.add("RUN " + run.path("id").asString());
            }
        }
        reader.items(site + "/verifications")
                .forEach(v -> there.add("OBSERVED " + v.path("id").asString()));
        reader.items(site + "/certificates")
                .forEach(c -> there.add("CERTIFICATE " + c.path("id").asString()));
        reader.items(site + "/waivers")
                .forEach(w -> there.add("WAIVER " + w.path("id").asString()));
        assertThat(lines).isNotEmpty();
        assertThat(lines.stream()
                        .filter(l -> !l.startsWith("TICK") && !l.startsWith("GOODS"))
                        .filter(l -> !there.contains(l))
                        .toList())
                .as("acknowledged and not in the record")
                .isEmpty();
    }

    private static SiteState emptyState(int gpus) {
        return SimulatedSite.newState(new SiteShape(SitePlan.of(gpus)));
    }
}
