/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Certificates in lists and in full. */
final class CertificateReads {

    private static final String SELECT = """
            select c.id, s.name as site, u.name as node, c.run_id, r.plan, c.issued_at, c.valid_until, x.revoked_at, c.sha256,
                   array(select v.test from test_verdict v where v.run_id = c.run_id and v.verdict = 'WAIVED'
                          order by v.test) as waived
              from certificate c join site s on s.id = c.site_id join unit u on u.id = c.unit_id
              join test_run r on r.id = c.run_id left join certificate_revocation x on x.certificate_id = c.id
             where
            """;

    private CertificateReads() {}

    /** @param condition over c (certificate), u (unit) and s (site), with order and limit */
    static List<CertificateRow> rows(DSLContext sql, String condition, Object... binds) {
        return sql.fetch(SELECT + condition, binds).map(CertificateReads::row);
    }

    static Optional<CertificateFile> file(DSLContext sql, long id) {
        return rows(sql, "c.id = ?", id).stream().findFirst().map(row -> {
            Record r = Tx.one(sql, """
                    select c.dsse, c.journal_seq, j.actor,
                           array(select u.name from certificate_unit cu join unit u on u.id = cu.unit_id
                                  where cu.certificate_id = c.id order by u.id) as units
                      from certificate c join journal j on j.seq = c.journal_seq where c.id = ?
                    """, id);
            return new CertificateFile(
                    row,
                    r.get("dsse", byte[].class),
                    List.of(r.get("units", String[].class)),
                    r.get("actor", String.class),
                    r.get("journal_seq", Long.class));
        });
    }

    private static CertificateRow row(Record r) {
        return new CertificateRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("node", String.class),
                r.get("run_id", Long.class),
                r.get("plan", String.class),
                r.get("issued_at", Instant.class),
                Optional.ofNullable(r.get("valid_until", Instant.class)),
                Optional.ofNullable(r.get("revoked_at", Instant.class)),
                Tx.sha(r.get("sha256", byte[].class)),
                List.of(r.get("waived", String[].class)));
    }
}
