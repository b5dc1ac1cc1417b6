/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What was heard of a site's health, what was decided, by which rules: written in the order in which the engine works. */
public final class HealthRecords {

    private final Store store;

    HealthRecords(Store store) {
        this.store = store;
    }

    /**
     * Keeps batches, in order, in one transaction with one journal row; a batch that tells the time only needs none.
     *
     * @return their ids
     */
    public List<Long> hear(Stamp stamp, String site, List<HealthBatch> batches) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            List<Long> ids = tx.reserve("health_batch", batches.size());
            List<Map<String, Object>> told = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                HealthBatch b = batches.get(i);
                if (b.signals() > 0) {
                    told.add(Json.map(
                            "id",
                            ids.get(i),
                            "by",
                            b.sentBy(),
                            "signals",
                            b.signals(),
                            "refused",
                            b.refused(),
                            "sha256",
                            Sha256.of(b.content()).hex()));
                }
            }
            Long seq = told.isEmpty()
                    ? null
                    : tx.append("health.heard", site, "", Json.object("batches", told))
                            .seq();
            for (int i = 0; i < ids.size(); i++) {
                insert(tx, ref, ids.get(i), batches.get(i), seq);
            }
            return ids;
        });
    }

    private static void insert(
            Tx tx, SiteRef site, long id, HealthBatch b, @org.jspecify.annotations.Nullable Long seq) {
        tx.sql()
                .execute(
                        """
                        insert into health_batch (id, site_id, received_at, clock_at, format, sent_by, rules_id, topology_id,
                                                  signals, refused, content, sha256, journal_seq)
                        overriding system value values (?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?,
                                                        decode(?, 'hex'), ?)
                        """,
                        id,
                        site.id(),
                        b.receivedAt().toString(),
                        b.clock().map(Instant::toString).orElse(null),
                        b.format(),
                        b.sentBy(),
                        b.rules().isPresent() ? b.rules().getAsLong() : null,
                        b.topology(),
                        b.signals(),
                        b.refused(),
                        b.content(),
                        Sha256.of(b.content()).hex(),
                        b.signals() > 0 ? seq : null);
    }

    /** The batches after this one, in order. */
    public List<HealthBatch> batches(String site, long after, int limit) {
        return store.read(sql -> sql.fetch("""
                        select b.* from health_batch b join site s on s.id = b.site_id
                         where s.name = ? and b.id > ? order by b.id limit ?
                        """, site, after, limit).map(HealthReads::batch));
    }

    /** The newest batches with signals that were received since then, oldest first, as far as the limit allows. */
    public List<HealthBatch> history(String site, Instant since, int limit) {
        return store.read(sql -> sql.fetch("""
                        select * from (select b.* from health_batch b join site s on s.id = b.site_id
                         where s.name = ? and b.signals > 0 and b.received_at >= ?::timestamptz order by b.id desc limit ?) h
                         order by h.id
                        """, site, since.toString(), limit).map(HealthReads::batch));
    }

    /** Puts decisions and what they changed on the record; those that are there already are left as they are. */
    public void decide(Stamp stamp, String site, List<HealthDecisionRow> decisions, List<HealthIncidentRow> incidents) {
        if (decisions.isEmpty()) {
            return;
        }
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            List<HealthDecisionRow> fresh = HealthReads.unknown(tx.sql(), decisions);
            if (!fresh.isEmpty()) {
                decide(tx, ref, fresh);
            }
            for (HealthIncidentRow incident : incidents) {
                HealthReads.upsert(tx.sql(), ref, incident, decisions.getLast());
            }
            return fresh.size();
        });
    }

    private static void decide(Tx tx, SiteRef site, List<HealthDecisionRow> fresh) {
        Map<String, Integer> whats = new TreeMap<>();
        fresh.forEach(d -> whats.merge(d.what(), 1, Integer::sum));
        List<Long> ids = tx.reserve("health_decision", fresh.size());
        StringBuilder text = new StringBuilder();
        fresh.forEach(d -> text.append(d.batch())
                .append('|')
                .append(d.n())
                .append('|')
                .append(d.what())
                .append('|')
                .append(d.incident())
                .append('|')
                .append(d.node())
                .append('|')
                .append(d.reason())
                .append('\n'));
        JournalRow row = tx.append(
                "health.decided",
                site.name(),
                fresh.size() == 1 ? fresh.getFirst().incident() : "",
                Json.object(
                        "decisions",
                        Ranges.of(ids),
                        "what",
                        whats,
                        "incidents",
                        fresh.stream()
                                .map(HealthDecisionRow::incident)
                                .filter(i -> !i.isEmpty())
                                .distinct()
                                .limit(50)
                                .toList(),
                        "sha256",
                        Sha256.of(text.toString()).hex()));
        for (int i = 0; i < fresh.size(); i++) {
            HealthReads.insert(tx.sql(), site, ids.get(i), fresh.get(i), row.seq());
        }
    }

    /** Puts rules in force. */
    public HealthRulesRow enable(Stamp stamp, String site, String name, byte[] document, String replayed) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("health_rules", 1).getFirst();
            String sha = Sha256.of(document).hex();
            JournalRow row = tx.append("health.rules", site, name, Json.object("id", id, "sha256", sha));
            tx.sql()
                    .execute(
                            """
                            insert into health_rules (id, site_id, name, document, sha256, replayed, enabled_by, enabled_at,
                                                      journal_seq)
                            overriding system value values (?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            name,
                            document,
                            sha,
                            replayed,
                            tx.actor(),
                            tx.effectiveAt().toString(),
                            row.seq());
            return HealthReads.rules(Tx.one(tx.sql(), "select * from health_rules where id = ?", id));
        });
    }

    /** The rules that were put in force, the newest first. */
    public List<HealthRulesRow> rules(String site) {
        return store.read(sql -> sql.fetch("""
                        select r.* from health_rules r join site s on s.id = r.site_id where s.name = ? order by r.id desc limit 50
                        """, site).map(HealthReads::rules));
    }

    public Optional<HealthRulesRow> rules(long id) {
        return store.read(sql ->
                sql.fetchOptional("select * from health_rules where id = ?", id).map(HealthReads::rules));
    }

    /** What contains what now, by the record. */
    public List<HealthPlace> places(String site, Instant at) {
        return store.read(sql -> HealthReads.places(sql, site, at));
    }

    /** GPUs that are promised at this time, by commitment. */
    public Map<String, Integer> promised(String site, Instant at) {
        return store.read(sql -> HealthReads.promised(sql, site, at));
    }

    /** The latest journal row that may have changed who serves whom; a change of it says to look again. */
    public long moved() {
        return store.read(sql -> Tx.one(sql, """
                        select coalesce(max(l.seq), 0) as seq
                          from unnest(array['unit.step', 'allocation.made', 'allocation.ended', 'commitment.made',
                                            'contract.agreed', 'contract.amended', 'plan.imported']) k
                         cross join lateral (select j.seq from journal j where j.kind = k order by j.seq desc limit 1) l
                        """).get("seq", Long.class));
    }

    /** The id of this topology, which is kept if it is new. */
    public long topology(Stamp stamp, String site, byte[] document) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            String sha = Sha256.of(document).hex();
            tx.sql().execute("""
                    insert into health_topology (site_id, document, sha256) values (?, ?, decode(?, 'hex'))
                    on conflict do nothing
                    """, ref.id(), document, sha);
            return Tx.one(
                            tx.sql(),
                            "select id from health_topology where site_id = ? and sha256 = decode(?, 'hex')",
                            ref.id(),
                            sha)
                    .get("id", Long.class);
        });
    }

    public Optional<byte[]> topology(long id) {
        return store.read(sql -> sql.fetchOptional("select document from health_topology where id = ?", id)
                .map(r -> r.get("document", byte[].class)));
    }

    /** What the engine remembered after a batch. */
    public record Snapshot(
            long batch,
            @SuppressWarnings("ArrayRecordComponent") byte[] state) {}

    public Optional<Snapshot> snapshot(String site) {
        return store.read(sql -> sql.fetchOptional("""
                        select p.batch_id, p.state from health_snapshot p join site s on s.id = p.site_id
                         where s.name = ? order by p.batch_id desc limit 1
                        """, site)
                .map(r -> new Snapshot(r.get("batch_id", Long.class), r.get("state", byte[].class))));
    }

    /** Keeps what the engine remembers, and the one before it. */
    public void keep(Stamp stamp, String site, Snapshot snapshot) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            tx.sql()
                    .execute(
                            """
                            insert into health_snapshot (site_id, batch_id, taken_at, state, sha256)
                            values (?, ?, ?::timestamptz, ?, decode(?, 'hex')) on conflict do nothing
                            """,
                            ref.id(),
                            snapshot.batch(),
                            tx.recordedAt().toString(),
                            snapshot.state(),
                            Sha256.of(snapshot.state()).hex());
            return tx.sql().execute("""
                    delete from health_snapshot where site_id = ? and batch_id not in
                      (select batch_id from health_snapshot where site_id = ? order by batch_id desc limit 2)
                    """, ref.id(), ref.id());
        });
    }

    /** Incidents with a smaller number, the newest first; only open ones if asked. */
    public List<HealthIncidentRow> incidents(String site, boolean open, long before, int limit) {
        return store.read(sql -> sql.fetch("""
                        select i.* from health_incident i join site s on s.id = i.site_id
                         where s.name = ? and i.number < ? and (not ? or i.closed_at is null) order by i.number desc limit ?
                        """, site, before, open, limit).map(HealthReads::incident));
    }

    public Optional<HealthIncidentRow> incident(String site, String id) {
        return store.read(sql -> sql.fetchOptional("""
                        select i.* from health_incident i join site s on s.id = i.site_id where s.name = ? and i.incident = ?
                        """, site, id).map(HealthReads::incident));
    }

    /** The decisions about an incident and those that ended in it, in order. */
    public List<HealthDecisionRow> decisions(String site, String incident, int limit) {
        return store.read(sql -> sql.fetch("""
                        select d.* from health_decision d join site s on s.id = d.site_id
                         where s.name = ? and d.incident in (select ? union all select j.action from health_decision j
                               where j.site_id = s.id and j.incident = ? and j.what = 'JOINED' and j.action <> '')
                         order by d.id limit ?
                        """, site, incident, incident, limit).map(HealthReads::decision));
    }

    /** The decisions that were made on signals of a part, in order. */
    public List<HealthDecisionRow> ofSerial(String site, String serial, int limit) {
        return store.read(sql -> sql.fetch("""
                        select d.* from health_decision d join site s on s.id = d.site_id
                         where s.name = ? and d.serial = ? order by d.id desc limit ?
                        """, site, serial, limit).map(HealthReads::decision));
    }

    /** Where a part of this serial sits now; empty for nowhere, or if only signals know it. */
    public Optional<String> seat(String site, String serial) {
        return store.read(sql -> sql.fetchOptional("""
                        select u.name from part p join site s on s.id = p.site_id join unit u on u.id = p.unit_id
                         where s.name = ? and p.serial = ?
                        """, site, serial).map(r -> r.get("name", String.class)));
    }

    /** Repairs and goods-in that name this serial, oldest first. */
    public List<JournalRow> partRows(String site, String serial) {
        String like = "%" + Json.write(serial).replaceAll("([\\\\%_])", "\\\\$1") + "%";
        return store.read(sql -> sql.fetch("""
                        select * from journal where kind in ('node.repaired') and site = ? and payload like ? order by seq limit 200
                        """, site, like).map(Journal::row));
    }

    /** How many batches and signals there are after this batch, and when the first of them was received. */
    public record Backlog(long batches, long signals, Optional<Instant> oldest) {}

    public Backlog backlog(String site, long after) {
        return store.read(sql -> {
            org.jooq.Record r = Tx.one(sql, """
                    select count(*) as batches, coalesce(sum(b.signals), 0)::bigint as signals, min(b.received_at) as oldest
                      from health_batch b join site s on s.id = b.site_id where s.name = ? and b.id > ?
                    """, site, after);
            return new Backlog(
                    r.get("batches", Long.class),
                    r.get("signals", Long.class),
                    Optional.ofNullable(r.get("oldest", Instant.class)));
        });
    }

    /** The open incidents that act, wait for tests or are watched, beside their nodes on the line. */
    public List<HealthTurnRow> turns(String site, Instant at) {
        return store.read(sql -> HealthTurns.of(sql, site, at));
    }

    /** Sets signals aside that cannot be decided on; those that are there already are left as they are. */
    public void undecided(Stamp stamp, String site, List<HealthUndecided> found) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            for (HealthUndecided u : found) {
                if (tx.sql()
                        .fetch(
                                "select 1 from health_undecided where batch_id = ? and signal_n = ?",
                                u.batch(),
                                u.signal())
                        .isNotEmpty()) {
                    continue;
                }
                JournalRow row = tx.append(
                        "health.undecided",
                        site,
                        u.node(),
                        Json.object("batch", u.batch(), "signal", u.signal(), "error", u.error()));
                tx.sql().execute("""
                                insert into health_undecided (batch_id, signal_n, site_id, node, signals, error, journal_seq)
                                values (?, ?, ?, ?, ?, ?, ?)
                                """, u.batch(), u.signal(), ref.id(), u.node(), u.signals(), u.error(), row.seq());
            }
            return found.size();
        });
    }

    /** What was set aside in batches after this one, in order. */
    public List<HealthUndecided> undecided(String site, long after, int limit) {
        return store.read(sql -> sql.fetch("""
                        select q.* from health_undecided q join site s on s.id = q.site_id
                         where s.name = ? and q.batch_id > ? order by q.batch_id desc, q.signal_n limit ?
                        """, site, after, limit)
                .map(r -> new HealthUndecided(
                        r.get("batch_id", Long.class),
                        r.get("signal_n", Integer.class),
                        r.get("node", String.class),
                        r.get("signals", Integer.class),
                        r.get("error", String.class),
                        r.get("journal_seq", Long.class))));
    }

    /** How many signals were set aside. */
    public long undecided(String site) {
        return store.read(sql -> Tx.one(sql, """
                        select coalesce(sum(q.signals), 0)::bigint as n from health_undecided q join site s on s.id = q.site_id
                         where s.name = ?
                        """, site).get("n", Long.class));
    }

    static OptionalLong number(@org.jspecify.annotations.Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    static List<String> texts(String[] array) {
        return Arrays.asList(array);
    }
}
