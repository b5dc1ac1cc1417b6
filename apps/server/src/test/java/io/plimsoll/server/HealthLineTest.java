/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.health.rules.RuleSetReader;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import io.plimsoll.server.api.HealthApi;
import io.plimsoll.server.api.HealthApi.IncidentView;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import io.plimsoll.server.health.HealthSite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What automation decides and the line that units walk say the same, in both directions. */
class HealthLineTest {

    private static final String OFF_THE_BUS = "79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.";

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);

    private void send(String site, int node, String line) {
        api.on(HealthApi.SIGNALS, site)
                .bytes((Instant.now() + " " + SmallSite.node(node) + " kernel: NVRM: Xid (PCI:0000:05:00): " + line
                                + "\n")
                        .getBytes(StandardCharsets.UTF_8))
                .send();
        engine(site).settle();
    }

    private HealthSite engine(String site) {
        return TestServer.get()
                .server
                .health()
                .of(TestServer.get().server.record().sites().find(site).orElseThrow());
    }

    private IncidentView incident(String site) {
        return api.on(HealthApi.INCIDENT, site, "I-1").send();
    }

    private LineApi.NodeView node(String site) {
        return api.on(LineApi.NODE, site, SmallSite.node(0)).send();
    }

    private void until(String what, BooleanSupplier done) {
        Instant end = Instant.now().plusSeconds(20);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
    }

    private void noBurnIn(String site) {
        String rules = RuleSetReader.shippedText().replace("burnIn: 24 h", "burnIn: 0 s");
        api.on(HealthApi.ENABLE, site)
                .bytes(rules.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private IncidentView reported(String site, boolean done) {
        return api.on(HealthApi.STEP, site, "I-1")
                .body(new HealthApi.StepReport(incident(site).turn(), done, "boot ID 18, 8 GPUs"))
                .send();
    }

    @Test
    void aRepairedNodeServesAgainOnlyByACertificateOfARunThatBeganAfterItsRepair() {
        String site = "health-gate";
        ServingSite nodes = new ServingSite(api, site).make(2, 1);
        noBurnIn(site);
        send(site, 0, OFF_THE_BUS);
        until("out of service", () -> node(site).state() == UnitState.DRAINING);
        LineApi.EvidenceRef fault = Objects.requireNonNull(node(site).line().stream()
                .filter(e -> e.to() == UnitState.SUSPECT)
                .findFirst()
                .orElseThrow()
                .evidence());
        assertThat(fault.kind()).isEqualTo(EvidenceKind.FAULT);
        assertThat(TestServer.get()
                        .server
                        .record()
                        .line()
                        .evidence(fault.id())
                        .orElseThrow()
                        .payload())
                .contains("fallen off the bus")
                .contains("I-1");

        assertThat(reported(site, true).incident().phase()).isEqualTo("TESTING");
        until("back to CABLED", () -> node(site).state() == UnitState.CABLED);
        assertThat(node(site).certificates()).allMatch(c -> c.revokedAt() != null);
        assertThat(incident(site).incident().phase()).isEqualTo("TESTING");

        assertThat(nodes.testNow(0, Set.of("memory-patterns")).certificateId()).isNull();
        until(
                "a failed run climbs the ladder",
                () -> "POWER_CYCLE".equals(incident(site).incident().step()));
        assertThat(incident(site).incident().phase()).isEqualTo("ACTING");

        reported(site, true);
        assertThat(nodes.testNow(0, Set.of()).state()).isEqualTo(UnitState.ACCEPTED);
        until(
                "the certificate opens the gate",
                () -> incident(site).incident().phase().equals("PROBATION"));
        until("it serves whom it served", () -> node(site).state() == UnitState.SERVING);
        assertThat(incident(site).decisions())
                .extracting(HealthApi.DecisionView::what)
                .containsSubsequence("CORDONED", "STEP", "STEP", "STEP", "STEP", "FREED", "PROBATION");
    }

    @Test
    void aPromiseOnTheRecordHoldsAutomationBackUntilSomebodyAllowsItByName() {
        String site = "health-floor";
        new ServingSite(api, site).make(2, 2);
        send(site, 0, OFF_THE_BUS);
        assertThat(incident(site).incident().phase()).isEqualTo("HELD");
        assertThat(incident(site).next()).contains("would leave 1 nodes to acme, promised 2");
        assertThat(node(site).state()).isEqualTo(UnitState.SERVING);
        assertThat(api.on(HealthApi.BUDGETS, site).send().floors())
                .containsExactly(new HealthApi.FloorView("acme", 2, 2, 0, 0));
        api.on(HealthApi.APPROVE, site, "I-1")
                .body(new HealthApi.Approval("Acme agreed on the phone"))
                .send();
        assertThat(incident(site).incident().phase()).isEqualTo("ACTING");
        until("out of service", () -> node(site).state() == UnitState.DRAINING);
    }

    @Test
    void aNodeThatPeopleTookOutCountsAgainstTheFloorToo() {
        String site = "health-people";
        new ServingSite(api, site).make(2, 1);
        api.on(LineApi.FAULT, site, SmallSite.node(1))
                .body(new LineApi.NewFault("smoke", "seen by tina", true, null, null))
                .send();
        send(site, 0, OFF_THE_BUS);
        assertThat(incident(site).incident().phase()).isEqualTo("HELD");
        assertThat(incident(site).next()).contains("would leave 0 nodes to acme, promised 1");
    }

    @Test
    void whatIsDoneByHandIsDoneWhenTheRepairIsOnTheRecordWithItsSerials() {
        String site = "health-hands";
        new ServingSite(api, site).make(2, 1);
        send(site, 0, "64, pid=1, name=x, Row remapper: failed");
        assertThat(incident(site).incident().step()).isEqualTo("RMA");
        until("in repair", () -> node(site).state() == UnitState.REPAIR);
        assertThatThrownBy(() -> reported(site, true))
                .isInstanceOf(ServerRefusedException.class)
                .hasMessageContaining("repair record");
        api.on(LineApi.REPAIRED, site, SmallSite.node(0))
                .body(new LineApi.NewRepair(
                        List.of(new LineApi.ReplacedPart(PartKind.GPU, "GPU-0-0", "GPU-9-9", null)),
                        "tina",
                        "I-1",
                        null))
                .send();
        until("the gate", () -> incident(site).incident().phase().equals("TESTING"));
        assertThat(node(site).state())
                .as("hands were in it: its cables are looked at again")
                .isEqualTo(UnitState.INSTALLED);
    }
}
