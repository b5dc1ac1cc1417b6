/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.AssuranceLevel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The database itself holds that no watt-hour counts twice and that statements take their steps. */
class PlaceTest {

    private static final Instant HOUR = Instant.parse("2025-03-01T12:00:00Z");
    private static final Stamp STAMP = new Stamp("ana", Instant.parse("2026-02-01T09:00:00Z"));
    private static final Stamp OTHER = new Stamp("ben", Instant.parse("2026-02-02T09:00:00Z"));

    private static Database withSites() {
        Database db = TestRecord.empty();
        db.sites().create(STAMP, "oslo", "Oslo", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS);
        db.sites().create(STAMP, "bergen", "Bergen", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS);
        return db;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static EnergyCertificateRow certificate(String name, String device, long first, long last) {
        return new EnergyCertificateRow(
                0,
                name,
                device,
                "wind",
                "NO1",
                HOUR,
                HOUR.plusSeconds(3600),
                HOUR.plusSeconds(540 * 86_400L),
                first,
                last,
                "GOO",
                0);
    }

    private static void add(Database db, String site, EnergyCertificateRow... rows) {
        db.energyCertificates().add(STAMP, site, "go.csv", bytes(List.of(rows).toString()), List.of(rows));
    }

    private static int claim(Database db, long id, long first, long last) {
        return db.energyCertificates()
                .claim(STAMP, "oslo", "2025", List.of(new EnergyClaim(id, first, last, HOUR, "NO1", last - first + 1)));
    }

    @Test
    void aWattHourIsIssuedOnceForAllSites() {
        try (Database db = withSites()) {
            add(db, "oslo", certificate("a", "turbine", 0, 999));
            assertThatThrownBy(() -> add(
                            db,
                            "bergen",
                            certificate("c", "turbine", 1000, 1001),
                            certificate("b", "turbine", 999, 999)))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("no_watt_hour_is_issued_twice");
            assertThat(db.energyCertificates().list("bergen", 0, 10)).isEmpty();
            assertThatThrownBy(() -> add(db, "oslo", certificate("a", "turbine", 0, 999)))
                    .hasMessageContaining("the very same file");
        }
    }

    @Test
    void randomClaimsNeverRetireAWattHourTwice() {
        try (Database db = withSites()) {
            add(db, "oslo", certificate("a", "turbine", 5_000, 5_199));
            long id = db.energyCertificates().list("oslo", 0, 10).getFirst().id();
            SplittableRandom random = new SplittableRandom(17);
            boolean[] taken = new boolean[200];
            for (int i = 0; i < 120; i++) {
                int first = random.nextInt(-5, 200);
                int last = first + random.nextInt(12);
                boolean free = first >= 0 && last < 200;
                for (int w = Math.max(first, 0); w <= Math.min(last, 199); w++) {
                    free &= !taken[w];
                }
                boolean kept = true;
                try {
                    claim(db, id, 5_000 + first, 5_000 + last);
                } catch (RecordRefusedException e) {
                    kept = false;
                }
                assertThat(kept).as("claim %d of %d to %d", i, first, last).isEqualTo(free);
                for (int w = first; kept && w <= last; w++) {
                    taken[w] = true;
                }
                long sum = 0;
                for (boolean t : taken) {
                    sum += t ? 1 : 0;
                }
                assertThat(db.energyCertificates()
                                .list("oslo", 0, 10)
                                .getFirst()
                                .claimedWh())
                        .isEqualTo(sum);
            }
            assertThatThrownBy(() -> db.store().write(STAMP, tx -> tx.sql().execute("delete from energy_claim")))
                    .isInstanceOf(RecordRefusedException.class);
        }
    }

    @Test
    void aClaimStaysWithinTheZoneAndTheTimeOfItsCertificate() {
        try (Database db = withSites()) {
            add(db, "oslo", certificate("a", "turbine", 0, 99));
            long id = db.energyCertificates().list("oslo", 0, 10).getFirst().id();
            for (EnergyClaim wrong : List.of(
                    new EnergyClaim(id, 0, 9, HOUR, "SE3", 10),
                    new EnergyClaim(id, 0, 9, HOUR.minusSeconds(7200), "NO1", 10),
                    new EnergyClaim(id, 0, 9, HOUR.plusSeconds(541 * 86_400L), "NO1", 10),
                    new EnergyClaim(id, 0, 9, HOUR, "NO1", 11))) {
                assertThatThrownBy(() -> db.energyCertificates().claim(STAMP, "oslo", "2025", List.of(wrong)))
                        .as("%s", wrong)
                        .isInstanceOf(RecordRefusedException.class);
            }
            assertThat(claim(db, id, 0, 9)).isEqualTo(1);
        }
    }

    @Test
    void theNameOfAFormStandsForOneTextForGood() {
        try (Database db = withSites()) {
            db.place().forms(STAMP, "oslo", "a.json", bytes("a"), List.of("eu/2026"));
            assertThatThrownBy(
                            () -> db.place().forms(STAMP, "oslo", "b.json", bytes("b"), List.of("eu/2027", "eu/2026")))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("another text is another version");
            assertThat(db.place().heads("oslo", PlaceFileRow.Kind.FORMS, 10))
                    .as("all or nothing")
                    .hasSize(1);
            long readings = db.place()
                    .readings(STAMP, "oslo", "r.csv", bytes("r"), java.util.Map.of())
                    .id();
            assertThatThrownBy(() -> db.store()
                            .write(
                                    STAMP,
                                    tx -> tx.sql()
                                            .execute(
                                                    "insert into statement_form select id, 'x/1', ? from site where name = 'oslo'",
                                                    readings)))
                    .isInstanceOf(RecordRefusedException.class)
                    .hasMessageContaining("no file of forms");
            assertThatThrownBy(() -> db.store().write(STAMP, tx -> tx.sql().execute("delete from statement_form")))
                    .isInstanceOf(RecordRefusedException.class);
        }
    }

    @Test
    void aStatementIsReviewedByOneFiledByAnotherAndRestatedByItsNextVersion() {
        try (Database db = withSites()) {
            StatementRecords all = db.statements();
            long id = all.draft(STAMP, "oslo", "EU", "", 2025, true, "{}").id();
            Optional<byte[]> signed = Optional.of(bytes("signed"));
            assertThatThrownBy(() -> all.step(STAMP, "oslo", id, "FILED", "", signed))
                    .hasMessageContaining("DRAFT cannot become FILED");
            all.step(STAMP, "oslo", id, "REVIEWED", "", Optional.empty());
            assertThatThrownBy(() -> all.step(STAMP, "oslo", id, "FILED", "", signed))
                    .hasMessageContaining("someone else files it");
            assertThatThrownBy(() -> all.step(OTHER, "oslo", id, "FILED", "", Optional.empty()))
                    .isInstanceOf(RecordRefusedException.class);
            assertThat(all.step(OTHER, "oslo", id, "FILED", "", signed).state()).isEqualTo("FILED");
            StatementRow next = all.draft(STAMP, "oslo", "EU", "", 2025, true, "{}");
            assertThat(next.version()).isEqualTo(2);
            assertThat(next.supersedes()).contains(id);
            all.step(STAMP, "oslo", next.id(), "REVIEWED", "", Optional.empty());
            all.step(OTHER, "oslo", next.id(), "FILED", "meter 7 was read twice", signed);
            assertThat(all.find("oslo", id).orElseThrow().state()).isEqualTo("RESTATED");
            assertThat(all.dsse(id)).isPresent();
        }
    }

    @Test
    void anIncompleteStatementIsNeverFiled() {
        try (Database db = withSites()) {
            StatementRecords all = db.statements();
            long id = all.draft(STAMP, "oslo", "EU", "", 2025, false, "{}").id();
            all.step(STAMP, "oslo", id, "REVIEWED", "", Optional.empty());
            assertThatThrownBy(() -> all.step(OTHER, "oslo", id, "FILED", "", Optional.of(bytes("x"))))
                    .hasMessageContaining("required fields are missing");
        }
    }
}
