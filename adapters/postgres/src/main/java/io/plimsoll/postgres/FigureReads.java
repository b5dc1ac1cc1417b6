/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.List;
import org.jooq.DSLContext;

/** The journal rows behind a figure. */
final class FigureReads {

    private static final int LIMIT_MAX = 1_000;

    /** A unit stands where the last of its steps until then has put it. */
    private static final String GPUS = """
            select s.journal_seq from (
              select distinct on (c.unit_id) c.to_state, c.journal_seq from state_change c
                join unit u on u.id = c.unit_id left join unit n on n.id = u.node_id
               where u.site_id = ? and u.class = 'GPU' and (? = '' or n.name = ?) and c.effective_at <= ?::timestamptz
               order by c.unit_id, c.n desc) s
             where s.to_state = any (?::text[])
            """;

    private static final String CABLES = """
            (select k.seq from journal k where k.kind = 'fabric.observed' and k.site = ? and k.effective_at <= ?::timestamptz
              order by k.effective_at desc, k.seq desc limit 1)
            """;

    private static final String ORDERS = """
            select max(k.seq) from repair_order r
              join journal k on k.site = ? and k.subject = r.order_id and k.kind = 'repair-order.opened'
               and k.effective_at <= ?::timestamptz
             where r.site_id = ? and r.opened_at <= ?::timestamptz and (r.closed_at is null or r.closed_at > ?::timestamptz)
             group by r.order_id
            """;

    private FigureReads() {}

    static List<JournalRow> rows(DSLContext sql, SiteRef site, FigureQuery query) {
        String at = query.at().toString();
        return switch (query.figure()) {
            case FigureQuery.Figure.GpusIn gpus ->
                list(
                        sql,
                        query,
                        GPUS,
                        site.id(),
                        query.node(),
                        query.node(),
                        at,
                        gpus.states().stream().map(Enum::name).toArray(String[]::new));
            case FigureQuery.Figure.Cables cables -> list(sql, query, CABLES, site.name(), at);
            case FigureQuery.Figure.OpenOrders orders -> list(sql, query, ORDERS, site.name(), at, site.id(), at, at);
        };
    }

    private static List<JournalRow> list(DSLContext sql, FigureQuery query, String seqs, Object... binds) {
        Object[] all = new Object[binds.length + 2];
        System.arraycopy(binds, 0, all, 0, binds.length);
        all[binds.length] = query.beforeSeq() > 0 ? query.beforeSeq() : Long.MAX_VALUE;
        all[binds.length + 1] = Math.clamp(query.limit(), 1, LIMIT_MAX);
        return sql.fetch("select * from journal where seq in (" + seqs + ") and seq < ? order by seq desc limit ?", all)
                .map(Journal::row);
    }
}
