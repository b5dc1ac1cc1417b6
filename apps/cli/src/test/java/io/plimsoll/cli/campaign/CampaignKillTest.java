/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.client.PlimsollClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the server, of the agent, and of both at once, in the middle of a campaign. */
@EnabledOnOs(OS.LINUX)
class CampaignKillTest {

    private static final int TESTS = 8;

    @TempDir
    private Path folder = Path.of("");

    private final List<Process> started = new ArrayList<>();
    private int http;
    private URI door = URI.create("");
    private String token = "";

    @Test
    @Timeout(300)
    void aCampaignEndsInACertificateThoughServerAndAgentAreKilled() throws Exception {
        String enrolment = bringUp();
        try (PlimsollClient api = PlimsollClient.withToken(URI.create("http://127.0.0.1:" + http), token)) {
            Process server = server(api);
            Process agent = agent(List.of("--token", enrolment));
            long id = api.on(CampaignApi.CREATE, CampaignSite.SITE)
                    .body(new CampaignApi.NewCampaign(
                            "killed", "many", List.of(), null, null, null, null, null, null, null, null, null, null))
                    .send()
                    .id();

            int acknowledged = awaitDone(api, id, 1);
            kill(server);
            server = server(api);
            assertThat(done(api, id))
                    .as("tests done, after the server was killed")
                    .isGreaterThanOrEqualTo(acknowledged);

            acknowledged = awaitDone(api, id, 3);
            kill(agent);
            agent = agent(List.of());

            acknowledged = Math.max(acknowledged, awaitDone(api, id, 5));
            kill(server);
            kill(agent);
            server = server(api);
            assertThat(done(api, id)).as("tests done, after both were killed").isGreaterThanOrEqualTo(acknowledged);
            agent(List.of());

            CampaignSite.await("the campaign's end", 150, () -> show(api, id).status() == CampaignStatus.FINISHED);
            assertThat(show(api, id).nodes()).isEqualTo(new CampaignApi.NodeCounts(1, 0, 0, 0, 0));
            assertThat(api.on(LineApi.NODE, CampaignSite.SITE, CampaignSite.node(0))
                            .send()
                            .state())
                    .isEqualTo(UnitState.ACCEPTED);
            assertThat(api.on(AcceptanceApi.CERTIFICATES, CampaignSite.SITE)
                            .send()
                            .items())
                    .hasSize(1);
            assertThat(api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
            server.destroy();
            assertThat(server.waitFor(30, TimeUnit.SECONDS))
                    .as("the server stops when asked")
                    .isTrue();
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    /** A site whose one node is this host, CABLED, and a plan of many short tests; returns a token for its agent. */
    private String bringUp() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 1)) {
            site.api
                    .on(AcceptanceApi.ADD_TEST_PLAN)
                    .bytes(plan().getBytes(StandardCharsets.UTF_8))
                    .send();
            String enrolment = site.agentToken(null);
            http = site.server.port();
            door = URI.create("https://127.0.0.1:" + site.server.agentPort());
            token = site.token;
            Files.writeString(
                    folder.resolve("server").resolve("plimsoll.conf"), "agents.port = " + door.getPort() + "\n");
            return enrolment;
        }
    }

    private static String plan() {
        StringBuilder plan = new StringBuilder("plan: many\nversion: 1\ntitle: Many short tests\ntests:\n");
        for (int i = 0; i < TESTS; i++) {
            plan.append("""
                      - id: network-%d
                        title: Loopback
                        tool: built-in:loopback
                        reader: plimsoll
                        scope: node
                        required: true
                        duration: 2s
                        measures: [loopback_corrupt_bytes]
                        criteria: [{metric: loopback_corrupt_bytes, is: equal, limit: 0, unit: count, source: RFC 9293}]
                        covers: [cpu]
                    """.formatted(i));
        }
        return plan.toString();
    }

    private static CampaignApi.CampaignView show(PlimsollClient api, long id) {
        return api.on(CampaignApi.SHOW, id).send();
    }

    private static int done(PlimsollClient api, long id) {
        return show(api, id).tasks().done();
    }

    private static int awaitDone(PlimsollClient api, long id, int tests) throws InterruptedException {
        CampaignSite.await(tests + " tests done", 120, () -> done(api, id) >= tests);
        return done(api, id);
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private Process server(PlimsollClient api) throws Exception {
        Process process = plimsoll(
                "server",
                List.of("serve", "--data", folder.resolve("server").toString(), "--port", Integer.toString(http)));
        CampaignSite.await("the server", 90, () -> {
            assertThat(process.isAlive()).as("the server runs").isTrue();
            try {
                return api.on(CampaignApi.AGENTS).send() != null;
            } catch (RuntimeException e) {
                return false;
            }
        });
        return process;
    }

    private Process agent(List<String> more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "agent",
                "run",
                "--server",
                door.toString(),
                "--data",
                folder.resolve("agent").toString()));
        command.addAll(more);
        return plimsoll("agent", command);
    }

    private Process plimsoll(String name, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.plimsoll.cli.Main"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve(name + ".log").toFile()))
                .start();
        started.add(process);
        return process;
    }
}
