/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.model.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsersTest {

    @Test
    void aSessionEndsByTimeBySignOutAndByANewPassword() {
        try (Database db = TestRecord.empty()) {
            Stamp stamp = new Stamp("admin", SampleSite.START);
            db.users().create(stamp, "anna", List.of("ADMIN", "VIEWER"), "hash", true);
            Sha256 cookie = Sha256.of("cookie");
            var end = java.time.Instant.now().plus(Duration.ofHours(1));
            db.users().openSession(stamp, "anna", cookie, end);
            assertThat(db.users().bySession(cookie, end.minusSeconds(1)))
                    .contains(new UserRow("anna", List.of("ADMIN", "VIEWER"), "hash", true));
            assertThat(db.users().bySession(cookie, end)).isEmpty();
            db.users().setPassword(stamp, "anna", "other", false);
            assertThat(db.users().bySession(cookie, end.minusSeconds(1))).isEmpty();
            db.users().addToken(stamp, "anna", "agent", Sha256.of("token"), Optional.empty());
            assertThat(db.users().byToken(Sha256.of("token"), end)).isPresent();
            assertThat(db.journal().list(JournalQuery.newest(100)))
                    .noneMatch(r -> r.payload().contains("hash") || r.payload().contains(cookie.hex()));
        }
    }

    @Test
    void aSitesKeyIsFoundAndItsPrivatePartIsNotInTheJournal() {
        try (Database db = TestRecord.empty()) {
            SampleSite site = new SampleSite(db, 1);
            db.siteKeys().create(site.stamp(), SampleSite.SITE, "k1", "PEM", new byte[] {1, 2});
            db.siteKeys().create(site.stamp(), SampleSite.SITE, "k2", "PEM2", new byte[] {3});
            assertThat(db.siteKeys().find(SampleSite.SITE).orElseThrow().keyId())
                    .isEqualTo("k2");
            assertThat(db.siteKeys().find(SampleSite.SITE, "k1").orElseThrow().privateKey())
                    .containsExactly(1, 2);
        }
    }
}
