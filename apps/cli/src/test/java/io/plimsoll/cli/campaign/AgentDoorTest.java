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
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.JournalApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What an agent's clock, its token and its logs may do to the door. */
@EnabledOnOs(OS.LINUX)
class AgentDoorTest {

    /** More than a log may have. */
    private static final String PLAN = """
            plan: talkative
            version: 1
            title: A tool that never stops talking
            tests:
              - id: talk
                title: A hundred million letters
                tool: head -c 100000000 /dev/zero | tr '\\0' x
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                measures: [cpu_errors]
                criteria: [{metric: cpu_errors, is: equal, limit: 0, unit: count, source: known answers}]
                covers: [cpu]
            """;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    @Timeout(200)
    void anAgentWhoseCertificateEndsSoonRenewsItWithTheSameKeyAndWorksOn() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 1)) {
            String token = site.agentToken(CampaignSite.node(0));
            Path data = folder.resolve("agent");
            AgentDaemon agent = agent(site, token, data, Clock.offset(Clock.systemUTC(), Duration.ofDays(320)));
            String key = Files.readString(data.resolve("agent.key"));
            String before = Files.readString(data.resolve("agent.pem"));
            Thread.ofPlatform().daemon().start(() -> PairCampaignTest.quietly(agent));
            try {
                site.api
                        .on(AcceptanceApi.ADD_TEST_PLAN)
                        .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                        .send();
                long id = site.campaign("talk", "talkative", List.of()).id();
                CampaignSite.await("the end", 120, () -> site.show(id).status() == CampaignStatus.FINISHED);

                assertThat(told).anyMatch(line -> line.startsWith("the certificate was renewed until"));
                assertThat(told)
                        .filteredOn(line -> line.contains("renewed until"))
                        .as("once, however far its clock is off")
                        .hasSize(1);
                assertThat(Files.readString(data.resolve("agent.pem"))).isNotEqualTo(before);
                assertThat(Files.readString(data.resolve("agent.key"))).isEqualTo(key);
                assertThat(kinds(site)).contains("agent.renewed");

                CampaignApi.Matrix matrix = site.api.on(CampaignApi.MATRIX, id).send();
                assertThat(matrix.nodes().getFirst().cells())
                        .as("a log that is too long is an error")
                        .isEqualTo("E");
            } finally {
                agent.stop();
            }
        }
    }

    @Test
    @Timeout(100)
    void aTokenOpensTheDoorOnce() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 1)) {
            String token = site.agentToken(CampaignSite.node(0));
            agent(site, token, folder.resolve("first"), Clock.systemUTC());
            assertThatThrownBy(() -> agent(site, token, folder.resolve("second"), Clock.systemUTC()))
                    .isInstanceOf(ServerLink.RefusedException.class)
                    .hasMessageContaining("token");
        }
    }

    @Test
    @Timeout(100)
    void aTokenThatHasEndedOpensNothingAndSaysWhen() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 1)) {
            String pin = site.agentToken(CampaignSite.node(0)).replaceFirst(".*\\.", "");
            String ended = "pla_ended." + pin;
            Instant end = Instant.now().minusSeconds(60);
            site.server
                    .record()
                    .agents()
                    .allow(
                            new Stamp("admin", end.minusSeconds(60)),
                            CampaignSite.SITE,
                            Optional.of(CampaignSite.node(0)),
                            Sha256.of(ended),
                            1,
                            end);
            assertThatThrownBy(() -> agent(site, ended, folder.resolve("late"), Clock.systemUTC()))
                    .isInstanceOf(ServerLink.RefusedException.class)
                    .hasMessageContaining("has expired");
            assertThat(kinds(site)).doesNotContain("agent.enrolled");
        }
    }

    private AgentDaemon agent(CampaignSite site, String token, Path data, Clock clock) throws Exception {
        Inventory inventory = CampaignSite.inventory(CampaignSite.serial(0));
        return AgentDaemon.enrolled(site.door(), token, data, () -> inventory, clock, told::add);
    }

    private static List<String> kinds(CampaignSite site) {
        return site.api.on(JournalApi.JOURNAL).send().items().stream()
                .map(JournalApi.JournalItem::kind)
                .toList();
    }
}
