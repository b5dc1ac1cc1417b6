/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/** Waivers with their nodes. */
final class WaiverReads {

    private WaiverReads() {}

    /** @param condition over w (waiver), x (its revocation) and s (site), with order */
    static List<WaiverRow> rows(DSLContext sql, String condition, Object... binds) {
        return sql.fetch("""
                        select w.*, s.name as site, x.revoked_at, array(select u.name from waiver_node n
                               join unit u on u.id = n.unit_id where n.waiver_id = w.id order by u.id) as nodes
                          from waiver w join site s on s.id = w.site_id left join waiver_revocation x on x.waiver_id = w.id
                         where
                        """ + condition, binds)
                .map(r -> new WaiverRow(
                        r.get("id", Long.class),
                        r.get("site", String.class),
                        r.get("test", String.class),
                        List.of(r.get("nodes", String[].class)),
                        r.get("owner", String.class),
                        r.get("reason", String.class),
                        r.get("granted_at", Instant.class),
                        r.get("expires_at", Instant.class),
                        r.get("price_cents", Long.class),
                        Optional.ofNullable(r.get("revoked_at", Instant.class))));
    }
}
