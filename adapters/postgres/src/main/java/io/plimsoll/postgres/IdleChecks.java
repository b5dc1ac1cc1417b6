/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks on idle nodes: the rule of each site, who is due, and what was found. */
public final class IdleChecks {

    private static final int LIMIT_MAX = 1_000;

    private final Store store;

    IdleChecks(Store store) {
        this.store = store;
    }

    /** The rule that counts; empty if a site never had one. */
    public Optional<IdleRule> rule(String site) {
        return store.read(sql -> sql.fetchOptional("""
                        select r.*, j.actor from idle_rule r join site s on s.id = r.site_id join journal j on j.seq = r.journal_seq
                         where s.name = ? order by r.id desc limit 1
                        """, site)
                .map(r -> new IdleRule(
                        r.get("plan", String.class),
                        r.get("every_hours", Integer.class),
                        r.get("at_once", Integer.class),
                        r.get("actor", String.class),
                        r.get("set_at", Instant.class))));
    }

    public void setRule(Stamp stamp, String site, String plan, int everyHours, int atOnce) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            JournalRow row = tx.append(
                    "idle.rule", site, plan, Json.object("plan", plan, "everyHours", everyHours, "atOnce", atOnce));
            return tx.sql()
                    .execute(
                            "insert into idle_rule (site_id, plan, every_hours, at_once, set_at, journal_seq)"
                                    + " values (?, ?, ?, ?, ?::timestamptz, ?)",
                            ref.id(),
                            plan,
                            everyHours,
                            atOnce,
                            tx.effectiveAt().toString(),
                            row.seq());
        });
    }

    /**
     * Which of these nodes are fit and not in use, on a certificate that holds, and were not looked at since then; longest ago
     * first. One whose last check did not end well, by no fault of its own, is left alone for an hour.
     */
    public List<IdleNode> due(String site, Collection<String> nodes, Instant now, Instant notSince) {
        return store.read(sql -> sql.fetch(
                        """
                        select u.name, c.id, f.payload from unit u
                          join lateral (select id, issued_at, run_id from certificate where unit_id = u.id
                                         order by id desc limit 1) c on true
                          join certificate_span s on s.id = c.id and s.fit_until > ?::timestamptz
                          join test_run r on r.id = c.run_id join fingerprint f on f.id = r.fingerprint_id
                          left join lateral (select ended_at as at, verdict from idle_check where unit_id = u.id
                                              order by id desc limit 1) i on true
                         where u.site_id = ? and u.class = 'NODE' and u.name = any (?::text[])
                           and u.state in ('ACCEPTED', 'HOT_SPARE') and greatest(c.issued_at, i.at) <= ?::timestamptz
                           and (i.at is null or i.verdict = 'PASS' or i.at <= ?::timestamptz - interval '1 hour')
                         order by greatest(c.issued_at, i.at), u.id
                        """,
                        now.toString(),
                        SiteRef.of(sql, site).id(),
                        nodes.toArray(String[]::new),
                        notSince.toString(),
                        now.toString())
                .map(r -> new IdleNode(
                        r.get("name", String.class), r.get("id", Long.class), r.get("payload", String.class))));
    }

    /** Which of these nodes are no longer idle. */
    public List<String> busy(String site, List<String> nodes) {
        return store.read(sql -> sql.fetch("""
                        select name from unit where site_id = ? and name = any (?::text[])
                           and state not in ('ACCEPTED', 'HOT_SPARE')
                        """, SiteRef.of(sql, site).id(), nodes.toArray(String[]::new))
                .getValues("name", String.class));
    }

    /** Puts what one test found on the record. @return its id */
    public long add(Stamp stamp, String site, IdleNode node, String plan, TestOutcome o) {
        byte[] packed = Gzip.pack(o.log());
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("idle_check", 1).getFirst();
            String hash = Sha256.of(o.log()).hex();
            JournalRow row = tx.append(
                    "idle.checked",
                    site,
                    node.node(),
                    Json.object(
                            "check",
                            id,
                            "certificate",
                            node.certificate(),
                            "plan",
                            plan,
                            "test",
                            o.test(),
                            "verdict",
                            o.verdict().name(),
                            "logSha256",
                            hash));
            tx.sql()
                    .execute(
                            """
                            insert into idle_check (id, site_id, unit_id, certificate_id, plan, test, tool, started_at, ended_at,
                                                    exit_code, verdict, measurements, reason, log_gzip, log_bytes, log_sha256,
                                                    journal_seq)
                            overriding system value
                            select ?, s.id, u.id, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?
                              from site s join unit u on u.site_id = s.id and u.name = ? where s.id = ?
                            """,
                            id,
                            node.certificate(),
                            plan,
                            o.test(),
                            o.tool(),
                            o.startedAt().toString(),
                            o.endedAt().toString(),
                            o.exitCode(),
                            o.verdict().name(),
                            o.measurements(),
                            o.reason(),
                            packed,
                            (long) o.log().length,
                            hash,
                            row.seq(),
                            node.node(),
                            ref.id());
            return id;
        });
    }

    /**
     * What was found, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<IdleCheckRow> list(String site, long beforeId, int limit) {
        return store.read(sql -> sql.fetch(
                        """
                        select i.*, u.name as node from idle_check i join unit u on u.id = i.unit_id
                          join site s on s.id = i.site_id where s.name = ? and i.id < ? order by i.id desc limit ?
                        """, site, beforeId > 0 ? beforeId : Long.MAX_VALUE, Math.clamp(limit, 1, LIMIT_MAX))
                .map(r -> new IdleCheckRow(
                        r.get("id", Long.class),
                        r.get("node", String.class),
                        r.get("certificate_id", Long.class),
                        r.get("plan", String.class),
                        r.get("test", String.class),
                        r.get("started_at", Instant.class),
                        r.get("ended_at", Instant.class),
                        Verdict.valueOf(r.get("verdict", String.class)),
                        r.get("reason", String.class))));
    }
}
