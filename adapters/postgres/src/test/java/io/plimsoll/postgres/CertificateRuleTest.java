/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static io.plimsoll.postgres.SampleSite.judged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import io.plimsoll.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CertificateRuleTest {

    @Test
    void noCertificateWithoutEveryRequiredTest() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1).cabled();
            long run = site.startRun("node-0000");
            site.result(run, "cpu", Verdict.PASS);
            assertThatThrownBy(() -> site.certify(run, List.of(judged("cpu", Verdict.PASS)), Optional.empty()))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("required test without PASS or valid waiver: memory");
            assertThat(db.acceptance().certificates(SampleSite.SITE, 0, 10)).isEmpty();
        }
    }

    @Test
    void aTestThatDidNotRunCannotBePass() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1).cabled();
            long run = site.startRun("node-0000");
            site.result(run, "cpu", Verdict.PASS);
            assertThatThrownBy(() -> site.certify(
                            run,
                            List.of(judged("cpu", Verdict.PASS), judged("memory", Verdict.PASS)),
                            Optional.empty()))
                    .hasMessageContaining("memory");
        }
    }

    @Test
    void aWaiverLetsATestThroughUntilItEndsAndThenTakesTheUnitsOutOfFitByItself() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 2).cabled();
            Instant expires = site.now().plus(Duration.ofDays(2));
            WaiverRow waiver = db.acceptance()
                    .grant(
                            site.stamp(),
                            SampleSite.SITE,
                            new NewWaiver(
                                    "memory", List.of("node-0000"), "olga", "spare DIMM on order", expires, 5_000));
            assertThatThrownBy(() -> waived(site, "node-0001", waiver)).hasMessageContaining("memory");
            assertThat(waived(site, "node-0000", waiver).state()).isEqualTo(UnitState.ACCEPTED);
            assertThat(fit(db, site.now())).isEqualTo(8);
            assertThat(fit(db, expires.minusNanos(1_000))).isEqualTo(8);
            assertThat(fit(db, expires)).isZero();
            assertThat(db.acceptance().lapsed(SampleSite.SITE, site.now())).isEmpty();
            assertThat(db.acceptance().lapsed(SampleSite.SITE, expires))
                    .extracting(CertificateRow::node)
                    .containsExactly("node-0000");
            LoadLine line = db.ledger().loadLine(SampleSite.SITE, expires.minus(Duration.ofHours(1)), expires, 2);
            assertThat(line.points()).extracting(LoadLine.Point::fit).containsExactly(8, 0);
        }
    }

    private static RunOutcome waived(SampleSite site, String node, WaiverRow waiver) {
        long run = site.startRun(node);
        site.result(run, "cpu", Verdict.PASS);
        return site.certify(
                run,
                List.of(
                        judged("cpu", Verdict.PASS),
                        new RunFinish.Judged("memory", Verdict.WAIVED, OptionalLong.of(waiver.id()), "")),
                Optional.empty());
    }

    private static int fit(Database db, Instant at) {
        return db.ledger().at(SampleSite.SITE, at).rows().stream()
                .filter(r -> r.unitClass() == UnitClass.GPU)
                .findFirst()
                .orElseThrow()
                .fit();
    }

    @Test
    void noUnitServesOnACertificateThatHasEndedOrWasRevoked() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 3).cabled();
            site.accept("node-0000", Optional.of(site.now().plus(Duration.ofHours(8))));
            long revoked =
                    site.accept("node-0001", Optional.empty()).certificateId().orElseThrow();
            db.acceptance().revoke(site.stamp(), revoked, "wrong firmware");
            Instant end = site.now().plus(Duration.ofDays(30));
            long commitment = db.ledger().commit(site.stamp(), SampleSite.SITE, "C-1", 16, site.now(), end);
            for (int i = 0; i < 8; i++) {
                site.stamp();
            }
            for (String node : List.of("node-0000", "node-0001")) {
                assertThatThrownBy(() ->
                                db.ledger().allocate(site.stamp(), SampleSite.SITE, commitment, List.of(node), end))
                        .isInstanceOf(RecordRefusedException.class)
                        .hasMessageContaining("no certificate valid then");
            }
        }
    }

    @Test
    void noUnitServesTwoCommitmentsAtOnceAndReleaseGivesItBack() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1).cabled();
            site.accept("node-0000", Optional.empty());
            Instant end = site.now().plus(Duration.ofDays(30));
            long first = db.ledger().commit(site.stamp(), SampleSite.SITE, "C-1", 8, site.now(), end);
            long second = db.ledger().commit(site.stamp(), SampleSite.SITE, "C-2", 8, site.now(), end);
            assertThat(db.ledger().allocate(site.stamp(), SampleSite.SITE, first, List.of("node-0000"), end))
                    .isEqualTo(9);
            assertThatThrownBy(() ->
                            db.ledger().allocate(site.stamp(), SampleSite.SITE, second, List.of("node-0000"), end))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("exclusion constraint");
            assertThat(db.ledger().release(site.stamp(), SampleSite.SITE, List.of("node-0000")))
                    .isEqualTo(9);
            db.ledger().allocate(site.stamp(), SampleSite.SITE, second, List.of("node-0000"), end);
            LoadLine.Point point = db.ledger()
                    .loadLine(SampleSite.SITE, SampleSite.START, site.now(), 50)
                    .points()
                    .getLast();
            assertThat(point.promised()).isEqualTo(16);
            assertThat(point.byState()).containsEntry(UnitState.SERVING, 8);
            assertThat(db.journal().verify().firstBad()).isEmpty();
        }
    }

    @Test
    void acceptedNeedsTheVeryCertificateOfTheRunAndSoARetestAfterRepairNeedsANewOne() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1).cabled();
            site.accept("node-0000", Optional.empty());
            step(site, UnitState.SUSPECT, EvidenceKind.FAULT);
            step(site, UnitState.DRAINING, EvidenceKind.DRAIN_DECISION);
            step(site, UnitState.REPAIR, EvidenceKind.WORK_ORDER);
            step(site, UnitState.INSTALLED, EvidenceKind.REPAIR_RECORD);
            step(site, UnitState.CABLED, EvidenceKind.CABLE_VERIFICATION);
            site.startRun("node-0000");
            assertThatThrownBy(() -> step(site, UnitState.ACCEPTED, EvidenceKind.CERTIFICATE))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("no certificate valid then");
        }
    }

    @Test
    void aFailedRunSendsTheNodeBackWithTheFaultAsEvidence() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1).cabled();
            long run = site.startRun("node-0000");
            site.result(run, "cpu", Verdict.FAIL);
            RunOutcome outcome = db.acceptance()
                    .finish(
                            site.stamp(),
                            run,
                            new RunFinish(
                                    Verdict.FAIL,
                                    List.of(judged("cpu", Verdict.FAIL), judged("memory", Verdict.NOT_RUN)),
                                    Optional.empty(),
                                    false,
                                    "cpu too slow"));
            assertThat(outcome.state()).isEqualTo(UnitState.CABLED);
            assertThatThrownBy(() -> site.result(run, "memory", Verdict.PASS)).hasMessageContaining("is finished");
            assertThat(db.acceptance().results(run)).hasSize(1);
            assertThat(db.acceptance().log(run, "cpu"))
                    .hasValue("log of cpu".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static void step(SampleSite site, UnitState to, EvidenceKind kind) {
        site.db.line().step(site.stamp(), SampleSite.SITE, List.of("node-0000"), to, kind, "because", "{}");
    }
}
