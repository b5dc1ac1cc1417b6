/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Step;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineTest {

    @Test
    void theDatabaseHasTheSameStepsAsTheModel() {
        try (Database db = TestRecord.empty()) {
            List<Step> steps = db.store()
                    .read(sql -> sql.fetch("select * from step")
                            .map(r -> new Step(
                                    UnitState.valueOf(r.get("from_state", String.class)),
                                    UnitState.valueOf(r.get("to_state", String.class)),
                                    EvidenceKind.valueOf(r.get("evidence_kind", String.class)))));
            assertThat(steps).containsExactlyInAnyOrderElementsOf(Step.TABLE);
        }
    }

    @Test
    void theDatabaseHasTheSameStateLettersAsTheFloorMap() {
        try (Database db = TestRecord.empty()) {
            for (UnitState state : UnitState.values()) {
                String code = db.store()
                        .read(sql -> Tx.one(sql, "select state_code(?) as c", state.name())
                                .get("c", String.class));
                assertThat(code).isEqualTo(Character.toString(StateCode.of(state)));
                Boolean fit = db.store()
                        .read(sql -> Tx.one(sql, "select state_fit(?) as f", state.name())
                                .get("f", Boolean.class));
                assertThat(fit).isEqualTo(state.fit());
            }
        }
    }

    @Test
    void aNodeWalksFromPlanToCertificateAndItsPageShowsEachStepWithItsEvidence() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 4);
            assertThat(site.receiveAll().refused()).isEmpty();
            assertThat(site.installAll()).isEqualTo(new RackSignOff.Result(16, List.of()));
            assertThat(site.observe().cabled()).isEqualTo(16);
            RunOutcome outcome = site.accept(SampleSite.node(1), Optional.empty());
            assertThat(outcome.state()).isEqualTo(UnitState.ACCEPTED);

            NodePage page = db.line()
                    .node(SampleSite.SITE, SampleSite.node(1), site.now())
                    .orElseThrow();
            assertThat(page.line())
                    .extracting(NodePage.LineEntry::to)
                    .containsExactly(
                            UnitState.PLANNED,
                            UnitState.RECEIVED,
                            UnitState.INSTALLED,
                            UnitState.CABLED,
                            UnitState.TESTING,
                            UnitState.ACCEPTED);
            assertThat(page.line().subList(1, 6)).allMatch(e -> e.evidence().isPresent());
            assertThat(page.node().gpus()).isEqualTo("AAAAAAAA");
            assertThat(page.node().serial()).isEqualTo("S-node-0001");
            assertThat(page.gpus()).hasSize(8).allMatch(g -> g.state() == UnitState.ACCEPTED);
            assertThat(page.ports()).hasSize(8).allMatch(p -> p.assurance().equals("IDENTITY_BOTH_ENDS"));
            assertThat(page.runs()).hasSize(1);
            assertThat(page.runs().getFirst().tests())
                    .extracting(RunView.TestView::verdict)
                    .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.NOT_RUN);
            assertThat(page.certificates()).hasSize(1);
            assertThat(page.fingerprint()).isPresent();

            NodePage then = db.line()
                    .node(SampleSite.SITE, SampleSite.node(1), SampleSite.START.plus(Duration.ofHours(4)))
                    .orElseThrow();
            assertThat(then.node().state()).isEqualTo(UnitState.RECEIVED);
            assertThat(then.node().gpus()).isEqualTo("RRRRRRRR");
            assertThat(db.journal().verify().firstBad()).isEmpty();
        }
    }

    @Test
    void evidenceTellsWhatItCovers() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1);
            site.receiveAll();
            NodePage page = db.line()
                    .node(SampleSite.SITE, SampleSite.node(0), site.now())
                    .orElseThrow();
            long id = page.line().getLast().evidence().orElseThrow().id();
            Evidence evidence = db.line().evidence(id).orElseThrow();
            assertThat(evidence.kind()).isEqualTo(EvidenceKind.GOODS_IN);
            assertThat(evidence.units()).hasSize(9).contains("node-0000", "node-0000/gpu7");
            assertThat(evidence.sha256()).isEqualTo(io.plimsoll.model.Sha256.of(evidence.payload()));
        }
    }

    @Test
    void theDockRefusesAWrongModelAKnownSerialAndMoreThanWasOrdered() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 3);
            db.line()
                    .order(site.stamp(), SampleSite.SITE, List.of(new GoodsIn.OrderLine("PO", "DGX-B200", 1, "maker")));
            GoodsIn.Result result = db.line()
                    .goodsIn(
                            site.stamp(),
                            SampleSite.SITE,
                            List.of(
                                    item("PO", "DGX-H100", "a"),
                                    item("PO", "DGX-B200", "b"),
                                    item("PO", "DGX-B200", "b"),
                                    item("PO", "DGX-B200", "c"),
                                    item("PO-2", "DGX-B200", "d")));
            assertThat(result.assigned()).containsExactly(new GoodsIn.Assigned("b", "node-0000"));
            assertThat(result.refused()).extracting(GoodsIn.Refused::serial).containsExactly("a", "b", "c", "d");
            assertThat(result.refused().getFirst().reason()).contains("wrong model");
            assertThat(db.line().orderLines(SampleSite.SITE).getFirst().received())
                    .isEqualTo(1);
        }
    }

    private static GoodsIn.Item item(String line, String model, String serial) {
        return new GoodsIn.Item(line, model, serial, List.of(), "");
    }

    @Test
    void aStepThatTheLineDoesNotHaveIsRefused() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1);
            assertThatThrownBy(() -> db.line()
                            .step(
                                    site.stamp(),
                                    SampleSite.SITE,
                                    List.of("node-0000"),
                                    UnitState.SERVING,
                                    EvidenceKind.ALLOCATION,
                                    "",
                                    "{}"))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("node-0000 cannot go from PLANNED to SERVING");
        }
    }

    @Test
    void noStepAndNoPlannedTestRefersToWhatIsNotOnTheRecord() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 2);
            db.line()
                    .step(
                            site.stamp(),
                            SampleSite.SITE,
                            List.of("node-0001"),
                            UnitState.RETIRED,
                            EvidenceKind.RETIREMENT,
                            "",
                            "{}");
            String step = "insert into state_change (unit_id, n, from_state, to_state, evidence_kind, evidence_id,"
                    + " effective_at, recorded_at, journal_seq) select u.id, 1, 'PLANNED', '%s', '%s', %s, now(), now(), %s"
                    + " from unit u, evidence e where u.name = 'node-0000'";
            refused(db, step.formatted("RETIRED", "GOODS_IN", "e.id", "1"), "from PLANNED to RETIRED on GOODS_IN");
            refused(db, step.formatted("RECEIVED", "GOODS_IN", "e.id", "1"), "is not of kind GOODS_IN");
            refused(db, step.formatted("RETIRED", "RETIREMENT", "999", "1"), "evidence 999 is not of kind");
            refused(db, step.formatted("RETIRED", "RETIREMENT", "e.id", "1"), "is not of unit");
            refused(
                    db,
                    "insert into state_change (unit_id, n, to_state, effective_at, recorded_at, journal_seq)"
                            + " values (999, 0, 'PLANNED', now(), now(), 1)",
                    "there is no unit 999");
            refused(db, """
            with e as (insert into evidence (site_id, kind, summary, payload, sha256, journal_seq)
                       select s.id, 'RETIREMENT', '', '{}', sha256('{}'), 1 from site s returning id),
                 c as (insert into evidence_unit select e.id, u.id from e, unit u where u.name = 'node-0000' returning *)
            insert into state_change (unit_id, n, from_state, to_state, evidence_kind, evidence_id, effective_at, recorded_at,
                                      journal_seq)
            select c.unit_id, 1, 'PLANNED', 'RETIRED', 'RETIREMENT', c.evidence_id, now(), now(), 999 from c
            """, "the journal has no row 999");
            refused(db, "insert into evidence_unit select 999, id from unit", "not on the record");
            refused(db, "insert into evidence_unit select id, 999 from evidence", "not on the record");
            refused(db, "insert into test_run_test values (999, 'gemm', 1, true)", "run 999");
        }
    }

    private static void refused(Database db, String statement, String why) {
        assertThatThrownBy(() -> db.store()
                        .write(
                                new Stamp("anna", SampleSite.START),
                                tx -> tx.sql().execute(statement)))
                .as(statement)
                .isInstanceOf(RecordRefusedException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aStepCannotBeTrueBeforeTheStepBeforeIt() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 1).now();
            assertThatThrownBy(() -> db.line()
                            .step(
                                    new Stamp("anna", SampleSite.START),
                                    SampleSite.SITE,
                                    List.of("node-0000"),
                                    UnitState.RETIRED,
                                    EvidenceKind.RETIREMENT,
                                    "",
                                    "{}"))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("it is PLANNED since");
        }
    }

    @Test
    void aFactFromTheFutureIsRefused() {
        try (Database db = TestRecord.empty()) {
            assertThatThrownBy(() -> db.journal()
                            .append(
                                    new Stamp("anna", java.time.Instant.now().plus(Duration.ofMinutes(6))),
                                    "note",
                                    "",
                                    "",
                                    "{}"))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("5 minutes");
        }
    }
}
