/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.run.CampaignStatus;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Agents;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.JournalApi;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An agent that never heard its answer says everything again, and a late one says what nobody waits for any more. */
@EnabledOnOs(OS.LINUX)
class TwiceReportedTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Timeout(120)
    void whatIsReportedTwiceIsOnTheRecordOnceAndOneCertificateComesOfIt() throws Exception {
        try (CampaignSite site = new CampaignSite(folder, 1)) {
            Fingerprint made = CampaignSite.inventory(CampaignSite.serial(0)).fingerprint();
            long id = site.campaign("again", List.of(CampaignSite.node(0))).id();

            AgentWire.Order what = order(site, made);
            assertThat(what.test()).isEqualTo(AgentWire.FINGERPRINT);
            assertThat(report(site, made, what, made.canonicalJson())).isEqualTo(AgentWire.Answer.TAKEN);
            assertThat(report(site, made, what, made.canonicalJson())).isEqualTo(AgentWire.Answer.KNOWN);

            for (String metric : List.of("cpu_errors", "loopback_corrupt_bytes")) {
                AgentWire.Order test = order(site, made);
                String log = good(metric, made);
                assertThat(report(site, made, test, log)).isEqualTo(AgentWire.Answer.TAKEN);
                assertThat(report(site, made, test, log))
                        .as("the same again")
                        .isIn(AgentWire.Answer.KNOWN, AgentWire.Answer.ASIDE);
            }
            CampaignSite.await("the end", 30, () -> site.show(id).status() == CampaignStatus.FINISHED);
            assertThat(report(site, made, what, made.canonicalJson()))
                    .as("after the end nobody waits for it")
                    .isEqualTo(AgentWire.Answer.ASIDE);

            assertThat(site.api
                            .on(AcceptanceApi.CERTIFICATES, CampaignSite.SITE)
                            .send()
                            .items())
                    .hasSize(1);
            assertThat(site.api.on(JournalApi.JOURNAL).send().items())
                    .filteredOn(row -> row.kind().equals("run.started"))
                    .hasSize(1);
            assertThat(site.api.on(JournalApi.VERIFY_JOURNAL).send().ok()).isTrue();
        }
    }

    private static String good(String metric, Fingerprint made) {
        TestLog log = new TestLog("test", "by hand");
        if (metric.equals("cpu_errors")) {
            for (int core = 0;
                    core < made.parts(io.plimsoll.acceptance.PartKind.CPU).size() * 512;
                    core++) {
                log.measure(metric, 0, "count", "core:" + core);
            }
        } else {
            log.measure(metric, 0, "count", "node");
        }
        return log.end();
    }

    private static Agents.AgentRow agent(Fingerprint made) {
        return new Agents.AgentRow(
                1, CampaignSite.SITE, CampaignSite.node(0), made.nodeSerial(), Sha256.of("key"), Instant.EPOCH);
    }

    private static AgentWire.Order order(CampaignSite site, Fingerprint made) throws InterruptedException {
        for (int i = 0; i < 30; i++) {
            AgentWire.Work work = site.server
                    .campaigns()
                    .desk()
                    .ask(
                            CampaignSite.SITE,
                            CampaignSite.node(0),
                            new AgentWire.Ask(
                                    CampaignSite.node(0),
                                    List.of(),
                                    made.digest().hex(),
                                    Instant.now(),
                                    1));
            if (!work.orders().isEmpty()) {
                return work.orders().getFirst();
            }
        }
        throw new AssertionError("no order came");
    }

    private static AgentWire.Answer report(CampaignSite site, Fingerprint made, AgentWire.Order order, String log)
            throws InterruptedException {
        byte[] bytes = log.getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.now();
        AgentWire.Report report = new AgentWire.Report(
                order.key(),
                "by hand",
                AgentWire.Outcome.LOG,
                "",
                0,
                now.minusSeconds(1),
                now,
                now,
                made.digest().hex(),
                true,
                log,
                bytes.length,
                Sha256.of(bytes).hex(),
                false);
        return site.server
                .campaigns()
                .reports()
                .take(agent(made), report, bytes)
                .answer();
    }
}
