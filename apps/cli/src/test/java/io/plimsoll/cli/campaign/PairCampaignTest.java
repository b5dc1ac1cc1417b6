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
import io.plimsoll.server.api.JournalApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pairs, groups and a rack over the agents' door: from results that speak of two nodes to one verdict a node. */
@EnabledOnOs(OS.LINUX)
class PairCampaignTest {

    private static final int NODES = 6;

    /** Every pair with node-03 is slow; on the rack, node-05 alone finds an error. */
    private static final String PLAN = """
            plan: together
            version: 1
            title: Pairs in three rounds, groups, a rack
            tests:
              - id: pairs
                title: Two nodes at full speed
                stage: pairs
                tool: |
                  case "$PLIMSOLL_NODES" in *node-03*) v=50;; *) v=100;; esac
                  printf '# plimsoll test log 1\\ntest pairs\\ntool sh\\nmeasure busbw %s GB/s node\\nend\\n' $v
                reader: plimsoll
                scope: pair
                rounds: 3
                required: true
                duration: 1s
                measures: [busbw]
                criteria: [{metric: busbw, is: at-least, limit: 90, unit: GB/s, source: a test of this house}]
                covers: [hca]
              - id: groups
                title: All together
                stage: groups
                tool: |
                  printf '# plimsoll test log 1\\ntest groups\\ntool sh\\nmeasure busbw 100 GB/s node\\nend\\n'
                reader: plimsoll
                scope: group
                groups: [all]
                needs: [pairs]
                required: true
                duration: 1s
                measures: [busbw]
                criteria: [{metric: busbw, is: at-least, limit: 90, unit: GB/s, source: a test of this house}]
                covers: [hca]
              - id: soak
                title: The whole rack at once
                stage: thermal-soak
                tool: |
                  e=0; test "$PLIMSOLL_NODE" = node-05 && e=1
                  printf '# plimsoll test log 1\\ntest soak\\ntool sh\\nmeasure cpu_errors %s count node\\nend\\n' $e
                reader: plimsoll
                scope: rack
                required: true
                duration: 1s
                measures: [cpu_errors]
                criteria: [{metric: cpu_errors, is: equal, limit: 0, unit: count, source: known answers}]
                covers: [cpu]
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(300)
    void theNodeThatIsSlowWithEveryPartnerFailsAndItsPartnersAreAccepted() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, NODES)) {
            site.api
                    .on(AcceptanceApi.ADD_TEST_PLAN)
                    .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                    .send();
            List<AgentDaemon> agents = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            try {
                for (int n = 0; n < NODES; n++) {
                    Inventory inventory = CampaignSite.inventory(CampaignSite.serial(n));
                    AgentDaemon agent = AgentDaemon.enrolled(
                            site.door(),
                            site.agentToken(CampaignSite.node(n)),
                            folder.resolve("agent-" + n),
                            () -> inventory,
                            Clock.systemUTC(),
                            line -> {});
                    agents.add(agent);
                    threads.add(Thread.ofPlatform().daemon().start(() -> quietly(agent)));
                }
                long id = site.campaign("together", "together", List.of()).id();
                CampaignSite.await(
                        "the campaign's end", 200, () -> site.show(id).status() == CampaignStatus.FINISHED);
                verdicts(site, id);
                localisation(site, id);
                assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
            } finally {
                agents.forEach(AgentDaemon::stop);
                threads.forEach(Thread::interrupt);
            }
        }
    }

    private static void verdicts(CampaignSite site, long id) {
        CampaignApi.Matrix matrix = site.api.on(CampaignApi.MATRIX, id).send();
        assertThat(matrix.tests()).containsExactly("pairs", "groups", "soak");
        assertThat(matrix.nodes())
                .extracting(CampaignApi.MatrixRow::cells)
                .as("node by node")
                .containsExactly("PPP", "PPP", "FNP", "PPP", "PPF", "PPP");
        assertThat(site.show(id).nodes()).isEqualTo(new CampaignApi.NodeCounts(4, 2, 0, 0, 0));
        assertThat(site.state(0)).isEqualTo(UnitState.ACCEPTED);
        assertThat(site.state(2)).isEqualTo(UnitState.REPAIR);
        assertThat(site.api
                        .on(CampaignApi.TASKS, id)
                        .with(CampaignApi.TASK_STATE, io.plimsoll.acceptance.campaign.run.TaskStatus.ENDED)
                        .send()
                        .items())
                .as("the group of all was run again without node-03")
                .anyMatch(t -> t.test().equals("groups") && t.nodes().size() == NODES - 1);
    }

    private static void localisation(CampaignSite site, long id) {
        CampaignApi.LocalisationView view =
                site.api.on(CampaignApi.LOCALISATION, id).send();
        assertThat(view.test()).isEqualTo("pairs");
        assertThat(view.condemned()).extracting(CampaignApi.PartView::name).contains("node-03");
        assertThat(view.undecided()).isEmpty();
        CampaignApi.PartView worst = view.condemned().stream()
                .filter(p -> p.name().equals("node-03"))
                .findFirst()
                .orElseThrow();
        assertThat(worst.decision()).isEqualTo(Verdict.FAIL);
        assertThat(worst.evidence()).isNotEmpty().allSatisfy(e -> {
            assertThat(e.nodes()).contains("node-03").hasSize(2);
            assertThat(e.value()).isEqualTo(50.0);
            assertThat(e.limit()).isEqualTo(90.0);
        });
    }

    static void quietly(AgentDaemon agent) {
        try {
            agent.run();
        } catch (Exception e) {
            // stopped by the test
        }
    }
}
