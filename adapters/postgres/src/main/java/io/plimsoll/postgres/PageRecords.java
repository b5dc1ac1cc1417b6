/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.oncall.escalate.Escalation;
import io.plimsoll.oncall.escalate.PageCommand;
import io.plimsoll.oncall.escalate.PageEvent;
import io.plimsoll.oncall.escalate.PageState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Record;

/** On-call on the record: the plan, pages, and what is to be sent. */
public final class PageRecords {

    private static final String PAGE = "select p.*, s.name as site from page p join site s on s.id = p.site_id";

    private final Store store;

    PageRecords(Store store) {
        this.store = store;
    }

    public OnCallPlanRow setPlan(Stamp stamp, String site, String name, byte[] document) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = tx.reserve("oncall_plan", 1).getFirst();
            String sha = Sha256.of(document).hex();
            JournalRow row = tx.append("oncall.planned", site, name, Json.object("id", id, "sha256", sha));
            tx.sql()
                    .execute(
                            """
                            insert into oncall_plan (id, site_id, name, document, sha256, set_by, set_at, journal_seq)
                            overriding system value values (?, ?, ?, ?, decode(?, 'hex'), ?, ?::timestamptz, ?)
                            """,
                            id,
                            ref.id(),
                            name,
                            document,
                            sha,
                            tx.actor(),
                            tx.effectiveAt().toString(),
                            row.seq());
            return plan(Tx.one(tx.sql(), "select * from oncall_plan where id = ?", id));
        });
    }

    /** The plan in force: the newest. */
    public Optional<OnCallPlanRow> plan(String site) {
        return store.read(sql -> sql.fetchOptional("""
                        select p.* from oncall_plan p join site s on s.id = p.site_id
                         where s.name = ? order by p.id desc limit 1
                        """, site).map(PageRecords::plan));
    }

    /** Whether anybody gave a contact and has not erased it since; from the journal, the vault itself is not looked at. */
    public boolean contactsKept() {
        return store.read(sql -> sql.fetchOptional("""
                        select 1 from journal a where a.kind = 'contact.added' and not exists
                               (select 1 from journal e where e.kind = 'contact.erased' and e.subject = a.subject and e.seq > a.seq)
                         limit 1
                        """).isPresent());
    }

    /** The page of a group that is open, or a new one without any step taken. */
    public PageRow open(Stamp stamp, String site, String group, String title, String policy, String fingerprint) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Optional<PageRow> known = tx.sql()
                    .fetchOptional(
                            PAGE + " where p.site_id = ? and p.group_key = ? and p.status <> 'RESOLVED'",
                            ref.id(),
                            group)
                    .map(PageRecords::page);
            if (known.isPresent()) {
                tx.sql().execute("""
                                update page set seen = seen + 1,
                                       firing = (select array_agg(distinct f) from unnest(firing || ?::text) as f) where id = ?
                                """, fingerprint, known.get().id());
                return find(tx, known.get().id());
            }
            long id = tx.reserve("page", 1).getFirst();
            JournalRow row = tx.append(
                    "page.raised", site, "page " + id, Json.object("title", title, "policy", policy, "group", group));
            tx.sql()
                    .execute(
                            """
                            insert into page (id, site_id, group_key, title, policy, raised_at, raised_by, status, step, round, paged,
                                              firing, seen, journal_seq)
                            overriding system value
                            values (?, ?, ?, ?, ?, ?::timestamptz, ?, 'NEW', -1, 0, '{}', array[?::text], 1, ?)
                            """,
                            id,
                            ref.id(),
                            group,
                            title,
                            policy,
                            tx.effectiveAt().toString(),
                            tx.actor(),
                            fingerprint,
                            row.seq());
            return find(tx, id);
        });
    }

    /** An alert of a group is over. @return the page if none of its alerts fires any more */
    public Optional<PageRow> ended(Stamp stamp, String site, String group, String fingerprint) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Optional<PageRow> known = tx.sql()
                    .fetchOptional(
                            PAGE + " where p.site_id = ? and p.group_key = ? and p.status <> 'RESOLVED'",
                            ref.id(),
                            group)
                    .map(PageRecords::page);
            known.ifPresent(p -> tx.sql()
                    .execute(
                            "update page set firing = array_remove(firing, ?::text) where id = ?",
                            fingerprint,
                            p.id()));
            return known.map(p -> find(tx, p.id())).filter(p -> p.firing().isEmpty());
        });
    }

    /** One event: the state machine's answer is kept with its journal row and its messages, all or nothing. */
    public PageRow apply(Stamp stamp, long id, PageEvent event, Function<PageRow, Escalation.Outcome> step) {
        return store.write(stamp, tx -> {
            Tx.one(tx.sql(), "select id from page where id = ? for update", id);
            PageRow page = find(tx, id);
            Escalation.Outcome out = step.apply(page);
            if (out.state().equals(page.state()) && out.commands().isEmpty()) {
                return page;
            }
            String who = who(event);
            String kind = event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
            JournalRow row = tx.append(
                    "page." + kind,
                    page.site(),
                    "page " + id,
                    Json.object(
                            "by",
                            who,
                            "status",
                            out.state().status().name(),
                            "step",
                            out.state().step()));
            keep(tx, id, out.state());
            event(tx, id, kind, who, out.state().status().name(), row.seq());
            out.commands().forEach(c -> command(tx, page, c, row.seq()));
            return find(tx, id);
        });
    }

    private static String who(PageEvent event) {
        return switch (event) {
            case PageEvent.Raised e -> "";
            case PageEvent.Timer e -> "";
            case PageEvent.Acknowledged e -> e.by();
            case PageEvent.Escalated e -> e.by();
            case PageEvent.Undeliverable e -> e.person();
            case PageEvent.Resolved e -> e.by();
        };
    }

    private static void keep(Tx tx, long id, PageState s) {
        tx.sql()
                .execute(
                        """
                        update page set status = ?, step = ?, round = ?, due = ?::timestamptz, paged = ?, acknowledged_by = ?
                         where id = ?
                        """,
                        s.status().name(),
                        s.step(),
                        s.round(),
                        s.due().map(Instant::toString).orElse(null),
                        s.paged().stream().sorted().toArray(String[]::new),
                        s.acknowledgedBy().orElse(null),
                        id);
    }

    private static void event(Tx tx, long page, String kind, String who, String says, long seq) {
        tx.sql()
                .execute(
                        "insert into page_event (page_id, at, kind, who, says, journal_seq) values (?, ?::timestamptz, ?, ?, ?, ?)",
                        page,
                        tx.effectiveAt().toString(),
                        kind,
                        who,
                        says,
                        seq);
    }

    private static void command(Tx tx, PageRow page, PageCommand command, long seq) {
        switch (command) {
            case PageCommand.Notify n ->
                n.people().forEach(p -> {
                    event(tx, page.id(), "paged", p, "step " + (n.step() + 1), seq);
                    queue(tx, page.id(), p, false, page.title());
                });
            case PageCommand.Shout s -> event(tx, page.id(), "shout", "", s.why(), seq);
            case PageCommand.StandDown d -> d.people().forEach(p -> queue(tx, page.id(), p, true, d.why()));
            case PageCommand.WakeAt w -> {}
        }
    }

    private static void queue(Tx tx, long page, String person, boolean over, String says) {
        tx.sql().execute("""
                        insert into notice (page_id, person, over, says, state, attempts, next_at)
                        values (?, ?, ?, ?, 'QUEUED', 0, ?::timestamptz)
                        """, page, person, over, says, tx.recordedAt().toString());
    }

    /** Pages whose timer has come. */
    public List<PageRow> due(Instant now, int limit) {
        return store.read(
                sql -> sql.fetch(PAGE + " where p.due <= ?::timestamptz order by p.due limit ?", now.toString(), limit)
                        .map(PageRecords::page));
    }

    /** Pages that were raised and never stepped, such as after a crash in between. */
    public List<PageRow> fresh(int limit) {
        return store.read(sql -> sql.fetch(PAGE + " where p.status = 'NEW' order by p.id limit ?", limit)
                .map(PageRecords::page));
    }

    /** Messages that wait, the oldest first. */
    public List<PageRow.Notice> queued(Instant now, int limit) {
        return store.read(sql -> sql.fetch(
                        "select * from notice where state = 'QUEUED' and next_at <= ?::timestamptz order by id limit ?",
                        now.toString(),
                        limit)
                .map(PageRecords::notice));
    }

    /** Sets the answer code of a message before it goes out. */
    public void arm(Stamp stamp, long notice, Sha256 code) {
        store.write(
                stamp,
                tx -> tx.sql().execute("update notice set code = decode(?, 'hex') where id = ?", code.hex(), notice));
    }

    /**
     * What became of a message; with {@code next} it is tried again then.
     *
     * @param way the contact's handle; empty if none worked
     */
    public void sent(
            Stamp stamp,
            PageRow.Notice notice,
            String state,
            String kind,
            String way,
            String receipt,
            Optional<Instant> next) {
        store.write(stamp, tx -> {
            if (next.isEmpty()) {
                JournalRow row = tx.append(
                        "notice." + state.toLowerCase(java.util.Locale.ROOT),
                        "",
                        "page " + notice.page(),
                        Json.object("person", notice.person(), "kind", kind, "attempts", notice.attempts() + 1));
                event(
                        tx,
                        notice.page(),
                        "notice " + state.toLowerCase(java.util.Locale.ROOT),
                        notice.person(),
                        kind,
                        row.seq());
            }
            return tx.sql()
                    .execute(
                            """
                            update notice set state = ?, attempts = attempts + 1, kind = ?, way = nullif(?, ''), receipt = ?,
                                   next_at = ?::timestamptz where id = ?
                            """,
                            next.isEmpty() ? state : "QUEUED",
                            kind,
                            way,
                            receipt,
                            next.orElse(tx.recordedAt()).toString(),
                            notice.id());
        });
    }

    /**
     * What the next station says of a message later. One that never arrives goes out again, over the ways that are left, while nobody has
     * taken its page. A receipt of a message that is not known, or that was told already, changes nothing.
     *
     * @param says the station's own word
     */
    public void receipt(Stamp stamp, String kind, String receipt, boolean delivered, String says) {
        store.write(stamp, tx -> {
            Optional<PageRow.Notice> known =
                    tx.sql().fetchOptional("""
                            select * from notice where kind = ? and receipt = ? and state = 'SENT' and delivered is null
                             order by id desc limit 1 for update
                            """, kind, receipt).map(PageRecords::notice);
            known.ifPresent(n -> {
                PageRow page = find(tx, n.page());
                String word = delivered ? "delivered" : "undelivered";
                JournalRow row = tx.append(
                        "notice." + word,
                        page.site(),
                        "page " + page.id(),
                        Json.object("person", n.person(), "kind", kind, "says", says));
                event(tx, page.id(), "notice " + word, n.person(), kind + ": " + says, row.seq());
                tx.sql().execute("update notice set delivered = ? where id = ?", delivered, n.id());
                boolean asked = page.state().status() == PageState.Status.PAGING
                        || page.state().status() == PageState.Status.UNANSWERED;
                if (!delivered && asked && !n.over()) {
                    tx.sql().execute("""
                                    update notice set state = 'QUEUED', attempts = 0, next_at = ?::timestamptz, delivered = null,
                                           given_up = given_up || way where id = ?
                                    """, tx.recordedAt().toString(), n.id());
                }
            });
            return known.isPresent();
        });
    }

    /** The message that an answer code belongs to. */
    public Optional<PageRow.Notice> byCode(Sha256 code) {
        return store.read(sql -> sql.fetchOptional("select * from notice where code = decode(?, 'hex')", code.hex())
                .map(PageRecords::notice));
    }

    public Optional<PageRow> find(long id) {
        return store.read(sql -> sql.fetchOptional(PAGE + " where p.id = ?", id).map(PageRecords::page));
    }

    private static PageRow find(Tx tx, long id) {
        return page(Tx.one(tx.sql(), PAGE + " where p.id = ?", id));
    }

    /** Pages of a site, open ones first, then the newest. */
    public List<PageRow> list(String site, int limit) {
        return store.read(sql -> sql.fetch(
                        PAGE + " where s.name = ? order by (p.status = 'RESOLVED'), p.id desc limit ?", site, limit)
                .map(PageRecords::page));
    }

    public List<PageRow.Event> events(long page) {
        return store.read(sql -> sql.fetch("select * from page_event where page_id = ? order by id", page)
                .map(r -> new PageRow.Event(
                        r.get("at", Instant.class),
                        r.get("kind", String.class),
                        r.get("who", String.class),
                        r.get("says", String.class),
                        r.get("journal_seq", Long.class))));
    }

    private static PageRow.Notice notice(Record r) {
        String kind = r.get("kind", String.class);
        String receipt = r.get("receipt", String.class);
        return new PageRow.Notice(
                r.get("id", Long.class),
                r.get("page_id", Long.class),
                r.get("person", String.class),
                r.get("over", Boolean.class),
                r.get("says", String.class),
                r.get("state", String.class),
                r.get("attempts", Integer.class),
                kind == null ? "" : kind,
                receipt == null ? "" : receipt,
                List.of(r.get("given_up", String[].class)));
    }

    private static OnCallPlanRow plan(Record r) {
        return new OnCallPlanRow(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("set_by", String.class),
                r.get("set_at", Instant.class),
                r.get("journal_seq", Long.class));
    }

    private static PageRow page(Record r) {
        return new PageRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("group_key", String.class),
                r.get("title", String.class),
                r.get("policy", String.class),
                r.get("raised_at", Instant.class),
                r.get("raised_by", String.class),
                new PageState(
                        PageState.Status.valueOf(r.get("status", String.class)),
                        r.get("step", Integer.class),
                        r.get("round", Integer.class),
                        Optional.ofNullable(r.get("due", Instant.class)),
                        Set.of(r.get("paged", String[].class)),
                        Optional.ofNullable(r.get("acknowledged_by", String.class))),
                List.of(r.get("firing", String[].class)),
                r.get("seen", Integer.class),
                r.get("journal_seq", Long.class));
    }
}
