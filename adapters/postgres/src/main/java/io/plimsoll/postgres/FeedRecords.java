/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Calendar feeds and their revocations. */
public final class FeedRecords {

    private static final String FEED = """
            select f.*, s.name as site, x.revoked_at from oncall_feed f join site s on s.id = f.site_id
              left join oncall_feed_revocation x on x.feed_id = f.id
            """;

    private final Store store;

    FeedRecords(Store store) {
        this.store = store;
    }

    /** @param token the hash of the key in the address */
    public FeedRow make(Stamp stamp, String site, boolean own, String label, Sha256 token) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("oncall_feed", 1).getFirst();
            String scope = own ? "OWN" : "TEAM";
            JournalRow row =
                    tx.append("feed.made", site, tx.actor(), Json.object("id", id, "scope", scope, "label", label));
            tx.sql()
                    .execute(
                            """
                            insert into oncall_feed (id, site_id, person, scope, token, label, made_at, journal_seq)
                            overriding system value values (?, ?, ?, ?, decode(?, 'hex'), ?, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            tx.actor(),
                            scope,
                            token.hex(),
                            label,
                            tx.effectiveAt().toString(),
                            row.seq());
            return feed(Tx.one(tx.sql(), FEED + " where f.id = ?", id));
        });
    }

    /** Refused if it is revoked already. */
    public void revoke(Stamp stamp, long id) {
        store.write(stamp, tx -> {
            FeedRow feed = feed(Tx.one(tx.sql(), FEED + " where f.id = ?", id));
            JournalRow row = tx.append("feed.revoked", feed.site(), feed.person(), Json.object("id", id));
            return tx.sql()
                    .execute(
                            "insert into oncall_feed_revocation (feed_id, revoked_at, revoked_by, journal_seq)"
                                    + " values (?, ?::timestamptz, ?, ?)",
                            id,
                            tx.effectiveAt().toString(),
                            tx.actor(),
                            row.seq());
        });
    }

    public List<FeedRow> of(String person) {
        return store.read(sql -> sql.fetch(FEED + " where f.person = ? order by f.id desc", person)
                .map(FeedRecords::feed));
    }

    /** The feed of a key; empty if there is none or it was revoked. */
    public Optional<FeedRow> byToken(Sha256 token) {
        return store.read(
                sql -> sql.fetchOptional(FEED + " where f.token = decode(?, 'hex') and x.feed_id is null", token.hex())
                        .map(FeedRecords::feed));
    }

    private static FeedRow feed(Record r) {
        return new FeedRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("person", String.class),
                r.get("scope", String.class).equals("OWN"),
                r.get("label", String.class),
                r.get("made_at", Instant.class),
                Optional.ofNullable(r.get("revoked_at", Instant.class)),
                r.get("journal_seq", Long.class));
    }
}
