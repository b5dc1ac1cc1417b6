/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.server.api.BlockersApi;
import io.plimsoll.server.api.BlockersApi.BlockerView;
import io.plimsoll.server.api.BlockersApi.BlockersView;
import io.plimsoll.server.api.LineApi;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.api.Role;
import io.plimsoll.server.client.PlimsollClient;
import io.plimsoll.server.client.ServerRefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What blocks which GPUs and which contract date, from the record to the board. */
class BlockersTest {

    private final PlimsollClient api = TestServer.get().as(Role.ADMIN);
    private final PlimsollClient coordinator = TestServer.get().as(Role.COORDINATOR);
    private final Instant start = Instant.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
    private final SmallSiteLife life = new SmallSiteLife(api, start);

    private void promise(String site, Instant from) {
        TestServer.get()
                .as(Role.CAPACITY_MANAGER)
                .on(PromiseApi.AGREE, site)
                .bytes("""
                        commitments:
                          - id: acme
                            customer: Acme
                            unit: node
                            tranches: [{quantity: 4, from: %s}]
                            availability: {target: 99%%, measure: timeMet}
                            price: {cents: 1000000, per: unit month}
                            currency: USD
                            credits: {ladder: [{below: 99%%, credit: 10%%}], claimDays: 30}
                        """.formatted(from).getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private BlockersView board(String site) {
        return TestServer.get().as(Role.VIEWER).on(BlockersApi.BLOCKERS, site).send();
    }

    private static BlockerView byOrigin(BlockersView view, String origin) {
        return view.blockers().stream()
                .filter(b -> b.origin().equals(origin))
                .findFirst()
                .orElseThrow();
    }

    private BlockersApi.BlockerDetail step(
            String site,
            long id,
            BlockerStep step,
            @Nullable String owner,
            @Nullable Instant eta,
            @Nullable String says) {
        return coordinator
                .on(BlockersApi.STEP, site, id)
                .body(new BlockersApi.TakeStep(
                        step, owner, eta, eta == null ? null : eta.plusSeconds(86_400), null, says))
                .send();
    }

    @Test
    void theRecordRaisesWhatItShowsPricesItAndClearsItOnceItIsGone() {
        String site = "held-up";
        life.planned(site);
        Instant due = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);
        promise(site, due);
        TestServer.get().server.reconcile();
        BlockerView late = byOrigin(board(site), "order-line:PO-1/1");
        assertThat(late.kind()).isEqualTo(BlockerKind.LOGISTICS);
        assertThat(late.supplier()).isEqualTo("maker");
        assertThat(late.title()).isEqualTo("PO-1/1: 4 of 4 DGX-H100 have not come");
        assertThat(late.gpus()).isEqualTo(32);
        assertThat(late.basis()).as("nobody has said when").isEqualTo(Board.Basis.UNKNOWN);
        assertThat(late.moves()).containsExactly("acme");

        Instant truck = due.plus(Duration.ofDays(3));
        step(site, late.id(), BlockerStep.OWNED, "logistics", null, null);
        step(site, late.id(), BlockerStep.ETA, null, truck, null);
        BlockersView view = board(site);
        late = byOrigin(view, "order-line:PO-1/1");
        assertThat(late.state()).isEqualTo(BlockerState.ETA_GIVEN);
        assertThat(late.price().contractDays()).isEqualTo(3);
        assertThat(late.priceLate().contractDays()).isEqualTo(4);
        assertThat(late.price().shortGpuHours()).isEqualTo(32 * 72);
        assertThat(view.promises().getFirst().begins()).isEqualTo(truck);
        assertThat(view.next().getFirst().owner()).isEqualTo("logistics");

        api.on(LineApi.GOODS_IN, site)
                .body(new LineApi.GoodsInList(SmallSite.crates(), start.plusSeconds(3600)))
                .send();
        TestServer.get().server.reconcile();
        BlockersApi.BlockerDetail detail =
                api.on(BlockersApi.BLOCKER, site, late.id()).send();
        assertThat(detail.blocker().state()).isEqualTo(BlockerState.CLEARED);
        assertThat(detail.steps()).extracting(BlockersApi.Happened::step).endsWith(BlockerStep.CLEARED);
        assertThat(step(site, late.id(), BlockerStep.VERIFIED, null, null, null)
                        .blocker()
                        .state())
                .isEqualTo(BlockerState.VERIFIED);
        assertThat(board(site).times()).extracting(BlockersApi.TimesLine::name).contains("LOGISTICS", site, "maker");
    }

    @Test
    void aSwappedCableHoldsItsNodeUntilTheDumpShowsItRight() {
        String site = "miswired";
        life.upToInstalled(site);
        life.observe(site, true, start.plusSeconds(9_000));
        TestServer.get().server.reconcile();
        BlockersView view = board(site);
        BlockerView fabric = view.blockers().stream()
                .filter(b -> b.origin().startsWith("repair-order:"))
                .findFirst()
                .orElseThrow();
        assertThat(fabric.kind()).isEqualTo(BlockerKind.FABRIC);
        assertThat(fabric.blocks()).containsExactly("unit:node-01");
        assertThat(fabric.gpus()).isEqualTo(8);
        int rows = api.on(BlockersApi.BLOCKER, site, fabric.id()).send().steps().size();
        TestServer.get().server.reconcile();
        assertThat(api.on(BlockersApi.BLOCKER, site, fabric.id()).send().steps())
                .as("a second look changes nothing")
                .hasSize(rows);
        step(site, fabric.id(), BlockerStep.CLEARED, null, null, "they say it is done");
        TestServer.get().server.reconcile();
        assertThat(api.on(BlockersApi.BLOCKER, site, fabric.id())
                        .send()
                        .blocker()
                        .state())
                .as("the record shows it still")
                .isEqualTo(BlockerState.OPEN);
        life.observe(site, false, start.plusSeconds(12_000));
        TestServer.get().server.reconcile();
        assertThat(api.on(BlockersApi.BLOCKER, site, fabric.id())
                        .send()
                        .blocker()
                        .state())
                .isEqualTo(BlockerState.CLEARED);
    }

    @Test
    void oneRaisedByHandWaitsOnAnotherAndACircleIsExplained() {
        String site = "by-hand";
        life.planned(site);
        long crane = raise(site, BlockerKind.LOGISTICS, "the crane", List.of("rack:A02"), List.of());
        long permit = raise(site, BlockerKind.PERMIT, "the permit, ring +47 900 12 345", List.of(), List.of(crane));
        coordinator
                .on(BlockersApi.STEP, site, crane)
                .body(new BlockersApi.TakeStep(BlockerStep.WAITS, null, null, null, permit, null))
                .send();
        BlockersView view = board(site);
        assertThat(view.circles()).hasSize(1);
        assertThat(view.circles().getFirst().says()).contains(crane + " waits on " + permit);
        BlockerView row = view.blockers().stream()
                .filter(b -> b.id() == permit)
                .findFirst()
                .orElseThrow();
        assertThat(row.title()).as("numbers stay out of the record").isEqualTo("the permit, ring [number removed]");
        assertThat(row.basis()).isEqualTo(Board.Basis.CIRCLE);
        assertThat(row.gpus()).as("rack A02 is behind it").isEqualTo(32);
        assertThat(view.blockers().getFirst().id())
                .as("without the crane the rack is free")
                .isEqualTo(crane);
        assertThat(view.blockers().getFirst().price()).isEqualTo(view.total());
        assertThat(view.total().blockedGpuHours()).isEqualTo(32 * 84 * 24);
    }

    private long raise(String site, BlockerKind kind, String title, List<String> blocks, List<Long> waitsOn) {
        return coordinator
                .on(BlockersApi.RAISE, site)
                .body(new BlockersApi.RaiseBlocker(kind, title, blocks, null, null, null, null, waitsOn))
                .send()
                .blocker()
                .id();
    }

    @Test
    void whatIsWrongIsToldAtOnceAndAViewerOnlyLooks() {
        String site = "wrong-blocker";
        life.planned(site);
        assertThatThrownBy(() -> raise(site, BlockerKind.PART, " ", List.of("node-99", "su:77"), List.of()))
                .isInstanceOfSatisfying(
                        ServerRefusedException.class,
                        e -> assertThat(e.details().toString())
                                .contains("node-99")
                                .contains("su:77")
                                .contains("/title"));
        long id = raise(site, BlockerKind.PART, "a fan", List.of("node-01"), List.of());
        assertThatThrownBy(() -> step(site, id, BlockerStep.VERIFIED, null, null, null))
                .hasMessageContaining("cannot be verified");
        assertThatThrownBy(() -> step(site, id, BlockerStep.MITIGATED, null, null, null))
                .isInstanceOfSatisfying(
                        ServerRefusedException.class,
                        e -> assertThat(e.details().toString()).contains("/says"));
        assertThatThrownBy(() -> TestServer.get()
                        .as(Role.VIEWER)
                        .on(BlockersApi.STEP, site, id)
                        .body(new BlockersApi.TakeStep(BlockerStep.CLEARED, null, null, null, null, null))
                        .send())
                .isInstanceOfSatisfying(
                        ServerRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(403));
    }
}
