/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.agent.daemon.AgentDaemon;
import io.plimsoll.agent.daemon.ServerLink;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.JournalApi;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** From a request over HTTP to certificates, with one agent as a process of its own and one with a clock that is wrong. */
@EnabledOnOs(OS.LINUX)
class CampaignEndToEndTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(240)
    void aCampaignOverTwoAgentsEndsInCertificatesAndALiarGetsNone() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 3)) {
            List<Process> processes = new ArrayList<>();
            Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofHours(3));
            Inventory second = CampaignSite.inventory("SN-1");
            String token = site.agentToken("node-02");
            AgentDaemon daemon = AgentDaemon.enrolled(
                    site.door(), token, folder.resolve("agent-2"), () -> second, ahead, line -> {});
            Thread thread = Thread.ofPlatform().daemon().start(() -> quietly(daemon));
            try {
                aTokenOpensOnceAndALiarIsRefused(site, token);
                processes.add(agent(site, site.agentToken(null), folder.resolve("agent-1")));
                long id = site.campaign("first", List.of("node-01", "node-02")).id();
                CampaignSite.await("the campaign's end", 90, () -> site.show(id).status() == CampaignStatus.FINISHED);

                CampaignApi.CampaignView end = site.show(id);
                assertThat(end.nodes()).isEqualTo(new CampaignApi.NodeCounts(2, 0, 0, 0, 0));
                assertThat(site.state(0)).isEqualTo(UnitState.ACCEPTED);
                assertThat(site.state(1)).isEqualTo(UnitState.ACCEPTED);
                assertThat(site.state(2)).isEqualTo(UnitState.CABLED);
                assertThat(site.api.on(CampaignApi.MATRIX, id).send().nodes())
                        .allMatch(n -> n.cells().equals("PP"));
                assertThat(site.api
                                .on(AcceptanceApi.CERTIFICATES, CampaignSite.SITE)
                                .send()
                                .items())
                        .hasSize(2);
                assertThat(site.api.on(CampaignApi.AGENTS).send().items())
                        .anyMatch(a -> a.clockAheadMillis() != null && a.clockAheadMillis() > 10_000_000);
                assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
            } finally {
                daemon.stop();
                thread.interrupt();
                processes.forEach(Process::destroyForcibly);
            }
        }
    }

    private void aTokenOpensOnceAndALiarIsRefused(CampaignSite site, String used) {
        Inventory liar = CampaignSite.inventory("SOMEBODY-ELSE");
        assertThatThrownBy(() -> AgentDaemon.enrolled(
                        site.door(), used, folder.resolve("again"), () -> liar, Clock.systemUTC(), line -> {}))
                .isInstanceOf(ServerLink.RefusedException.class);
        String forThird = site.agentToken("node-03");
        assertThatThrownBy(() -> AgentDaemon.enrolled(
                        site.door(), forThird, folder.resolve("liar"), () -> liar, Clock.systemUTC(), line -> {}))
                .isInstanceOf(ServerLink.RefusedException.class)
                .hasMessageContaining("SOMEBODY-ELSE");
    }

    private static void quietly(AgentDaemon daemon) {
        try {
            daemon.run();
        } catch (Exception e) {
            // stopped by the test
        }
    }

    private static Process agent(CampaignSite site, String token, Path data) throws Exception {
        Files.createDirectories(data);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.plimsoll.cli.Main",
                        "agent",
                        "run",
                        "--server",
                        site.door().toString(),
                        "--token",
                        token,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(data.toFile(), "out.txt"))
                .start();
    }
}
