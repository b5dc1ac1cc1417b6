/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.Sha256;
import io.plimsoll.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class JournalTest {

    /** How an intruder with all rights would change each column of a row. */
    private static final Map<String, String> CHANGES = Map.of(
            "seq", "seq + 1000000",
            "effective_at", "effective_at + interval '1 microsecond'",
            "recorded_at", "recorded_at - interval '1 microsecond'",
            "actor", "actor || 'x'",
            "kind", "kind || 'x'",
            "site", "site || 'x'",
            "subject", "subject || 'x'",
            "payload", "'{\"changed\":1}'",
            "previous", "sha256(previous)",
            "hash", "sha256(hash)");

    @Test
    void aChangeOfAnyColumnOfAnyRowIsFoundAndNamed() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 3).cabled();
            long rows = db.journal().head().seq();
            assertThat(db.journal().verify())
                    .isEqualTo(new JournalCheck(
                            rows, Optional.empty(), db.journal().head()));
            Seeds.forAll(3, (random, seed) -> {
                for (Map.Entry<String, String> change : CHANGES.entrySet()) {
                    long row = 1 + random.nextLong(rows);
                    tampered(
                            db,
                            "update journal set %s = %s where seq = %d"
                                    .formatted(change.getKey(), change.getValue(), row),
                            check -> assertThat(check.firstBad().orElseThrow().seq())
                                    .as("%s of row %d", change.getKey(), row)
                                    .isBetween(row, row + 1));
                }
            });
        }
    }

    @Test
    void aRemovedRowIsFoundAlsoWhenItIsTheLast() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 2).receiveAll();
            long rows = db.journal().head().seq();
            for (long row : new long[] {1, rows / 2, rows}) {
                tampered(db, "delete from journal where seq = " + row, check -> {
                    assertThat(check.firstBad().orElseThrow().seq()).isEqualTo(row);
                    assertThat(check.firstBad().orElseThrow().why()).contains("missing");
                });
            }
        }
    }

    @Test
    void twoRowsThatChangedPlacesAreFound() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 2).receiveAll();
            tampered(
                    db,
                    "update journal set seq = 1000000 + seq where seq in (3, 4);"
                            + " update journal set seq = case seq when 1000003 then 4 else 3 end where seq > 1000000",
                    check -> assertThat(check.firstBad().orElseThrow().seq()).isEqualTo(3));
        }
    }

    @Test
    void aJournalThatWasTakenOutAsAWholeIsFoundByAnAnchorOnly() {
        try (Database db = TestRecord.empty()) {
            db.journal().append(stamp(), "note", "", "a", "{}");
            db.journal().append(stamp(), "note", "", "b", "{}");
            JournalHead anchor = db.journal().head();
            db.journal().append(stamp(), "note", "", "c", "{}");
            assertThat(db.journal().verify(anchor).ok()).isTrue();
            String takenOut = "delete from journal; update journal_head set seq = 0, recorded_at = '1970-01-01',"
                    + " hash = decode(repeat('00', 32), 'hex')";
            tampered(
                    db,
                    takenOut,
                    Optional.empty(),
                    check -> assertThat(check.ok()).isTrue());
            tampered(
                    db,
                    takenOut,
                    Optional.of(anchor),
                    check -> assertThat(check.firstBad().orElseThrow().why()).contains("the anchor is row 2"));
        }
    }

    @Test
    void aUnitThatStandsWhereNoJournalRowPutItIsFound() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 2).cabled();
            for (String change : List.of(
                    "update unit set state = 'PLANNED', changes = 0 where name = 'node-0001'",
                    "update unit set since = since - interval '1 day' where name = 'node-0001/gpu3'",
                    "update state_change set effective_at = effective_at - interval '1 second' where n = 2",
                    "delete from state_change where n = 3 and unit_id = (select id from unit where name = 'node-0001')",
                    "update evidence set payload = '{}', sha256 = sha256('{}'::bytea) where id = 2")) {
                tampered(db, change, check -> assertThat(check.ok()).as(change).isFalse());
            }
        }
    }

    @Test
    void theTablesOfFactsTakeNoUpdateDeleteOrTruncate() {
        try (Database db = TestRecord.empty()) {
            new SampleSite(db, 1).cabled();
            for (String table : List.of(
                    "journal",
                    "journal_head",
                    "step",
                    "evidence",
                    "evidence_unit",
                    "state_change",
                    "plan",
                    "verification",
                    "finding",
                    "cable",
                    "fingerprint",
                    "waiver",
                    "test_run",
                    "test_result",
                    "test_verdict",
                    "certificate",
                    "commitment",
                    "site_key",
                    "move_tick",
                    "unit")) {
                for (String statement : List.of("delete from " + table, "truncate " + table + " cascade")) {
                    assertThatThrownBy(() ->
                                    db.store().write(stamp(), tx -> tx.sql().execute(statement)))
                            .as(statement)
                            .isInstanceOf(RecordRefusedException.class);
                }
            }
            assertThatThrownBy(() -> db.store()
                            .write(
                                    stamp(),
                                    tx -> tx.sql()
                                            .execute("update unit set state = 'SERVING' where name = 'node-0000'")))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("by a state change only");
        }
    }

    @Test
    void manyWritersLeaveNoGap() throws Exception {
        try (Database db = TestRecord.empty();
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < 8; w++) {
                String subject = "writer-" + w;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        db.journal().append(stamp(), "note", "", subject, "{\"i\":" + i + "}");
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(db.journal().head().seq()).isEqualTo(200);
            assertThat(db.journal().verify().ok()).isTrue();
        }
    }

    @Test
    void theCanonicalFormIsTheOneInTheReference() {
        // The same bytes are built by hand in docs/reference/record.md; this hash must not change between releases.
        Sha256 hash = JournalHash.of(
                1,
                JournalHash.NONE,
                SampleSite.START,
                SampleSite.START.plusNanos(123_456_000),
                "anna",
                "note",
                "oslo-1",
                "Ærlig",
                "{\"a\":1}");
        String zeros = "0".repeat(64);
        assertThat(hash)
                .isEqualTo(
                        Sha256.of(
                                "18:plimsoll-journal-1,1:1,64:" + zeros
                                        + ",27:2026-10-01T08:00:00.000000Z,27:2026-10-01T08:00:00.123456Z,4:anna,4:note,6:oslo-1,6:Ærlig,7:{\"a\":1},"));
    }

    @Test
    void aListenerHearsOfACommitAndOfNothingElse() {
        try (Database db = TestRecord.empty()) {
            List<JournalRow> heard = new ArrayList<>();
            db.journal().onCommit(heard::addAll);
            db.journal().append(stamp(), "note", "", "a", "{}");
            assertThatThrownBy(() -> db.journal().append(stamp(), "note", "", "b", "not json"))
                    .isInstanceOf(RuntimeException.class);
            assertThat(heard).extracting(JournalRow::subject).containsExactly("a");
            assertThat(db.journal().list(JournalQuery.newest(10))).isEqualTo(heard);
        }
    }

    private static Stamp stamp() {
        return new Stamp("anna", SampleSite.START);
    }

    private interface Look {
        void at(JournalCheck check);
    }

    private static final class Undo extends RuntimeException {}

    /** Does what only someone with all rights on the database can do, looks, and takes it back. */
    private static void tampered(Database db, String statements, Look look) {
        tampered(db, statements, Optional.empty(), look);
    }

    private static void tampered(Database db, String statements, Optional<JournalHead> anchor, Look look) {
        try {
            db.store().write(stamp(), tx -> {
                tx.sql().execute("set local session_replication_role = replica");
                for (String statement : statements.split(";")) {
                    tx.sql().execute(statement);
                }
                look.at(new JournalVerifier(tx.sql(), anchor).verify());
                throw new Undo();
            });
        } catch (Undo e) {
            // as planned
        }
    }
}
