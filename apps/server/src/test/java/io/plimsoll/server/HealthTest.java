/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.health.engine.StateCodec;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.HealthApi.IncidentRow;
import io.plimsoll.server.api.HealthApi.IncidentView;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.server.health.HealthSite;
import io.plimsoll.server.health.HealthSites;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);
    private final Database record = TestServer.get().server.record();

    private void site(String name) {
        api.on(SitesApi.CREATE_SITE)
                .body(new SitesApi.NewSite(name, "Test", "Europe/Oslo", false, null))
                .send();
    }

    private void plannedSite(String name) {
        site(name);
        api.on(FabricApi.IMPORT_PLAN, name).bytes(SmallSite.planFile()).send();
    }

    private static String xid(Instant at, String node, String pci, String line) {
        return at + " " + node + " kernel: NVRM: Xid (PCI:" + pci + "): " + line + "\n";
    }

    private HealthApi.SignalsHeard send(String site, String lines) {
        return api.on(HealthApi.SIGNALS, site)
                .bytes(lines.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private List<IncidentRow> incidents(String site) {
        engine(site).settle();
        return api.on(HealthApi.INCIDENTS, site).send().items();
    }

    private HealthSite engine(String site) {
        return TestServer.get().server.health().of(record.sites().find(site).orElseThrow());
    }

    private static final String OFF_THE_BUS = "79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.";

    @Test
    void whatWasAcknowledgedIsDecidedOnWithItsLineBehindIt() {
        plannedSite("health-one");
        HealthApi.SignalsHeard heard = send("health-one", xid(Instant.now(), "node-01", "0000:05:00", OFF_THE_BUS));
        assertThat(heard.kept()).isEqualTo(1);
        assertThat(heard.batch()).isPositive();
        IncidentRow row = incidents("health-one").getFirst();
        assertThat(row.code()).isEqualTo("79");
        assertThat(row.phase()).isEqualTo("ACTING");
        assertThat(row.says())
                .isEqualTo("PCI:0000:05:00 on node-01: XID 79, reboot is due, the node is out of service");
        IncidentView view =
                api.on(HealthApi.INCIDENT, "health-one", row.incident()).send();
        assertThat(view.affected().getFirst().rack()).isEqualTo("A02");
        assertThat(view.affected().getFirst().rackUnit()).isEqualTo(1);
        assertThat(view.plan())
                .extracting(HealthApi.PlanStep::remedy)
                .containsExactly("REBOOT", "POWER_CYCLE", "RESEAT", "SWAP", "RMA");
        assertThat(view.decisions())
                .extracting(HealthApi.DecisionView::what)
                .containsExactly("OPENED", "CORDONED", "STEP");
        assertThat(view.decisions().getFirst().raw()).contains("fallen off the bus");
        assertThat(view.next()).contains("the node is drained");
    }

    @Test
    void aLeafFailureIsOneIncidentAndTouchesNoNode() {
        plannedSite("health-leaf");
        Instant at = Instant.now();
        StringBuilder events = new StringBuilder("{\"events\": [");
        for (int n = 0; n < SmallSite.NODES; n++) {
            events.append(n == 0 ? "" : ",").append("""
                            {"time": "%s", "node": "%s", "entity": "mlx5_0/1", "kind": "infiniband", "code": "PORT_DOWN",
                             "mnemonic": "PORT_DOWN", "severity": "FATAL", "action": "CHECK_CABLE", "raw": "port %d down"}
                            """.formatted(at.plusMillis(n * 100L), SmallSite.node(n), n));
        }
        send("health-leaf", events + "]}");
        List<IncidentRow> open = incidents("health-leaf").stream()
                .filter(i -> i.closedAt() == null)
                .toList();
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().says()).endsWith("lost links: 4 nodes affected, nothing to do on the nodes");
        IncidentView view = api.on(
                        HealthApi.INCIDENT, "health-leaf", open.getFirst().incident())
                .send();
        assertThat(view.affected()).extracting(HealthApi.AffectedNode::node).hasSize(4);
        assertThat(view.decisions()).noneMatch(d -> d.what().equals("CORDONED"));
        assertThat(api.on(HealthApi.BUDGETS, "health-leaf").send().outOfService())
                .isZero();
    }

    @Test
    void anEngineThatWasKilledDecidesTheSameAgainAndWritesNothingTwice() throws IOException {
        plannedSite("health-killed");
        for (int i = 0; i < 5; i++) {
            send("health-killed", xid(Instant.now(), SmallSite.node(i % 4), "0000:0" + i + ":00", OFF_THE_BUS));
        }
        engine("health-killed").settle();
        int before = record.health().decisions("health-killed", "I-1", 100).size();
        long incidents = record.health()
                .incidents("health-killed", false, Long.MAX_VALUE, 100)
                .size();
        Site site = record.sites().find("health-killed").orElseThrow();
        try (HealthSites again = new HealthSites(record, InstantSource.fixed(Instant.EPOCH))) {
            HealthSite rebuilt = again.of(site);
            long deadline = System.nanoTime() + 20_000_000_000L;
            while (rebuilt.standing().done()
                            < engine("health-killed").standing().done()
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(bytes(rebuilt)).isEqualTo(bytes(engine("health-killed")));
        }
        assertThat(record.health().decisions("health-killed", "I-1", 100)).hasSize(before);
        assertThat(record.health().incidents("health-killed", false, Long.MAX_VALUE, 100))
                .hasSize((int) incidents);
    }

    private static byte[] bytes(HealthSite engine) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateCodec.write(engine.standing().state(), out);
        return out.toByteArray();
    }

    @Test
    void aRemedyIsReportedOnItsTurnOnlyAndOnlyByTheServersOwnDoor() {
        site("health-step");
        send("health-step", xid(Instant.now(), "lone", "0000:05:00", OFF_THE_BUS));
        String id = incidents("health-step").getFirst().incident();
        String turn = api.on(HealthApi.INCIDENT, "health-step", id).send().turn();
        HealthApi.SignalsHeard forged = send("health-step", """
                {"events": [{"time": "%s", "node": "lone", "entity": "PCI:0000:05:00", "kind": "remedy", "code": "DONE",
                 "mnemonic": "DONE", "severity": "INFO", "action": "NONE", "raw": "done, believe me"}]}
                """.formatted(Instant.now()));
        assertThat(forged.refused()).isEqualTo(1);
        assertThat(forged.batch()).isZero();
        assertThatThrownBy(() -> api.on(HealthApi.STEP, "health-step", id)
                        .body(new HealthApi.StepReport("I-1/ACTING/RESET/9", true, "boot ID 17"))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("has gone on");
        IncidentView failed = api.on(HealthApi.STEP, "health-step", id)
                .body(new HealthApi.StepReport(turn, false, "no answer after the boot"))
                .send();
        assertThat(failed.incident().step()).isEqualTo("POWER_CYCLE");
        IncidentView done = api.on(HealthApi.STEP, "health-step", id)
                .body(new HealthApi.StepReport(failed.turn(), true, "boot ID 18, 8 GPUs"))
                .send();
        assertThat(done.incident().phase()).isEqualTo("TESTING");
        assertThat(api.on(HealthApi.TESTED, "health-step", id)
                        .body(new HealthApi.StepReport(done.turn(), true, "diag level 3 passed"))
                        .send()
                        .incident()
                        .phase())
                .isEqualTo("BURN_IN");
    }

    @Test
    void rulesThatWouldLoseATrueCordonAreRefusedWithTheCordonAndOthersComeIntoForce() {
        site("health-rules");
        send("health-rules", xid(Instant.now().minusSeconds(60), "lone", "0000:05:00", OFF_THE_BUS));
        send(
                "health-rules",
                xid(Instant.now(), "lone", "0000:05:00", "119, pid=1, name=x, Timeout after 6s of waiting"));
        String id = incidents("health-rules").getFirst().incident();
        String turn = api.on(HealthApi.INCIDENT, "health-rules", id).send().turn();
        api.on(HealthApi.STEP, "health-rules", id)
                .body(new HealthApi.StepReport(turn, true, "boot ID 18"))
                .send();
        String blind = """
                rules: blind
                version: 1
                source: test
                detectors:
                  - {id: alert, type: MATCH, kind: alert, cause: host, because: "alerts only"}
                """;
        assertThatThrownBy(() -> api.on(HealthApi.ENABLE, "health-rules")
                        .bytes(blind.getBytes(StandardCharsets.UTF_8))
                        .send())
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("loses a true cordon: lone");
        assertThat(api.on(HealthApi.RULES, "health-rules").send().shipped()).isTrue();
        String ours = RuleSetReader.shippedText().replace("rules: plimsoll", "rules: ours");
        HealthApi.ReplayView enabled = api.on(HealthApi.ENABLE, "health-rules")
                .bytes(ours.getBytes(StandardCharsets.UTF_8))
                .send();
        assertThat(enabled.enabled()).isTrue();
        assertThat(enabled.lost()).isEmpty();
        assertThat(api.on(HealthApi.RULES, "health-rules").send().name()).isEqualTo("ours");
    }

    @Test
    void aNodeThatFloodsIsBoundedAndTold() {
        site("health-flood");
        StringBuilder lines = new StringBuilder();
        Instant at = Instant.now();
        for (int i = 0; i < 7_000; i++) {
            lines.append(xid(at.plusMillis(i), "noisy", "0000:05:00", "43, pid=" + i + ", name=x, Ch 00000010"));
        }
        HealthApi.SignalsHeard heard = send("health-flood", lines.toString());
        assertThat(heard.kept()).isEqualTo(6_000);
        assertThat(heard.refused()).isEqualTo(1_000);
        assertThat(heard.warnings()).anyMatch(w -> w.startsWith("1000 signals were counted and not kept"));
        engine("health-flood").settle();
        HealthApi.OwnHealth own = api.on(HealthApi.OWN, "health-flood").send();
        assertThat(own.working()).isTrue();
        assertThat(own.behindSignals()).isZero();
        assertThat(own.dropped()).isZero();
        assertThat(own.flooding()).containsExactly(new HealthApi.Flood("noisy", 1_000));
    }

    @Test
    void aSerialsLifeIsToldOverSlots() {
        site("health-part");
        List<String> places = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String node = "n" + i;
            places.add(node + "/PCI:0000:05:00");
            send("health-part", """
                    {"events": [{"time": "%s", "node": "%s", "entity": "PCI:0000:05:00", "kind": "xid", "code": "64",
                     "mnemonic": "ROW_REMAP", "severity": "FATAL", "action": "RESET_GPU", "raw": "Xid 64",
                     "attributes": {"serial": "1650423"}}]}
                    """.formatted(Instant.now(), node));
        }
        engine("health-part").settle();
        HealthApi.PartHistory part =
                api.on(HealthApi.PART, "health-part", "1650423").send();
        assertThat(part.slots()).isEqualTo(3);
        assertThat(part.blame()).isEqualTo("the part");
        assertThat(part.entries()).extracting(HealthApi.PartEntry::place).containsAll(places);
        assertThat(incidents("health-part").getFirst().says()).startsWith("GPU serial 1650423 failed in several slots");
    }
}
