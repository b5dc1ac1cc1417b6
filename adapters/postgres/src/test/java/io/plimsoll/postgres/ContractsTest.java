/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.UnitState;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ContractsTest {

    private static final Instant LATER = Instant.parse("9999-01-01T00:00:00Z");

    private final Database db = TestRecord.empty();
    private final SampleSite site = new SampleSite(db, 4).cabled();

    private static NewContract contract(String id, int nodes, String more) {
        String yaml = """
                id: %s
                customer: Acme
                site: oslo-1
                unit: node
                tranches: [{quantity: %d, from: 2026-10-01, until: 2027-10-01}]
                availability: {target: 99%%, measure: timeMet}
                credits: {ladder: [{below: 99%%, credit: 10%%}], claimDays: 30}
                %s
                """.formatted(id, nodes, more);
        return new NewContract(CommitmentReader.read(yaml, "test").getFirst(), yaml.getBytes(StandardCharsets.UTF_8));
    }

    private void accepted(int nodes) {
        site.nodes().stream().limit(nodes).forEach(n -> site.accept(n, Optional.empty()));
    }

    private void fault(String node) {
        db.store().write(site.stamp(), tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), SampleSite.SITE);
            return Moves.of(tx.sql(), ref, List.of(node))
                    .take(tx, ref, UnitState.SUSPECT, EvidenceKind.FAULT, "XID 79", "{}");
        });
    }

    private Log log() {
        return db.contracts().entries(SampleSite.SITE, true).log(LATER);
    }

    @Test
    void theLedgerIsAProjectionThatReplaysToWhatTheRecordItselfSays() {
        accepted(3);
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(contract("acme", 2, "")));
        db.contracts().allocate(site.stamp(), SampleSite.SITE, "acme", List.of("node-0000", "node-0001"));
        fault("node-0001");
        Log log = log();
        Timelines timelines = Timelines.of(log);
        for (Instant at = SampleSite.START; at.isBefore(site.now()); at = at.plus(Duration.ofMinutes(30))) {
            LedgerView record = db.ledger().at(SampleSite.SITE, at);
            for (Balances.Row row : Balances.at(log, at.getEpochSecond(), Long.MAX_VALUE)) {
                assertThat(row.conserved()).isTrue();
                assertThat(record.rows().stream()
                                .filter(r -> r.unitClass() == row.unitClass())
                                .findFirst()
                                .orElseThrow()
                                .byState())
                        .as("%s at %s", row.unitClass(), at)
                        .containsExactlyEntriesOf(narrowed(row));
            }
        }
        assertThat(timelines.allocationAt(
                        log.units().indexOf(log.unit("node-0000").orElseThrow()),
                        site.now().getEpochSecond()))
                .contains("acme");
    }

    private static java.util.Map<UnitState, Integer> narrowed(Balances.Row row) {
        java.util.Map<UnitState, Integer> out = new java.util.EnumMap<>(UnitState.class);
        row.units().forEach((state, n) -> {
            if (n != 0) {
                out.put(state, n.intValue());
            }
        });
        return out;
    }

    @Test
    void oneNodeShortIsAShortfallAndNothingStandsStill() {
        accepted(2);
        NewContract two = contract("acme", 2, "");
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(two));
        db.contracts().allocate(site.stamp(), SampleSite.SITE, "acme", List.of("node-0000", "node-0001"));
        fault("node-0001");
        Standing standing = Standing.at(
                Timelines.of(log()), two.terms(), site.now().plusSeconds(60).getEpochSecond());
        assertThat(standing.promised()).isEqualTo(2);
        assertThat(standing.deliverable()).isEqualTo(1);
        assertThat(standing.shortfall()).isEqualTo(1);
        db.contracts().release(site.stamp(), SampleSite.SITE, List.of("node-0001"), "replaced");
        site.accept("node-0002", Optional.empty());
        db.contracts().allocate(site.stamp(), SampleSite.SITE, "acme", List.of("node-0002"));
        assertThat(Standing.at(
                                Timelines.of(log()),
                                two.terms(),
                                site.now().plusSeconds(60).getEpochSecond())
                        .shortfall())
                .isZero();
    }

    @Test
    void aNoteOnAnOutageChangesWhatIsKnownFromThenOnAndNotWhatWasKnownBefore() {
        accepted(2);
        NewContract terms = contract("acme", 2, "exclusions: [customer]");
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(terms));
        db.contracts().allocate(site.stamp(), SampleSite.SITE, "acme", List.of("node-0000", "node-0001"));
        fault("node-0001");
        Instant down = site.now();
        Instant before = recordedNow();
        db.contracts()
                .note(
                        site.stamp(),
                        SampleSite.SITE,
                        "node-0001",
                        down,
                        Optional.of(Exclusion.Kind.CUSTOMER),
                        Optional.empty(),
                        "they pulled the plug");
        assertThat(counted(terms.terms(), before)).isPositive();
        assertThat(counted(terms.terms(), LATER)).isZero();
        long note = db.contracts().notes(SampleSite.SITE).getFirst().id();
        db.contracts().reverseNote(site.stamp(), SampleSite.SITE, note, "it was ours");
        assertThat(counted(terms.terms(), LATER)).isPositive();
        assertThatThrownBy(() -> db.contracts()
                        .note(
                                site.stamp(),
                                SampleSite.SITE,
                                "node-0000",
                                site.now(),
                                Optional.of(Exclusion.Kind.PLANNED),
                                Optional.empty(),
                                "it is up"))
                .isInstanceOf(RecordRefusedException.class)
                .hasMessageContaining("no outage");
    }

    @Test
    void whoFollowsTheLedgerStepByStepHasTheVerySameEntriesAsWhoReadsItWhole() {
        LedgerFollower nodes = db.contracts().follow(SampleSite.SITE, false);
        LedgerFollower gpus = db.contracts().follow(SampleSite.SITE, true);
        List<Runnable> steps = List.of(
                () -> accepted(2),
                () -> db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(contract("acme", 2, ""))),
                () -> db.contracts().allocate(site.stamp(), SampleSite.SITE, "acme", List.of("node-0000", "node-0001")),
                () -> fault("node-0001"),
                () -> db.contracts()
                        .note(
                                site.stamp(),
                                SampleSite.SITE,
                                "node-0001",
                                site.now(),
                                Optional.of(Exclusion.Kind.CUSTOMER),
                                Optional.empty(),
                                "they pulled the plug"),
                () -> db.contracts()
                        .reverseNote(
                                site.stamp(),
                                SampleSite.SITE,
                                db.contracts().notes(SampleSite.SITE).getFirst().id(),
                                "it was ours"),
                () -> db.contracts().release(site.stamp(), SampleSite.SITE, List.of("node-0001"), "sold elsewhere"));
        for (Runnable step : steps) {
            step.run();
            assertThat(nodes.read().entries())
                    .isEqualTo(db.contracts().entries(SampleSite.SITE, false).entries());
            assertThat(gpus.read().entries())
                    .isEqualTo(db.contracts().entries(SampleSite.SITE, true).entries());
            assertThat(nodes.read()).isSameAs(nodes.read());
        }
    }

    private Instant recordedNow() {
        return db.store()
                .read(sql -> Tx.one(sql, "select recorded_at from journal_head").get("recorded_at", Instant.class));
    }

    private long counted(Commitment terms, Instant knownAt) {
        Timelines timelines =
                Timelines.of(db.contracts().entries(SampleSite.SITE, false).log(knownAt));
        Instant end = site.now().plus(Duration.ofDays(1));
        Statement statement = new Statements(timelines, terms, end, Optional.empty())
                .of(new Windows(site.now(), end), new Statement.Sources("", "", 0, 0));
        return statement.outages().stream()
                .mapToLong(Statement.Down::countedSeconds)
                .sum();
    }

    @Test
    void manyWritersAtOnceAllocateAUnitOnce() throws Exception {
        accepted(1);
        List<NewContract> contracts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            contracts.add(contract("c-" + i, 1, ""));
        }
        db.contracts().agree(site.stamp(), SampleSite.SITE, contracts);
        Stamp stamp = site.stamp();
        List<Boolean> won = race(8, i -> () -> {
            try {
                db.contracts().allocate(stamp, SampleSite.SITE, "c-" + i, List.of("node-0000"));
                return true;
            } catch (RecordRefusedException e) {
                return false;
            }
        });
        assertThat(won).containsOnlyOnce(true);
        Timelines.of(log());
    }

    @Test
    void theDatabaseItselfRefusesTheSecondAllocationOfWritersThatAvoidTheRecordsLock() throws Exception {
        accepted(1);
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(contract("a", 1, ""), contract("b", 1, "")));
        List<Boolean> node = race(6, i -> () -> insert("node-0000", i % 2 == 0 ? "a" : "b"));
        assertThat(node).containsOnlyOnce(true);
        assertThat(insert("node-0000.gpu0", "a") && insert("node-0000.gpu1", "b"))
                .as("a GPU of a node for another commitment than the node's")
                .isFalse();
    }

    private String url() {
        return TestRecord.url(db.store()
                .read(sql -> Tx.one(sql, "select current_database() as name").get("name", String.class)));
    }

    /** A raw insert with no lock but the table's own. */
    private boolean insert(String unitLike, String commitment) throws SQLException {
        boolean gpu = unitLike.contains(".gpu");
        String node = gpu ? unitLike.substring(0, unitLike.indexOf('.')) : unitLike;
        try (Connection c = DriverManager.getConnection(url())) {
            c.createStatement().execute("""
                    insert into allocation (commitment_id, unit_id, during, journal_seq)
                    select (select id from commitment where name = '%s'),
                           (select id from unit where %s), tstzrange('2026-11-01', '2026-12-01'), 1
                    """.formatted(
                            commitment,
                            gpu
                                    ? "gpu_index = " + unitLike.substring(unitLike.length() - 1)
                                            + " and node_id = (select id from unit where name = '" + node + "')"
                                    : "name = '" + node + "'"));
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isIn("23P01", "40P01");
            return false;
        }
    }

    private static List<Boolean> race(int writers, java.util.function.IntFunction<Callable<Boolean>> work)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(writers);
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Callable<Boolean> one = work.apply(i);
                all.add(pool.submit(() -> {
                    start.await();
                    return one.call();
                }));
            }
            List<Boolean> out = new ArrayList<>();
            for (Future<Boolean> f : all) {
                out.add(f.get());
            }
            return out;
        }
    }

    @Test
    void aWindowIsClaimedOnceUntilItsClaimIsReversed() {
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(contract("acme", 2, "")));
        Instant october = Instant.parse("2026-10-01T00:00:00Z");
        db.contracts().claim(site.stamp(), SampleSite.SITE, "acme", october, site.now(), "mail 7");
        assertThatThrownBy(() ->
                        db.contracts().claim(site.stamp(), SampleSite.SITE, "acme", october, site.now(), "mail 8"))
                .hasMessageContaining("claimed already");
        long claim = contractRow().standingClaims().getFirst().id();
        db.contracts().reverseClaim(site.stamp(), SampleSite.SITE, "acme", claim, "wrong customer");
        assertThat(contractRow().standingClaims()).isEmpty();
        db.contracts().claim(site.stamp(), SampleSite.SITE, "acme", october, site.now(), "mail 8");
        assertThat(contractRow().claims()).hasSize(3);
    }

    private ContractRow contractRow() {
        return db.contracts().list(SampleSite.SITE, LATER).getFirst();
    }

    @Test
    void anAmendmentChangesThePromiseAndKeepsWhatWasAgreedBefore() {
        db.contracts().agree(site.stamp(), SampleSite.SITE, List.of(contract("acme", 2, "")));
        Instant first = recordedNow();
        db.contracts().amend(site.stamp(), SampleSite.SITE, contract("acme", 4, ""), "signed addendum 1");
        assertThat(contractRow().version()).isEqualTo(1);
        assertThat(db.contracts().list(SampleSite.SITE, first).getFirst().version())
                .isZero();
        assertThat(db.ledger()
                        .loadLine(SampleSite.SITE, site.now(), site.now().plusSeconds(1), 2)
                        .points()
                        .getFirst()
                        .promised())
                .isEqualTo(32);
        assertThatThrownBy(() -> db.contracts()
                        .agree(
                                site.stamp(),
                                SampleSite.SITE,
                                List.of(contract("other", 1, ""), contract("acme", 1, ""))))
                .hasMessageContaining("amendment");
        assertThat(db.contracts().list(SampleSite.SITE, LATER)).hasSize(1);
    }
}
