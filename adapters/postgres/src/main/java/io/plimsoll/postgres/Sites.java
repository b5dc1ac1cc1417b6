/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.UnitClass;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Sites and what stands in them. */
public final class Sites {

    private static final int HITS_MAX = 100;

    private final Store store;

    Sites(Store store) {
        this.store = store;
    }

    /** A new site. Its name must be free. */
    public Site create(
            Stamp stamp,
            String name,
            String title,
            String timeZone,
            boolean simulated,
            AssuranceLevel requiredAssurance) {
        return store.write(stamp, tx -> {
            if (tx.sql().fetchOne("select 1 from site where name = ?", name) != null) {
                throw new RecordRefusedException("there is a site '" + name + "' already");
            }
            JournalRow row = tx.append(
                    "site.created",
                    name,
                    name,
                    Json.object(
                            "title",
                            title,
                            "timeZone",
                            timeZone,
                            "simulated",
                            simulated,
                            "requiredAssurance",
                            requiredAssurance.name()));
            tx.sql().execute("""
                            insert into site (name, title, time_zone, simulated, required_assurance, journal_seq)
                            values (?, ?, ?, ?, ?, ?)
                            """, name, title, timeZone, simulated, requiredAssurance.name(), row.seq());
            return site(Tx.one(tx.sql(), "select * from site where name = ?", name));
        });
    }

    /** All sites by name. */
    public List<Site> list() {
        return store.read(sql -> sql.fetch("select * from site order by name").map(Sites::site));
    }

    /** The site of that name. */
    public Optional<Site> find(String name) {
        return store.read(sql ->
                sql.fetchOptional("select * from site where name = ?", name).map(Sites::site));
    }

    /** The time that a site's units have lived through: from the first plan to the latest step; empty before there is a plan. */
    public Optional<SiteSpan> span(String name) {
        return store.read(sql -> sql.fetchOptional("""
                        select (select min(j.effective_at) from journal j where j.site = s.name and j.kind = 'plan.imported') first,
                               (select max(u.since) from unit u where u.site_id = s.id) last
                          from site s where s.name = ?
                        """, name)
                .filter(r -> r.get("first") != null && r.get("last") != null)
                .map(r -> new SiteSpan(
                        r.get("first", OffsetDateTime.class).toInstant(),
                        r.get("last", OffsetDateTime.class).toInstant())));
    }

    /** The site in numbers at an instant. */
    public SiteSummary summary(String name, Instant at) {
        return store.read(sql -> {
            SiteRef ref = SiteRef.of(sql, name);
            Site site = site(Tx.one(sql, "select * from site where id = ?", ref.id()));
            LedgerView ledger = Ledger.view(sql, ref, at, Instant.parse("9999-01-01T00:00:00Z"));
            Map<UnitState, Integer> gpus = states(ledger, UnitClass.GPU);
            Map<UnitState, Integer> nodes = states(ledger, UnitClass.NODE);
            int fit = ledger.rows().stream()
                    .filter(r -> r.unitClass() == UnitClass.GPU)
                    .mapToInt(LedgerView.Row::fit)
                    .sum();
            Map<AssuranceLevel, Integer> byAssurance = assurance(sql, ref);
            int planned =
                    byAssurance.values().stream().mapToInt(Integer::intValue).sum();
            int orders = count(
                    sql,
                    "select count(*) from repair_order where site_id = ? and opened_at <= ?::timestamptz"
                            + " and (closed_at is null or closed_at > ?::timestamptz)",
                    ref.id(),
                    at.toString(),
                    at.toString());
            int certificates = count(
                    sql,
                    "select count(*) from certificate where site_id = ? and issued_at <= ?::timestamptz",
                    ref.id(),
                    at.toString());
            int unchecked = byAssurance.getOrDefault(AssuranceLevel.UNCHECKED, 0);
            return new SiteSummary(
                    site, at, gpus, nodes, fit, orders, planned, planned - unchecked, byAssurance, certificates);
        });
    }

    /** Names and serials that contain the text, over all sites, exact matches first. */
    public List<SearchHit> search(String text, int limit) {
        if (text.isBlank()) {
            return List.of();
        }
        String like = "%" + text.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return store.read(sql -> sql.fetch(
                        """
                        select h.kind, s.name as site, h.name, h.detail from (
                          select lower(d.kind) as kind, d.site_id, d.name, d.model as detail, d.name as hit from device d
                           where d.name ilike ?
                          union all
                          select 'part', p.site_id, coalesce(n.name, u.name), p.model || ' ' || p.serial, p.serial from part p
                            join unit u on u.id = p.unit_id left join unit n on n.id = u.node_id where p.serial ilike ?
                          union all
                          select 'rack', l.site_id, k.name, l.name || '/' || r.name, k.name from rack k
                            join floor_row r on r.id = k.row_id join hall l on l.id = r.hall_id where k.name ilike ?
                          union all
                          select 'cable', c.site_id, c.cable_id, c.label_a || ' - ' || c.label_b, c.cable_id from cable c
                           where c.cable_id ilike ?
                          union all
                          select 'certificate', c.site_id, c.id::text, u.name, u.name from certificate c
                            join unit u on u.id = c.unit_id where u.name ilike ? or encode(c.sha256, 'hex') ilike ?) h
                          join site s on s.id = h.site_id
                         order by lower(h.hit) <> lower(?), h.kind not in ('node', 'switch'), length(h.hit), h.hit, h.kind limit ?
                        """, like, like, like, like, like, like, text.strip(), Math.clamp(limit, 1, HITS_MAX))
                .map(r -> new SearchHit(
                        r.get("kind", String.class),
                        r.get("site", String.class),
                        r.get("name", String.class),
                        r.get("detail", String.class))));
    }

    private static Map<UnitState, Integer> states(LedgerView ledger, UnitClass unitClass) {
        return ledger.rows().stream()
                .filter(r -> r.unitClass() == unitClass)
                .findFirst()
                .map(LedgerView.Row::byState)
                .orElse(Map.of());
    }

    private static Map<AssuranceLevel, Integer> assurance(DSLContext sql, SiteRef site) {
        Map<AssuranceLevel, Integer> counts = new EnumMap<>(AssuranceLevel.class);
        sql.fetch("""
                        select coalesce(a.assurance, 'UNCHECKED') as level, count(*)::int as n
                          from cable c left join cable_assurance a on a.cable_id = c.id
                         where c.site_id = ? and c.planned = 'CONNECTED' group by 1
                        """, site.id())
                .forEach(r ->
                        counts.put(AssuranceLevel.valueOf(r.get("level", String.class)), r.get("n", Integer.class)));
        return counts;
    }

    private static int count(DSLContext sql, String query, Object... binds) {
        return Tx.one(sql, query, binds).get(0, Integer.class);
    }

    private static Site site(Record r) {
        return new Site(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("title", String.class),
                r.get("time_zone", String.class),
                r.get("simulated", Boolean.class),
                AssuranceLevel.valueOf(r.get("required_assurance", String.class)));
    }
}
