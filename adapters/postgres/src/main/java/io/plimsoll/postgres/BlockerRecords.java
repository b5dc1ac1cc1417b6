/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.crew.blocker.Blocker;
import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.crew.blocker.BlockerState;
import io.plimsoll.crew.blocker.BlockerStep;
import io.plimsoll.crew.blocker.Eta;
import io.plimsoll.crew.blocker.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What is in the way at a site, step by step. Steps are added and never changed. */
public final class BlockerRecords {

    /** Blockers of a site that are looked at, the open ones first, then the newest. */
    public static final int LIMIT_MAX = 5_000;

    private final Store store;

    BlockerRecords(Store store) {
        this.store = store;
    }

    public BlockerRow raise(Stamp stamp, String site, NewBlocker input) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("blocker", 1).getFirst();
            JournalRow row = tx.append(
                    "blocker.raised",
                    site,
                    "blocker " + id,
                    Json.object(
                            "id",
                            id,
                            "kind",
                            input.kind().name(),
                            "title",
                            input.title(),
                            "supplier",
                            input.supplier(),
                            "origin",
                            input.origin(),
                            "blocks",
                            input.blocks().stream().map(Target::toString).toList()));
            tx.sql()
                    .execute(
                            """
                            insert into blocker (id, site_id, kind, title, supplier, origin, raised_at, raised_by, journal_seq)
                            overriding system value values (?, ?, ?, ?, ?, ?, ?::timestamptz, ?, ?)
                            """,
                            id,
                            ref.id(),
                            input.kind().name(),
                            input.title(),
                            input.supplier(),
                            input.origin(),
                            tx.effectiveAt().toString(),
                            tx.actor(),
                            row.seq());
            input.blocks().forEach(t -> hold(tx, ref, id, t));
            insert(tx, id, NewBlockerStep.of(BlockerStep.RAISED, ""), row.seq());
            if (!input.owner().isEmpty()) {
                insert(tx, id, owned(input.owner()), row.seq());
            }
            input.waitsOn().forEach(w -> insert(tx, id, waits(w), row.seq()));
            input.eta().ifPresent(e -> insert(tx, id, eta(e), row.seq()));
            return one(tx.sql(), ref, id).orElseThrow();
        });
    }

    private static NewBlockerStep owned(String owner) {
        return new NewBlockerStep(BlockerStep.OWNED, Optional.of(owner), Optional.empty(), Optional.empty(), "");
    }

    private static NewBlockerStep waits(long other) {
        return new NewBlockerStep(BlockerStep.WAITS, Optional.empty(), Optional.empty(), Optional.of(other), "");
    }

    private static NewBlockerStep eta(Eta eta) {
        return new NewBlockerStep(BlockerStep.ETA, Optional.empty(), Optional.of(eta), Optional.empty(), "");
    }

    private static void hold(Tx tx, SiteRef site, long blocker, Target target) {
        int rows = switch (target) {
            case Target.Unit u ->
                tx.sql()
                        .execute(
                                "insert into blocker_target (blocker_id, unit_id) select ?, id from unit where site_id = ? and name = ?",
                                blocker,
                                site.id(),
                                u.name());
            case Target.Commitment c ->
                tx.sql()
                        .execute(
                                "insert into blocker_target (blocker_id, commitment_id)"
                                        + " select ?, id from commitment where site_id = ? and name = ?",
                                blocker,
                                site.id(),
                                c.name());
            case Target.Work w ->
                tx.sql().execute("insert into blocker_target (blocker_id, package) values (?, ?)", blocker, w.name());
        };
        if (rows == 0) {
            throw new RecordRefusedException("site '" + site.name() + "' has no " + target);
        }
    }

    /** Takes a step. Refused if the table does not have it from where the blocker stands. */
    public BlockerRow step(Stamp stamp, String site, long id, NewBlockerStep step) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            if (one(tx.sql(), ref, id).isEmpty()) {
                throw new RecordRefusedException("site '" + site + "' has no blocker " + id);
            }
            JournalRow row = tx.append(
                    "blocker."
                            + step.step()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'),
                    site,
                    "blocker " + id,
                    Json.object(
                            "id",
                            id,
                            "owner",
                            step.owner().orElse(""),
                            "etaP50",
                            step.eta().map(e -> e.p50().toString()).orElse(""),
                            "etaP90",
                            step.eta().map(e -> e.p90().toString()).orElse(""),
                            "waitsOn",
                            step.waitsOn().map(String::valueOf).orElse(""),
                            "says",
                            step.says()));
            insert(tx, id, step, row.seq());
            return one(tx.sql(), ref, id).orElseThrow();
        });
    }

    private static void insert(Tx tx, long id, NewBlockerStep s, long seq) {
        tx.sql()
                .execute(
                        """
                        insert into blocker_step (blocker_id, n, step, from_state, state, at, by_whom, owner, eta_p50, eta_p90,
                                                  waits_on, says, journal_seq)
                        values (?, 0, ?, '', '', ?::timestamptz, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?)
                        """,
                        id,
                        s.step().name(),
                        tx.effectiveAt().toString(),
                        tx.actor(),
                        s.owner().orElse(null),
                        s.eta().map(e -> e.p50().toString()).orElse(null),
                        s.eta().map(e -> e.p90().toString()).orElse(null),
                        s.waitsOn().orElse(null),
                        s.says(),
                        seq);
    }

    public Optional<BlockerRow> find(String site, long id) {
        return store.read(sql -> one(sql, SiteRef.of(sql, site), id));
    }

    /** Blockers of a site: those that are open first, then the newest, at most {@value #LIMIT_MAX}. */
    public List<BlockerRow> list(String site) {
        return store.read(sql -> rows(
                sql,
                SiteRef.of(sql, site),
                "true order by (n.state in ('CLEARED', 'VERIFIED')), n.id desc limit " + LIMIT_MAX));
    }

    private static Optional<BlockerRow> one(DSLContext sql, SiteRef site, long id) {
        return rows(sql, site, "n.id = ?", id).stream().findFirst();
    }

    private static List<BlockerRow> rows(DSLContext sql, SiteRef site, String condition, Object... binds) {
        Object[] all = new Object[binds.length + 1];
        all[0] = site.id();
        System.arraycopy(binds, 0, all, 1, binds.length);
        var found = sql.fetch("select n.* from blocker_now n where n.site_id = ? and " + condition, all);
        Long[] ids = found.getValues("id", Long.class).toArray(Long[]::new);
        Map<Long, List<BlockerRow.Step>> steps = new HashMap<>();
        sql.fetch("select * from blocker_step where blocker_id = any (?::bigint[]) order by blocker_id, n", (Object)
                        ids)
                .forEach(r -> steps.computeIfAbsent(r.get("blocker_id", Long.class), k -> new ArrayList<>())
                        .add(step(r)));
        Map<Long, List<Target>> targets = new HashMap<>();
        sql.fetch("""
                        select t.blocker_id, u.name as unit, c.name as commitment, t.package from blocker_target t
                          left join unit u on u.id = t.unit_id left join commitment c on c.id = t.commitment_id
                         where t.blocker_id = any (?::bigint[]) order by t.blocker_id, u.name, c.name, t.package
                        """, (Object) ids)
                .forEach(r -> targets.computeIfAbsent(r.get("blocker_id", Long.class), k -> new ArrayList<>())
                        .add(target(r)));
        return found.map(r -> row(
                r,
                site,
                steps.getOrDefault(r.get("id", Long.class), List.of()),
                targets.getOrDefault(r.get("id", Long.class), List.of())));
    }

    private static Target target(Record r) {
        String unit = r.get("unit", String.class);
        String commitment = r.get("commitment", String.class);
        return unit != null
                ? new Target.Unit(unit)
                : commitment != null
                        ? new Target.Commitment(commitment)
                        : new Target.Work(r.get("package", String.class));
    }

    private static BlockerRow.Step step(Record r) {
        Instant p50 = r.get("eta_p50", Instant.class);
        Instant p90 = r.get("eta_p90", Instant.class);
        String owner = r.get("owner", String.class);
        return new BlockerRow.Step(
                r.get("n", Integer.class),
                BlockerStep.valueOf(r.get("step", String.class)),
                BlockerState.valueOf(r.get("state", String.class)),
                r.get("at", Instant.class),
                r.get("by_whom", String.class),
                owner == null ? "" : owner,
                p50 == null || p90 == null ? Optional.empty() : Optional.of(new Eta(p50, p90)),
                Optional.ofNullable(r.get("waits_on", Long.class)),
                r.get("says", String.class),
                r.get("journal_seq", Long.class));
    }

    private static BlockerRow row(Record r, SiteRef site, List<BlockerRow.Step> steps, List<Target> targets) {
        Optional<Eta> eta = Optional.empty();
        Set<String> waits = new LinkedHashSet<>();
        for (BlockerRow.Step s : steps) {
            // Whoever opens it again says anew when it will be gone.
            eta = s.step() == BlockerStep.REOPENED ? Optional.empty() : s.eta().or(keep(eta));
            s.waitsOn().ifPresent(w -> waits.add(String.valueOf(w)));
        }
        long id = r.get("id", Long.class);
        return new BlockerRow(
                id,
                new Blocker(
                        String.valueOf(id),
                        BlockerKind.valueOf(r.get("kind", String.class)),
                        r.get("title", String.class),
                        site.name(),
                        r.get("supplier", String.class),
                        r.get("owner", String.class),
                        BlockerState.valueOf(r.get("state", String.class)),
                        r.get("open_since", Instant.class),
                        eta,
                        targets,
                        List.copyOf(waits)),
                r.get("origin", String.class),
                r.get("raised_at", Instant.class),
                r.get("raised_by", String.class),
                steps,
                r.get("journal_seq", Long.class));
    }

    private static java.util.function.Supplier<Optional<Eta>> keep(Optional<Eta> eta) {
        return () -> eta;
    }

    /** What the plan of a site is made of, and what the record itself finds in the way. */
    public StandingRecord standing(String site, Instant at) {
        return store.read(sql -> StandingReads.of(sql, SiteRef.of(sql, site), at));
    }
}
