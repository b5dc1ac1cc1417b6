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
import org.junit.jupiter.api.Test;

class RateTest {

    private static final Stamp STAMP = new Stamp("kari", Instant.parse("2026-11-02T00:00:00Z"));
    private static final RateSetRow.Rate NIC = new RateSetRow.Rate("FAILURE", "nic", "0.02 a node-year", "our log");

    private static Database withSite() {
        Database db = TestRecord.empty();
        db.sites().create(STAMP, "oslo", "Oslo", "Europe/Oslo", false, AssuranceLevel.IDENTITY_BOTH_ENDS);
        return db;
    }

    private static RateSetRow set(Database db, String document, RateSetRow.Rate... rates) {
        return db.rates().set(STAMP, "oslo", document.getBytes(StandardCharsets.UTF_8), List.of(rates), "counted");
    }

    @Test
    void theNewestSetIsInForceAndTheOnesBeforeStayWithAuthorAndJournalRow() {
        try (Database db = withSite()) {
            assertThat(db.rates().inForce("oslo")).isEmpty();
            set(db, "a", NIC);
            RateSetRow second =
                    set(db, "b", NIC, new RateSetRow.Rate("PART", "nic", "back after 14 days", "RMA terms"));
            assertThat(db.rates().inForce("oslo").orElseThrow().rates()).isEqualTo(second.rates());
            assertThat(db.rates().history("oslo", 10)).hasSize(2).allSatisfy(r -> {
                assertThat(r.setBy()).isEqualTo("kari");
                assertThat(r.journalSeq()).isPositive();
            });
            assertThat(db.rates().count("oslo")).isEqualTo(2);
            assertThat(db.journal().verify().firstBad()).isEmpty();
        }
    }

    @Test
    void theDatabaseTakesNoRateWithoutASourceAndNoSetWithoutARate() {
        try (Database db = withSite()) {
            RateSetRow.Rate nobodySays = new RateSetRow.Rate("FAILURE", "fan", "1 a node-year", "  ");
            assertThatThrownBy(() -> set(db, "a", NIC, nobodySays)).hasMessageContaining("source");
            assertThatThrownBy(() -> set(db, "a")).hasMessageContaining("says nothing");
            assertThat(db.rates().history("oslo", 10)).isEmpty();
        }
    }

    @Test
    void aSetThatIsOnTheRecordNeitherChangesNorGrows() {
        try (Database db = withSite()) {
            long id = set(db, "a", NIC).id();
            for (String change : List.of(
                    "update rate set source = 'somebody'",
                    "delete from rate_set",
                    "insert into rate values (" + id + ", 7, 'PART', 'fan', '1 a year', 'later')")) {
                assertThatThrownBy(() -> db.store().write(STAMP, tx -> tx.sql().execute(change)))
                        .as(change)
                        .isInstanceOf(RuntimeException.class);
            }
            assertThat(db.rates().inForce("oslo").orElseThrow().rates()).containsExactly(NIC);
        }
    }
}
