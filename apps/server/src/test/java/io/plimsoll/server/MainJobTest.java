/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.plimsoll.acceptance.certificate.CertificateVerifier;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import io.plimsoll.server.api.AcceptanceApi;
import io.plimsoll.server.api.FabricApi;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.api.SitesApi;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A site goes from its cabling plan to signed certificates through the server's doors, as its people would. */
class MainJobTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
    private final SmallSiteLife life = new SmallSiteLife(api, start);

    private LineApi.NodeView node(String site, int i) {
        return api.on(LineApi.NODE, site, SmallSite.node(i)).send();
    }

    @Test
    void aNodeWalksFromThePlanToACertificateThatAnyoneCanCheck() {
        String site = "main-job";
        life.upToInstalled(site);
        Instant looked = start.plus(Duration.ofHours(5));

        FabricApi.Observation wrong = life.observe(site, true, looked);
        assertThat(wrong.summary().repairOrders()).isEqualTo(1);
        assertThat(wrong.repairOrders()).isEqualTo(new FabricApi.OrderCounts(1, 0, 0));
        assertThat(node(site, 0).state()).isEqualTo(UnitState.INSTALLED);
        assertThat(node(site, 1).state()).isEqualTo(UnitState.CABLED);
        assertThat(node(site, 0).next().needs()).anyMatch(n -> n.contains("repair order"));

        FabricApi.OrderView order = api.on(FabricApi.REPAIR_ORDERS, site)
                .with(FabricApi.STATUS, FabricApi.OrderStatus.OPEN)
                .send()
                .items()
                .getFirst();
        assertThat(order.kind()).isIn(RepairOrder.Kind.SWAPPED_PAIR, RepairOrder.Kind.CROSSED_TWIN);
        assertThat(new String(api.on(FabricApi.WORKLIST, site).download(), StandardCharsets.UTF_8))
                .contains(order.id());
        assertThat(api.on(FabricApi.WORKLIST, site)
                        .with(FabricApi.WORKLIST_FORMAT, "pdf")
                        .download())
                .startsWith('%', 'P', 'D', 'F');
        FabricApi.OrderView ticked = order;
        for (int i = 0; i < order.moves().size(); i++) {
            FabricApi.Tick tick = new FabricApi.Tick(true, "a", "b", "phone-" + i, looked.plusSeconds(60));
            api.on(FabricApi.TICK, site, order.id(), i).body(tick).send();
            ticked = api.on(FabricApi.TICK, site, order.id(), i).body(tick).send();
        }
        assertThat(ticked.status()).isEqualTo(FabricApi.OrderStatus.AWAITING_CHECK);

        FabricApi.Observation right = life.observe(site, false, looked.plusSeconds(3600));
        assertThat(right.summary().findings()).isZero();
        assertThat(right.repairOrders()).isEqualTo(new FabricApi.OrderCounts(0, 1, 0));
        assertThat(node(site, 0).state()).isEqualTo(UnitState.CABLED);
        FabricApi.Difference difference = api.on(
                        FabricApi.VERIFICATION_DIFF, site, wrong.verificationId(), right.verificationId())
                .send();
        assertThat(difference.repairOrders().fixed()).hasSize(1);
        assertThat(difference.findings().appeared()).isEmpty();

        Instant tested = looked.plusSeconds(7200);
        life.waiveTheRest(site, tested, Instant.now().plus(Duration.ofDays(30)));
        AcceptanceApi.Finished finished = life.run(site, 0, List.of(), tested);
        assertThat(finished.blocking()).isEmpty();
        assertThat(finished.state()).isEqualTo(UnitState.ACCEPTED);

        LineApi.NodeView accepted = node(site, 0);
        assertThat(accepted.line().stream().map(LineApi.LineEntry::to))
                .contains(
                        UnitState.PLANNED,
                        UnitState.RECEIVED,
                        UnitState.INSTALLED,
                        UnitState.CABLED,
                        UnitState.TESTING,
                        UnitState.ACCEPTED);
        long id = java.util.Objects.requireNonNull(finished.certificateId());
        byte[] file = api.on(AcceptanceApi.CERTIFICATE_FILE, id).download();
        byte[] key = api.on(AcceptanceApi.SITE_KEY, site).download();
        assertThat(CertificateVerifier.verify(
                                file,
                                SiteKey.publicKeyFromPem(new String(key, StandardCharsets.US_ASCII), "key"),
                                Instant.now())
                        .reasons())
                .isEmpty();
        assertThat(api.on(AcceptanceApi.VERIFY_CERTIFICATE).bytes(file).send().reasons())
                .isEmpty();
        byte[] changed = new String(file, StandardCharsets.UTF_8)
                .replace("\"keyid\"", "\"keyid\" ")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(api.on(AcceptanceApi.VERIFY_CERTIFICATE)
                        .bytes(changed)
                        .send()
                        .valid())
                .isFalse();

        SitesApi.SiteView now = api.on(SitesApi.SITE, site).send();
        assertThat(now.fitGpus()).isEqualTo(8);
        assertThat(now.certificates()).isEqualTo(1);
        assertThat(now.gpus()).containsEntry(UnitState.CABLED, 24).containsEntry(UnitState.ACCEPTED, 8);
        SitesApi.SiteView then =
                api.on(SitesApi.SITE, site).with(Query.AT, looked).send();
        assertThat(then.fitGpus()).isZero();
        assertThat(api.on(SitesApi.LEDGER, site).send().conserved()).isTrue();
        assertThat(api.on(SitesApi.FLOOR, site).send().devices()).hasSize(6);
        assertThat(api.on(SitesApi.LOAD_LINE, site)
                        .with(Query.FROM, start)
                        .with(SitesApi.POINTS, 20)
                        .send()
                        .points())
                .hasSize(20)
                .last()
                .matches(p -> p.fit() == 8);
        assertThat(api.on(SitesApi.SEARCH).with(SitesApi.TEXT, "SN-0").send().items())
                .anyMatch(h -> h.href().equals("/sites/" + site + "/nodes/node-01"));
        assertThat(api.on(JournalApi.VERIFY_JOURNAL).send().firstBad()).isNull();
        assertThat(behind(site, "ACCEPTED")).containsExactly("unit.step node-01");
        assertThat(behind(site, "CABLED"))
                .containsExactly("unit.step node-04", "unit.step node-03", "unit.step node-02");
        assertThat(behind(site, "CABLES")).singleElement().asString().startsWith("fabric.observed");
        assertThat(behind(site, "ORDERS")).hasSize(now.openRepairOrders());
    }

    /** The journal rows that a figure rests on, newest first. */
    private List<String> behind(String site, String figure) {
        return api.on(JournalApi.BEHIND, site).with(JournalApi.FIGURE, figure).send().items().stream()
                .map(r -> r.kind() + " " + r.subject())
                .toList();
    }

    @Test
    void aNodeThatFailsARequiredTestGoesBackWithItsFault() {
        String site = "fails";
        life.upToInstalled(site);
        life.observe(site, false, start.plus(Duration.ofHours(5)));
        Instant tested = start.plus(Duration.ofHours(6));
        life.waiveTheRest(site, tested, Instant.now().plus(Duration.ofDays(1)));
        AcceptanceApi.Finished finished = life.run(site, 2, List.of("memory-patterns"), tested);
        assertThat(finished.certificateId()).isNull();
        assertThat(finished.state()).isEqualTo(UnitState.CABLED);
        assertThat(finished.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(finished.blocking().stream().map(AcceptanceApi.Blocking::test))
                .containsExactly("memory-patterns");
        LineApi.NodeView node = node(site, 2);
        assertThat(node.state()).isEqualTo(UnitState.CABLED);
        assertThat(node.certificates()).isEmpty();
    }

    @Test
    void aWaiverPastItsExpiryTakesItsNodesOutOfFitByItself() {
        String site = "waiver-ends";
        life.upToInstalled(site);
        life.observe(site, false, start.plus(Duration.ofHours(5)));
        Instant tested = start.plus(Duration.ofHours(6));
        life.waiveTheRest(site, tested, Instant.now().minus(Duration.ofHours(1)));
        assertThat(life.run(site, 3, List.of(), tested).state()).isEqualTo(UnitState.ACCEPTED);
        assertThat(api.on(SitesApi.SITE, site)
                        .with(Query.AT, tested.plusSeconds(3600))
                        .send()
                        .fitGpus())
                .isEqualTo(8);
        assertThat(api.on(SitesApi.SITE, site).send().fitGpus()).isZero();

        TestServer.get().server.reconcile();
        LineApi.NodeView node = node(site, 3);
        assertThat(node.state()).isEqualTo(UnitState.SUSPECT);
        LineApi.EvidenceRef why = java.util.Objects.requireNonNull(node.line().stream()
                .filter(e -> e.to() == UnitState.SUSPECT)
                .findFirst()
                .orElseThrow()
                .evidence());
        assertThat(why.summary()).contains("certificate").contains("ended");
        assertThat(TestServer.get().server.reconcile())
                .as("a second round changes nothing")
                .isZero();
    }

    @Test
    void aRevokedWaiverTakesItsNodesOutOfFitAtOnceAndIsRevokedOnce() {
        String site = "waiver-revoked";
        life.upToInstalled(site);
        life.observe(site, false, start.plus(Duration.ofHours(5)));
        Instant tested = start.plus(Duration.ofHours(6));
        life.waiveTheRest(site, tested, Instant.now().plus(Duration.ofDays(30)));
        assertThat(life.run(site, 3, List.of(), tested).state()).isEqualTo(UnitState.ACCEPTED);
        assertThat(api.on(SitesApi.SITE, site).send().fitGpus()).isEqualTo(8);

        long waiver =
                api.on(AcceptanceApi.WAIVERS, site).send().items().getFirst().id();
        AcceptanceApi.WaiverEnd end = new AcceptanceApi.WaiverEnd("the plugs are back", null);
        assertThat(api.on(AcceptanceApi.REVOKE_WAIVER, site, waiver)
                        .body(end)
                        .send()
                        .revokedAt())
                .isNotNull();
        assertThat(api.on(SitesApi.SITE, site).send().fitGpus()).isZero();
        ServerRefusedException again = catchThrowableOfType(
                ServerRefusedException.class,
                () -> api.on(AcceptanceApi.REVOKE_WAIVER, site, waiver)
                        .body(end)
                        .send());
        assertThat(again.status()).isEqualTo(409);
        assertThat(again).hasMessageContaining("has ended already");
    }

    @Test
    void aWrongModelIsRefusedAtTheDockAndADumpThatIsNotOneChangesNothing() {
        String site = "refusals";
        life.upToInstalled(site);
        LineApi.GoodsInResult in = api.on(LineApi.GOODS_IN, site)
                .body(new LineApi.GoodsInList(
                        List.of(new LineApi.Crate("PO-1/1", "DGX-B200", "SN-99", null, null)), start.plusSeconds(9000)))
                .send();
        assertThat(in.received()).isZero();
        assertThat(in.refused()).hasSize(1);

        ServerRefusedException notADump = catchThrowableOfType(
                ServerRefusedException.class,
                () -> api.on(FabricApi.OBSERVE, site)
                        .with(FabricApi.SOURCE, "photo.png")
                        .bytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2})
                        .send());
        assertThat(notADump.status()).isEqualTo(400);
        assertThat(notADump.details().problems().getFirst().source()).isEqualTo("photo.png");
        assertThat(api.on(FabricApi.VERIFICATIONS, site).send().items()).isEmpty();

        ServerRefusedException tooEarly = catchThrowableOfType(
                ServerRefusedException.class,
                () -> api.on(AcceptanceApi.START_RUN, site, "node-01")
                        .body(new AcceptanceApi.NewRun("host-quick", SmallSite.fingerprint(0), null))
                        .send());
        assertThat(tooEarly.status()).isEqualTo(409);

        ServerRefusedException future = catchThrowableOfType(
                ServerRefusedException.class,
                () -> api.on(LineApi.GOODS_IN, site)
                        .body(new LineApi.GoodsInList(List.of(), Instant.now().plus(Duration.ofDays(1))))
                        .send());
        assertThat(future.status()).isEqualTo(400);
        assertThat(Map.of("type", future.type())).containsEntry("type", "bad-input");
    }
}
