/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.CampaignApi;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.launch.LauncherSettings;
import io.plimsoll.testkit.RealSlurm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A real Slurm takes a node out of service because of a line in its kernel log, and gets it back through the gate. */
@EnabledOnOs(OS.LINUX)
class SlurmHealthTest {

    private static final int NODES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(400)
    void anXid79DrainsItsNodeInSlurmAndACertificateBringsItBack() throws Exception {
        try (RealSlurm slurm = RealSlurm.start(CampaignSite.node(0), CampaignSite.node(1));
                CampaignSite site = new CampaignSite(folder, NODES, settings(slurm))) {
            test(site, "first", List.of());
            String rules = RuleSetReader.shippedText().replace("burnIn: 24 h", "burnIn: 0 s");
            site.api
                    .on(HealthApi.ENABLE, CampaignSite.SITE)
                    .bytes(rules.getBytes(StandardCharsets.UTF_8))
                    .send();

            xid(site, 0);
            awaitSlurm(slurm, 0, "drained plimsoll: health hall-1 I-1: XID 79 on PCI:0000:05:00, REBOOT");
            CampaignSite.await("the line follows", 30, () -> site.state(0) == UnitState.DRAINING);
            assertThat(slurm.sinfo(CampaignSite.node(1))).isEqualTo("idle none");

            report(site, "I-1");
            CampaignSite.await("back to CABLED", 30, () -> site.state(0) == UnitState.CABLED);
            assertThat(slurm.sinfo(CampaignSite.node(0)))
                    .as("repaired, and not tested yet")
                    .startsWith("drained plimsoll: health");

            test(site, "second", List.of(CampaignSite.node(0)));
            CampaignSite.await("the gate opens", 30, () -> phase(site, "I-1").equals("PROBATION"));
            awaitSlurm(slurm, 0, "idle none");
            assertThat(site.state(0)).isEqualTo(UnitState.ACCEPTED);

            othersStay(slurm, site);
            assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
        }
    }

    /** What a person drained is no reason of ours: it is neither taken over nor ended. */
    private void othersStay(RealSlurm slurm, CampaignSite site) throws Exception {
        slurm.run("scontrol", "update", "NodeName=" + CampaignSite.node(1), "State=DRAIN", "Reason=fan 3");
        xid(site, 1);
        CampaignSite.await("the line follows", 30, () -> site.state(1) == UnitState.DRAINING);
        report(site, "I-2");
        CampaignSite.await("back to CABLED", 30, () -> site.state(1) == UnitState.CABLED);
        assertThat(slurm.sinfo(CampaignSite.node(1))).isEqualTo("drained fan 3");
    }

    private static void awaitSlurm(RealSlurm slurm, int node, String says) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String now = slurm.sinfo(CampaignSite.node(node));
        while (!now.equals(says) && System.nanoTime() < end) {
            Thread.sleep(Duration.ofMillis(200));
            now = slurm.sinfo(CampaignSite.node(node));
        }
        assertThat(now).isEqualTo(says);
    }

    private static void xid(CampaignSite site, int node) {
        String line = Instant.now() + " " + CampaignSite.node(node)
                + " kernel: NVRM: Xid (PCI:0000:05:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.\n";
        site.api
                .on(HealthApi.SIGNALS, CampaignSite.SITE)
                .bytes(line.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static String phase(CampaignSite site, String incident) {
        return site.api
                .on(HealthApi.INCIDENT, CampaignSite.SITE, incident)
                .send()
                .incident()
                .phase();
    }

    private static void report(CampaignSite site, String incident) {
        HealthApi.IncidentView view =
                site.api.on(HealthApi.INCIDENT, CampaignSite.SITE, incident).send();
        site.api
                .on(HealthApi.STEP, CampaignSite.SITE, incident)
                .body(new HealthApi.StepReport(view.turn(), true, "boot ID 18, 8 GPUs"))
                .send();
    }

    private static void test(CampaignSite site, String name, List<String> nodes) throws Exception {
        long id = site.api
                .on(CampaignApi.CREATE, CampaignSite.SITE)
                .body(new CampaignApi.NewCampaign(
                        name, "brief", nodes, null, null, null, null, null, null, "slurm", null, null, null))
                .send()
                .id();
        CampaignSite.await(
                "the end of campaign " + name, 180, () -> site.show(id).status() == CampaignStatus.FINISHED);
        assertThat(site.state(0)).isEqualTo(UnitState.ACCEPTED);
    }

    private LauncherSettings settings(RealSlurm slurm) throws Exception {
        Path script = Files.writeString(folder.resolve("built-in.sh"), """
                #!/bin/sh
                run() {
                  CLASSPATH='%2$s' '%1$s/bin/java' -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \\
                    --enable-native-access=ALL-UNNAMED io.plimsoll.cli.Main agent test "$1" --test "$2" --plan "$3"
                }
                case "$1 $PLIMSOLL_NODE" in
                "fingerprint node-01") run "$@" ;;
                fingerprint*) run "$@" | sed "s/\\"nodeSerial\\":\\"[^\\"]*\\"/\\"nodeSerial\\":\\"SN-$((${PLIMSOLL_NODE#node-0} - 1))\\"/" ;;
                *) run "$@" ;;
                esac
                """.formatted(
                        System.getProperty("java.home"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return LauncherSettings.NONE
                .with("slurm.conf", slurm.conf().toString())
                .with("slurm.built-in", script + " {name} {test} {plan}");
    }
}
