/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Record;

/** The keys that sign certificates. */
public final class SiteKeys {

    private static final String KEY = "select k.*, s.name as site from site_key k join site s on s.id = k.site_id";

    private final Store store;

    SiteKeys(Store store) {
        this.store = store;
    }

    /** The site's present key. */
    public Optional<SiteKeyRow> find(String site) {
        return store.read(sql -> sql.fetchOptional(KEY + " where s.name = ? order by k.id desc limit 1", site)
                .map(SiteKeys::key));
    }

    /** Any key that a site has or had. */
    public Optional<SiteKeyRow> find(String site, String keyId) {
        return store.read(sql -> sql.fetchOptional(KEY + " where s.name = ? and k.key_id = ?", site, keyId)
                .map(SiteKeys::key));
    }

    /** A new present key for the site; older ones stay known. The private part is not journaled. */
    public SiteKeyRow create(Stamp stamp, String site, String keyId, String publicPem, byte[] privateKey) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            JournalRow row = tx.append(
                    "site.key",
                    site,
                    keyId,
                    Json.object(
                            "publicPem",
                            publicPem,
                            "sha256",
                            Sha256.of(publicPem).hex()));
            tx.sql()
                    .execute(
                            "insert into site_key (site_id, key_id, public_pem, private_key, created_at, journal_seq)"
                                    + " values (?, ?, ?, ?, ?::timestamptz, ?)",
                            ref.id(),
                            keyId,
                            publicPem,
                            privateKey,
                            tx.effectiveAt().toString(),
                            row.seq());
            return new SiteKeyRow(site, keyId, publicPem, privateKey, tx.effectiveAt());
        });
    }

    private static SiteKeyRow key(Record r) {
        return new SiteKeyRow(
                r.get("site", String.class),
                r.get("key_id", String.class),
                r.get("public_pem", String.class),
                r.get("private_key", byte[].class),
                r.get("created_at", Instant.class));
    }
}
