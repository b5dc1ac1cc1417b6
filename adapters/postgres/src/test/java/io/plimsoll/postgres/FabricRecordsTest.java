/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FabricRecordsTest {

    @Test
    void aPlanComesBackAsItWent() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 5);
            assertThat(db.fabric().plan(SampleSite.SITE)).contains(site.plan);
        }
    }

    @Test
    void theSamePlanAgainChangesNothingAndAPlanThatMovesACableIsRefused() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 2);
            PlanImport again = db.fabric()
                    .importPlan(site.stamp(), SampleSite.SITE, site.plan, new byte[] {'p', 'l', 'a', 'n'}, "test");
            assertThat(again.nodes() + again.cables()).isZero();
            List<PlannedCable> cables = new ArrayList<>(site.plan.cables());
            PlannedCable first = cables.getFirst();
            cables.set(
                    0, PlannedCable.between(first.id(), first.a(), cables.get(1).b()));
            FabricPlan moved = new FabricPlan("compute", "", site.plan.parameters(), site.plan.devices(), cables);
            assertThatThrownBy(() -> db.fabric().importPlan(site.stamp(), SampleSite.SITE, moved, new byte[1], "test"))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("the plan changes cable");
        }
    }

    @Test
    void aNodeIsCabledOnlyWhenEachCableHoldsAndFallsBackWhenOneNoLongerDoes() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 4);
            site.receiveAll();
            site.installAll();
            String cable = site.cableOf("node-0002");
            ObservationResult first = site.observe(cable);
            // The node and the leaf at the cable's other end stay where they are.
            assertThat(first.cabled()).isEqualTo(14);
            assertThat(first.ordersOpened()).isEqualTo(1);
            assertThat(state(db, "node-0002")).isEqualTo(UnitState.INSTALLED);
            ObservationResult second = site.observe();
            assertThat(second.cabled()).isEqualTo(2);
            assertThat(second.ordersClosed()).isEqualTo(1);
            ObservationResult third = site.observe(cable);
            assertThat(third.uncabled()).isEqualTo(2);
            assertThat(third.ordersOpened()).isEqualTo(1);
            assertThat(state(db, "node-0002")).isEqualTo(UnitState.INSTALLED);
            assertThat(db.fabric().verification(SampleSite.SITE, third.verificationId()))
                    .contains(site.verification(cable));
            assertThat(db.fabric().dump(SampleSite.SITE, third.verificationId()))
                    .hasValue(new byte[] {1, 2, 3});
            assertThat(db.journal().verify().firstBad()).isEmpty();
        }
    }

    @Test
    void tickedMovesWaitForTheNextLookWhichClosesOrReopensTheOrder() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 2);
            String cable = site.cableOf("node-0001");
            site.observe(cable);
            String order = "R-" + cable;
            long before = db.journal().head().seq();
            assertThat(tick(site, order, 0, "phone-1").status()).isEqualTo(RepairOrderRow.Status.OPEN);
            tick(site, order, 0, "phone-1");
            assertThat(db.journal().head().seq()).isEqualTo(before + 1);
            RepairOrderRow done = tick(site, order, 1, "phone-2");
            assertThat(done.status()).isEqualTo(RepairOrderRow.Status.AWAITING_CHECK);
            assertThat(done.ticks()).allMatch(t -> t.by().equals(Optional.of("anna")));
            assertThat(site.observe(cable).ordersStillOpen()).isEqualTo(1);
            RepairOrderRow reopened = db.fabric()
                    .repairOrders(SampleSite.SITE, RepairOrderQuery.notClosed())
                    .getFirst();
            assertThat(reopened.status()).isEqualTo(RepairOrderRow.Status.OPEN);
            assertThat(reopened.ticks()).allMatch(t -> t.by().isEmpty());
            assertThat(site.observe().ordersClosed()).isEqualTo(1);
        }
    }

    private static RepairOrderRow tick(SampleSite site, String order, int move, String client) {
        return site.db.fabric().tick(site.stamp(), SampleSite.SITE, new MoveTick(order, move, true, "", "", client));
    }

    @Test
    void theFloorAndTheLedgerAgreeWithEachOtherAtEachInstant() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 6).cabled();
            site.accept("node-0003", Optional.empty());
            for (Instant at = SampleSite.START; at.isBefore(site.now()); at = at.plusSeconds(1_800)) {
                LedgerView ledger = db.ledger().at(SampleSite.SITE, at);
                assertThat(ledger.conserved()).isTrue();
                FloorView floor = db.line().floor(SampleSite.SITE, Optional.of(at));
                long planned = floor.devices().stream()
                        .flatMapToInt(d -> d.gpus().chars())
                        .filter(c -> c == 'P')
                        .count();
                assertThat(gpus(ledger).byState().getOrDefault(UnitState.PLANNED, 0))
                        .isEqualTo((int) planned);
                LoadLine line = db.ledger().loadLine(SampleSite.SITE, SampleSite.START, at.plusSeconds(1), 2);
                assertThat(line.points().getLast().byState())
                        .isEqualTo(gpus(db.ledger().at(SampleSite.SITE, at.plusSeconds(1)))
                                .byState());
            }
            assertThat(db.line().floor(SampleSite.SITE, Optional.empty()).devices())
                    .isEqualTo(db.line()
                            .floor(SampleSite.SITE, Optional.of(site.now()))
                            .devices());
            SiteSummary summary = db.sites().summary(SampleSite.SITE, site.now());
            assertThat(summary.fitGpus()).isEqualTo(8);
            assertThat(summary.cablesVerified()).isEqualTo(site.plan.cables().size());
            assertThat(summary.certificates()).isEqualTo(1);
            assertThat(db.sites().search("node-0003", 10).getFirst().name()).isEqualTo("node-0003");
        }
    }

    private static LedgerView.Row gpus(LedgerView ledger) {
        return ledger.rows().stream()
                .filter(r -> r.unitClass() == UnitClass.GPU)
                .findFirst()
                .orElseThrow();
    }

    private static UnitState state(Database db, String node) {
        return db.line()
                .nodes(SampleSite.SITE, new NodeQuery(Optional.empty(), node, "", "", 10))
                .getFirst()
                .state();
    }
}
