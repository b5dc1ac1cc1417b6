/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.agent.daemon.AgentDaemon;
import io.plimsoll.agent.inventory.Inventory;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.IdleApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.LineApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that wait for a customer are looked at meanwhile: what is bad comes out, and what is wanted is not kept waiting. */
@EnabledOnOs(OS.LINUX)
class IdleCheckTest {

    private static final String RATE = """
            plan: PLAN
            version: 1
            title: Is it as fast as it was
            tests:
              - id: rate
                title: As fast as the maker says
                tool: |
                  [ -e "FOLDER/bad-$PLIMSOLL_NODE" ] && rate=10 || rate=100
                  printf '# plimsoll test log 1\\ntest rate\\ntool sh\\nmeasure gemm_rate %s GB/s node\\nend\\n' $rate
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                measures: [gemm_rate]
                covers: [gpu]
                criteria: [{metric: gemm_rate, is: at-least, limit: 50, unit: GB/s, source: its data sheet}]
            """;

    private static final String LONG = """
              - id: long
                title: A test that takes its time
                tool: |
                  echo $$ > "FOLDER/long-$PLIMSOLL_NODE"
                  exec sleep 120
                reader: plimsoll
                scope: node
                required: false
                duration: 2m
                measures: [gemm_rate]
                covers: [gpu]
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(240)
    void aBadIdleNodeBecomesSuspectAndACheckGivesWayAtOnce() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 2)) {
            plan(site, RATE.replace("PLAN", "first"));
            plan(site, RATE.replace("PLAN", "idle") + LONG);
            List<AgentDaemon> agents = new ArrayList<>();
            try {
                agents.add(agent(site, 0));
                agents.add(agent(site, 1));
                accept(site);
                Files.createFile(folder.resolve("bad-" + CampaignSite.node(1)));
                site.api
                        .on(IdleApi.SET_IDLE, CampaignSite.SITE)
                        .body(new IdleApi.NewRule("idle", 0, 2))
                        .send();

                CampaignSite.await("the bad one to be suspect", 60, () -> site.state(1) == UnitState.SUSPECT);
                Path pid = folder.resolve("long-" + CampaignSite.node(0));
                CampaignSite.await(
                        "the long test",
                        60,
                        () -> Files.exists(pid) && !read(pid).isEmpty());
                assertThat(folder.resolve("long-" + CampaignSite.node(1))).doesNotExist();
                assertThat(found(site))
                        .filteredOn(c -> c.test().equals("rate"))
                        .extracting(IdleApi.IdleCheck::node, IdleApi.IdleCheck::verdict)
                        .containsExactlyInAnyOrder(
                                org.assertj.core.groups.Tuple.tuple(CampaignSite.node(0), Verdict.PASS),
                                org.assertj.core.groups.Tuple.tuple(CampaignSite.node(1), Verdict.FAIL));
                assertThat(site.state(0)).isEqualTo(UnitState.ACCEPTED);

                // The node is wanted for something else: its check is gone within seconds, not after two minutes.
                long process = Long.parseLong(read(pid));
                assertThat(ProcessHandle.of(process)).isPresent();
                site.api
                        .on(LineApi.FAULT, CampaignSite.SITE, CampaignSite.node(0))
                        .body(new LineApi.NewFault("wanted elsewhere", "by hand", false, null, null))
                        .send();
                CampaignSite.await(
                        "the check to give way",
                        20,
                        () -> ProcessHandle.of(process)
                                .filter(ProcessHandle::isAlive)
                                .isEmpty());
                assertThat(site.api.on(IdleApi.IDLE, CampaignSite.SITE).send().running())
                        .isEmpty();
                assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
            } finally {
                agents.forEach(AgentDaemon::stop);
            }
        }
    }

    private void plan(CampaignSite site, String text) {
        site.api
                .on(AcceptanceApi.ADD_TEST_PLAN)
                .bytes(text.replace("FOLDER", folder.toString()).getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static List<IdleApi.IdleCheck> found(CampaignSite site) {
        return site.api.on(IdleApi.CHECKS, CampaignSite.SITE).send().items();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void accept(CampaignSite site) throws InterruptedException {
        long id = site.api
                .on(CampaignApi.CREATE, CampaignSite.SITE)
                .body(new CampaignApi.NewCampaign(
                        "first", "first", List.of(), null, null, null, null, null, null, null, null, null, null))
                .send()
                .id();
        CampaignSite.await("the campaign", 100, () -> site.show(id).status() == CampaignStatus.FINISHED);
        assertThat(site.show(id).nodes()).isEqualTo(new CampaignApi.NodeCounts(2, 0, 0, 0, 0));
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
}
