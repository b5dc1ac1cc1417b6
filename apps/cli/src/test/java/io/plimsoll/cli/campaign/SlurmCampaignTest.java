/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.launch.LauncherSettings;
import io.plimsoll.testkit.RealSlurm;
import io.plimsoll.testkit.Seeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the plan host, shortened, through a real Slurm: what it finds is drained, repaired and comes back. */
@EnabledOnOs(OS.LINUX)
class SlurmCampaignTest {

    private static final int NODES = 3;
    private static final long SEED = 7;

    /** The plan host without its long tests. */
    private static final String PLAN = """
            plan: host-brief
            version: 1
            title: The host plan's correctness tests, one second each
            tests:
              - id: inventory
                title: The host says who it is
                stage: inventory
                tool: built-in:inventory
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                measures: [identities_found]
                criteria: [{metric: identities_found, is: at-least, limit: 1, unit: count, source: in-toto Statement v1}]
                covers: [board, cpu, dimm]
              - id: host-memory
                title: Memory keeps what was written
                stage: host
                tool: built-in:memory
                reader: plimsoll
                scope: node
                required: true
                duration: 1s
                needs: [inventory]
                measures: [memory_errors, memory_detector_caught]
                criteria:
                  - {metric: memory_detector_caught, is: equal, limit: 1, unit: count, source: a test that sees nothing shows nothing}
                  - {metric: memory_errors, is: equal, limit: 0, unit: count, source: any miscompare is a fault}
                covers: [dimm, cpu, board]
              - id: host-cpu
                title: Every core computes the known answer
                stage: host
                tool: built-in:cpu
                reader: plimsoll
                scope: core
                required: true
                duration: 1s
                needs: [inventory]
                measures: [cpu_errors, cpu_rounds]
                criteria: [{metric: cpu_errors, is: equal, limit: 0, unit: count, source: FIPS 180-4}]
                covers: [cpu, board]
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(400)
    void aNodeThatFailsIsDrainedInSlurmAndComesBackOnlyWithANewCertificate() throws Exception {
        RandomGenerator random = Seeds.random(SEED);
        int bad = random.nextInt(NODES);
        int wrongWords = 1 + random.nextInt(1000);
        try (RealSlurm slurm = RealSlurm.start(CampaignSite.node(0), CampaignSite.node(1), CampaignSite.node(2));
                CampaignSite site = new CampaignSite(folder, NODES, settings(slurm))) {
            site.api
                    .on(AcceptanceApi.ADD_TEST_PLAN)
                    .bytes(PLAN.getBytes(StandardCharsets.UTF_8))
                    .send();
            Files.writeString(fault(bad), String.valueOf(wrongWords));

            CampaignApi.CampaignView first = run(site, slurm, "first", List.of());
            assertThat(first.nodes()).isEqualTo(new CampaignApi.NodeCounts(NODES - 1, 1, 0, 0, 0));
            assertThat(site.state(bad)).isEqualTo(UnitState.REPAIR);
            assertThat(slurm.sinfo(CampaignSite.node(bad)))
                    .startsWith("drained plimsoll: campaign first: host-memory failed: memory_errors is ");
            othersAreIdle(slurm, bad);
            assertThat(certificates(site)).isEqualTo(NODES - 1);

            repair(site, bad);
            CampaignApi.CampaignView second = run(site, slurm, "second", List.of(CampaignSite.node(bad)));
            assertThat(second.nodes()).isEqualTo(new CampaignApi.NodeCounts(1, 0, 0, 0, 0));
            assertThat(site.state(bad)).isEqualTo(UnitState.ACCEPTED);
            RealSlurm.await(
                    "the repaired node is idle",
                    Duration.ofSeconds(20),
                    () -> slurm.sinfo(CampaignSite.node(bad)).equals("idle none"));
            othersAreIdle(slurm, bad);
            assertThat(certificates(site)).isEqualTo(NODES);
            assertThat(slurm.run("squeue", "-h", "-a")).isEmpty();
            assertThat(slurm.run("scontrol", "show", "reservation")).contains("No reservations");
            assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
        }
    }

    private static CampaignApi.CampaignView run(CampaignSite site, RealSlurm slurm, String name, List<String> nodes)
            throws InterruptedException {
        long id = site.api
                .on(CampaignApi.CREATE, CampaignSite.SITE)
                .body(new CampaignApi.NewCampaign(
                        name, "host-brief", nodes, null, null, null, null, null, null, "slurm", null, null, null))
                .send()
                .id();
        CampaignSite.await(
                "the campaign holds its nodes",
                60,
                () -> slurm.run("scontrol", "show", "reservation").contains("ReservationName=plimsoll"));
        CampaignSite.await(
                "the end of campaign " + name, 180, () -> site.show(id).status() == CampaignStatus.FINISHED);
        return site.show(id);
    }

    private static void othersAreIdle(RealSlurm slurm, int bad) {
        for (int n = 0; n < NODES; n++) {
            String node = CampaignSite.node(n);
            if (n != bad) {
                RealSlurm.await(
                        node + " is given back",
                        Duration.ofSeconds(20),
                        () -> slurm.sinfo(node).equals("idle none"));
            }
        }
    }

    private static int certificates(CampaignSite site) {
        return site.api
                .on(AcceptanceApi.CERTIFICATES, CampaignSite.SITE)
                .send()
                .items()
                .size();
    }

    /** The DIMM is another one, the cables were looked at again. */
    private void repair(CampaignSite site, int bad) throws Exception {
        Files.delete(fault(bad));
        site.api
                .on(LineApi.REPAIRED, CampaignSite.SITE, CampaignSite.node(bad))
                .body(new LineApi.NewRepair(
                        List.of(new LineApi.ReplacedPart(PartKind.DIMM, "DIMM-OLD", "DIMM-NEW", null)),
                        "tina",
                        "WO-1",
                        null))
                .send();
        assertThat(site.state(bad)).isEqualTo(UnitState.INSTALLED);
        site.observe();
        CampaignSite.await("the cable check", 30, () -> site.state(bad) == UnitState.CABLED);
    }

    private Path fault(int node) {
        return folder.resolve("fault-" + CampaignSite.node(node));
    }

    private LauncherSettings settings(RealSlurm slurm) throws Exception {
        return LauncherSettings.NONE
                .with("slurm.conf", slurm.conf().toString())
                .with("slurm.built-in", script() + " {name} {test} {plan}");
    }

    /**
     * The real built-in tests. As all nodes are this one host, each but the first says a serial of its own; and as no memory
     * is bad here, the word of a node with a fault is made bad in its log.
     */
    private Path script() throws Exception {
        Path script = Files.writeString(folder.resolve("built-in.sh"), """
                #!/bin/sh
                fault="%1$s/fault-$PLIMSOLL_NODE"
                run() {
                  CLASSPATH='%3$s' '%2$s/bin/java' -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
                    --enable-native-access=ALL-UNNAMED io.plimsoll.cli.Main agent test "$1" --test "$2" --plan "$3"
                }
                case "$1 $PLIMSOLL_NODE" in
                "fingerprint node-01") run "$@" ;;
                fingerprint*) run "$@" | sed "s/\\"nodeSerial\\":\\"[^\\"]*\\"/\\"nodeSerial\\":\\"SN-$((${PLIMSOLL_NODE#node-0} - 1))\\"/" ;;
                memory*)
                  if [ -e "$fault" ]; then
                    run "$@" | sed "s/^measure memory_errors 0 /measure memory_errors $(cat "$fault") /; s/^says PASS/says FAIL/"
                    exit 1
                  fi
                  run "$@" ;;
                *) run "$@" ;;
                esac
                """.formatted(
                        folder, System.getProperty("java.home"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }
}
