/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.agent.daemon.AgentDaemon;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.cli.Main;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.LineApi;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The first fleet of a kind: no source states a limit, so it is learned from the fleet, and nothing is run twice for it. */
@EnabledOnOs(OS.LINUX)
class CarriedCampaignTest {

    private static final int NODES = 6;

    private static final String PLAN = """
            plan: first-fleet
            version: 1
            title: One test whose limit nobody states
            tests:
              - id: rate
                title: Each node is as fast as the others
                tool: |
                  echo ran >> "RAN"
                  printf '# plimsoll test log 1\\ntest rate\\ntool sh\\n'
                  for i in 0 1 2 3; do printf 'measure gemm_rate 100.%s GB/s gpu:%s\\n' $i $i; done
                  echo end
                reader: plimsoll
                scope: gpu
                required: true
                duration: 1s
                measures: [gemm_rate]
                unsourced: "no source states a limit; judge it by criteria that are learned from the fleet"
                covers: [cpu]
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(300)
    void aLimitLearnedFromTheFleetsOwnResultsAcceptsItWithoutASecondRun() throws Exception {
        Path ran = folder.resolve("ran.txt");
        try (CampaignSite site = new CampaignSite(folder, NODES)) {
            site.api
                    .on(AcceptanceApi.ADD_TEST_PLAN)
                    .bytes(PLAN.replace("RAN", ran.toString()).getBytes(StandardCharsets.UTF_8))
                    .send();
            List<AgentDaemon> agents = new ArrayList<>();
            try {
                for (int n = 0; n < NODES; n++) {
                    agents.add(agent(site, n));
                }
                long first = run(site, "first", null);
                assertThat(site.show(first).nodes()).isEqualTo(new CampaignApi.NodeCounts(0, 0, NODES, 0, 0));
                assertThat(ran).content().hasLineCount(NODES);

                Path set = folder.resolve("set.json");
                assertThat(cli(site, "criteria", "learn", "--site", CampaignSite.SITE, "--out", set.toString()))
                        .contains("from " + NODES + " nodes, 1 limits");
                assertThat(cli(
                                site,
                                "criteria",
                                "sign",
                                "--site",
                                CampaignSite.SITE,
                                "--despite-alarms",
                                set.toString()))
                        .contains("judges runs that start from now on");

                long second = run(site, "second", 30);
                assertThat(site.show(second).nodes()).isEqualTo(new CampaignApi.NodeCounts(NODES, 0, 0, 0, 0));
                assertThat(ran).as("nothing was run again").content().hasLineCount(NODES);
                assertThat(site.state(1)).isEqualTo(UnitState.ACCEPTED);
                assertThat(site.api
                                .on(LineApi.NODE, CampaignSite.SITE, CampaignSite.node(1))
                                .send()
                                .runs()
                                .getFirst()
                                .tests()
                                .getFirst()
                                .reason())
                        .contains("carried over from run");
                assertThat(measuredIn(site))
                        .as("the certificate itself says where its evidence is from")
                        .startsWith("run ");

                seatedAgain(site, CampaignSite.node(1));
                long third = run(site, "third", 30);
                assertThat(site.show(third).nodes()).isEqualTo(new CampaignApi.NodeCounts(1, 0, 0, 0, 0));
                assertThat(ran)
                        .as("every part is the same, but a repair that names none asks for every test")
                        .content()
                        .hasLineCount(NODES + 1);
                assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
            } finally {
                agents.forEach(AgentDaemon::stop);
            }
        }
    }

    private static String measuredIn(CampaignSite site) {
        AcceptanceApi.CertificateItem last = site.api
                .on(AcceptanceApi.CERTIFICATES, CampaignSite.SITE)
                .send()
                .items()
                .getFirst();
        return site.api
                .on(AcceptanceApi.CERTIFICATE, last.id())
                .send()
                .statement()
                .at("/predicate/https:~1~1plimsoll.io~1attestation~1acceptance~1v1/tests/0/runs/0/carriedFrom")
                .asString("");
    }

    private static void seatedAgain(CampaignSite site, String node) throws Exception {
        site.api
                .on(LineApi.FAULT, CampaignSite.SITE, node)
                .body(new LineApi.NewFault("it fell off the bus", "Xid 79", true, "WO-1", null))
                .send();
        site.api
                .on(LineApi.REPAIRED, CampaignSite.SITE, node)
                .body(new LineApi.NewRepair(List.of(), "tina", "WO-1", null))
                .send();
        site.observe();
    }

    private AgentDaemon agent(CampaignSite site, int n) throws Exception {
        Inventory inventory = CampaignSite.inventory(CampaignSite.serial(n));
        AgentDaemon agent = AgentDaemon.enrolled(
                site.door(),
                site.agentToken(CampaignSite.node(n)),
                folder.resolve("agent-" + n),
                () -> inventory,
                Clock.systemUTC(),
                line -> {});
        Thread.ofPlatform().daemon().start(() -> PairCampaignTest.quietly(agent));
        return agent;
    }

    private static long run(CampaignSite site, String name, @Nullable Integer carryOver) throws InterruptedException {
        long id = site.api
                .on(CampaignApi.CREATE, CampaignSite.SITE)
                .body(new CampaignApi.NewCampaign(
                        name,
                        "first-fleet",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        carryOver))
                .send()
                .id();
        CampaignSite.await("the end of " + name, 100, () -> site.show(id).status() == CampaignStatus.FINISHED);
        return id;
    }

    private static String cli(CampaignSite site, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--server", site.server.address(), "--api-token", site.token));
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.execute(all.toArray(String[]::new));
        return out.toString();
    }
}
