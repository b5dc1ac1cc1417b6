/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.capacity.Tranche;
import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Contract lines of a site with their amendments, claims, and what is told of outages. Nothing is changed: a correction reverses. */
public final class Contracts {

    private final Store store;

    Contracts(Store store) {
        this.store = store;
    }

    /** Puts contract lines on the record, all of them or none. */
    public void agree(Stamp stamp, String site, List<NewContract> contracts) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            int gpusPerNode = gpusPerNode(tx.sql(), ref);
            for (NewContract contract : contracts) {
                agree(tx, ref, contract, gpusPerNode);
            }
            return contracts.size();
        });
    }

    private static void agree(Tx tx, SiteRef site, NewContract contract, int gpusPerNode) {
        Commitment terms = contract.terms();
        if (tx.sql()
                .fetchOptional("select 1 from commitment where site_id = ? and name = ?", site.id(), terms.id())
                .isPresent()) {
            throw new RecordRefusedException("site '" + site.name() + "' has a commitment " + terms.id()
                    + " already; what changes in it is an amendment");
        }
        long id = tx.reserve("commitment", 1).getFirst();
        Tranche first = terms.promise().tranches().getFirst();
        Tranche last = terms.promise().tranches().getLast();
        int gpus = gpus(terms.promise().unit(), first.quantity(), gpusPerNode);
        JournalRow row = tx.append(
                "commitment.made",
                site.name(),
                terms.id(),
                Json.object(
                        "id",
                        id,
                        "gpus",
                        gpus,
                        "from",
                        first.from().toString(),
                        "to",
                        last.until().map(Instant::toString).orElse("")));
        tx.sql()
                .execute(
                        """
                        insert into commitment (id, site_id, name, gpus, during, journal_seq) overriding system value
                        values (?, ?, ?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?)
                        """,
                        id,
                        site.id(),
                        terms.id(),
                        gpus,
                        first.from().toString(),
                        last.until().map(Instant::toString).orElse(null),
                        row.seq());
        version(tx, site, id, 0, contract, "", gpusPerNode);
    }

    /** Puts another version of a contract line in force. The ones before stay on the record. */
    public void amend(Stamp stamp, String site, NewContract contract, String reason) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = commitment(tx.sql(), ref, contract.terms().id());
            Integer last = Tx.one(
                            tx.sql(), "select coalesce(max(n), -1) as n from contract_line where commitment_id = ?", id)
                    .get("n", Integer.class);
            version(tx, ref, id, last + 1, contract, reason, gpusPerNode(tx.sql(), ref));
            return id;
        });
    }

    private static void version(
            Tx tx, SiteRef site, long commitment, int n, NewContract contract, String reason, int gpusPerNode) {
        Commitment terms = contract.terms();
        long id = tx.reserve("contract_line", 1).getFirst();
        String sha = Sha256.of(contract.document()).hex();
        JournalRow row = tx.append(
                n == 0 ? "contract.agreed" : "contract.amended",
                site.name(),
                terms.id(),
                Json.object("id", id, "version", n, "sha256", sha, "reason", reason));
        tx.sql()
                .execute(
                        """
                        insert into contract_line (id, commitment_id, n, document, sha256, customer, measure, target, reason, set_by,
                                                   effective_at, recorded_at, journal_seq)
                        overriding system value values (?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?, ?, ?::timestamptz, ?::timestamptz, ?)
                        """,
                        id,
                        commitment,
                        n,
                        contract.document(),
                        sha,
                        terms.customer(),
                        terms.measurement().measure().name(),
                        terms.measurement().target(),
                        reason,
                        tx.actor(),
                        tx.effectiveAt().toString(),
                        tx.recordedAt().toString(),
                        row.seq());
        for (Tranche t : terms.promise().tranches()) {
            tx.sql()
                    .execute(
                            """
                            insert into contract_tranche (contract_line_id, quantity, gpus, during, journal_seq)
                            values (?, ?, ?, tstzrange(?::timestamptz, ?::timestamptz), ?)
                            """,
                            id,
                            t.quantity(),
                            gpus(terms.promise().unit(), t.quantity(), gpusPerNode),
                            t.from().toString(),
                            t.until().map(Instant::toString).orElse(null),
                            row.seq());
        }
    }

    /** A rack counts with the nodes that it must have up: that is what the customer may rely on. */
    private static int gpus(ContractUnit unit, int quantity, int gpusPerNode) {
        int each = switch (unit) {
            case ContractUnit.Gpu gpu -> 1;
            case ContractUnit.Node node -> gpusPerNode;
            case ContractUnit.Rack rack -> rack.k() * gpusPerNode;
            case ContractUnit.Block block -> block.nodes() * gpusPerNode;
        };
        return Math.multiplyExact(quantity, each);
    }

    private static int gpusPerNode(DSLContext sql, SiteRef site) {
        Integer gpus = Tx.one(sql, "select coalesce(max(gpu_index) + 1, 0) as n from unit where site_id = ?", site.id())
                .get("n", Integer.class);
        if (gpus == 0) {
            throw new RecordRefusedException(
                    "site '" + site.name() + "' has no node with GPUs yet: import its plan before promising of it");
        }
        return gpus;
    }

    private static long commitment(DSLContext sql, SiteRef site, String name) {
        return sql.fetchOptional("select id from commitment where site_id = ? and name = ?", site.id(), name)
                .map(r -> r.get("id", Long.class))
                .orElseThrow(() -> new RecordRefusedException("site '" + site.name() + "' has no commitment " + name));
    }

    /** The contract lines of a site by name, each in the version that was recorded by then, with the claims recorded by then. */
    public List<ContractRow> list(String site, Instant knownAt) {
        return store.read(sql -> {
            Map<Long, List<ContractRow.ClaimRow>> claims = new HashMap<>();
            sql.fetch("""
                            select k.* from claim k join commitment c on c.id = k.commitment_id join site s on s.id = c.site_id
                             where s.name = ? and k.recorded_at <= ?::timestamptz order by k.id
                            """, site, knownAt.toString())
                    .forEach(r -> claims.computeIfAbsent(
                                    r.get("commitment_id", Long.class), key -> new java.util.ArrayList<>())
                            .add(claim(r)));
            return sql.fetch("""
                            select distinct on (c.name) c.name, l.* from contract_line l
                              join commitment c on c.id = l.commitment_id join site s on s.id = c.site_id
                             where s.name = ? and l.recorded_at <= ?::timestamptz order by c.name, l.n desc
                            """, site, knownAt.toString())
                    .map(r -> contract(r, claims.getOrDefault(r.get("commitment_id", Long.class), List.of())));
        });
    }

    /** Gives nodes with their GPUs to a commitment until its last tranche ends: ACCEPTED or HOT_SPARE to SERVING. */
    public int allocate(Stamp stamp, String site, String name, List<String> nodes) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            long id = commitment(tx.sql(), ref, name);
            String until = Tx.one(
                            tx.sql(),
                            "select case when bool_or(upper_inf(during)) then null else max(upper(during)) end as until"
                                    + " from promise where commitment_id = ?",
                            id)
                    .get("until", String.class);
            return Allocations.make(tx, ref, id, nodes, Optional.ofNullable(until));
        });
    }

    /** Takes nodes with their GPUs out of the commitment that they are allocated to: SERVING to ACCEPTED, others stay where they are. */
    public int release(Stamp stamp, String site, List<String> nodes, String reason) {
        return store.write(stamp, tx -> Allocations.end(tx, SiteRef.of(tx.sql(), site), nodes, reason));
    }

    /** Records the claim of a window's credit. */
    public void claim(Stamp stamp, String site, String name, Instant windowFrom, Instant claimedAt, String reference) {
        store.write(stamp, tx -> {
            long commitment = commitment(tx.sql(), SiteRef.of(tx.sql(), site), name);
            return claim(tx, site, name, commitment, windowFrom, claimedAt, reference, Optional.empty(), "");
        });
    }

    /** Records that a claim never was. */
    public void reverseClaim(Stamp stamp, String site, String name, long claim, String reason) {
        store.write(stamp, tx -> {
            long commitment = commitment(tx.sql(), SiteRef.of(tx.sql(), site), name);
            ContractRow.ClaimRow was = tx.sql()
                    .fetchOptional("select * from claim where id = ? and commitment_id = ?", claim, commitment)
                    .map(Contracts::claim)
                    .orElseThrow(() -> new RecordRefusedException(name + " has no claim " + claim));
            return claim(
                    tx,
                    site,
                    name,
                    commitment,
                    was.windowFrom(),
                    was.claimedAt(),
                    was.reference(),
                    Optional.of(claim),
                    reason);
        });
    }

    private static long claim(
            Tx tx,
            String site,
            String name,
            long commitment,
            Instant windowFrom,
            Instant claimedAt,
            String reference,
            Optional<Long> reverses,
            String reason) {
        long id = tx.reserve("claim", 1).getFirst();
        JournalRow row = tx.append(
                reverses.isPresent() ? "claim.reversed" : "claim.made",
                site,
                name,
                Json.object(
                        "id",
                        id,
                        "window",
                        windowFrom.toString(),
                        "at",
                        claimedAt.toString(),
                        "reference",
                        reference,
                        "reverses",
                        reverses.map(String::valueOf).orElse(""),
                        "reason",
                        reason));
        tx.sql()
                .execute(
                        """
                        insert into claim (id, commitment_id, window_from, claimed_at, reference, reverses, reason, told_by, recorded_at,
                                           journal_seq)
                        overriding system value values (?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?::timestamptz, ?)
                        """,
                        id,
                        commitment,
                        windowFrom.toString(),
                        claimedAt.toString(),
                        reference,
                        reverses.orElse(null),
                        reason,
                        tx.actor(),
                        tx.recordedAt().toString(),
                        row.seq());
        return id;
    }

    private static ContractRow contract(Record r, List<ContractRow.ClaimRow> claims) {
        return new ContractRow(
                r.get("commitment_id", Long.class),
                r.get("name", String.class),
                r.get("n", Integer.class),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("reason", String.class),
                r.get("set_by", String.class),
                r.get("recorded_at", Instant.class),
                r.get("journal_seq", Long.class),
                claims);
    }

    private static ContractRow.ClaimRow claim(Record r) {
        return new ContractRow.ClaimRow(
                r.get("id", Long.class),
                r.get("window_from", Instant.class),
                r.get("claimed_at", Instant.class),
                r.get("reference", String.class),
                Optional.ofNullable(r.get("reverses", Long.class)),
                r.get("reason", String.class),
                r.get("told_by", String.class),
                r.get("recorded_at", Instant.class),
                r.get("journal_seq", Long.class));
    }

    /** Tells of the outage that a unit was in at an instant why it is not the operator's failure, or when the customer told of it. */
    public void note(
            Stamp stamp,
            String site,
            String unit,
            Instant at,
            Optional<Exclusion.Kind> exclusion,
            Optional<Instant> noticeAt,
            String reason) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Record stay = tx.sql()
                    .fetchOptional("""
                            select c.unit_id, c.n from state_change c join unit u on u.id = c.unit_id
                             where u.site_id = ? and u.name = ? and c.effective_at <= ?::timestamptz order by c.n desc limit 1
                            """, ref.id(), unit, at.toString())
                    .orElseThrow(
                            () -> new RecordRefusedException("site '" + site + "' had no unit " + unit + " at " + at));
            return note(tx, site, unit, stay, exclusion, noticeAt, Optional.empty(), reason);
        });
    }

    /** Records that a note never was. */
    public void reverseNote(Stamp stamp, String site, long note, String reason) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Record was = tx.sql()
                    .fetchOptional(
                            "select o.*, u.name from outage_note o join unit u on u.id = o.unit_id"
                                    + " where o.id = ? and u.site_id = ?",
                            note,
                            ref.id())
                    .orElseThrow(() -> new RecordRefusedException("site '" + site + "' has no note " + note));
            return note(
                    tx,
                    site,
                    was.get("name", String.class),
                    was,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(note),
                    reason);
        });
    }

    private static long note(
            Tx tx,
            String site,
            String unit,
            Record stay,
            Optional<Exclusion.Kind> exclusion,
            Optional<Instant> noticeAt,
            Optional<Long> reverses,
            String reason) {
        long id = tx.reserve("outage_note", 1).getFirst();
        JournalRow row = tx.append(
                reverses.isPresent() ? "outage.note.reversed" : "outage.noted",
                site,
                unit,
                Json.object(
                        "id",
                        id,
                        "change",
                        stay.get("n", Integer.class),
                        "exclusion",
                        exclusion.map(Enum::name).orElse(""),
                        "noticeAt",
                        noticeAt.map(Instant::toString).orElse(""),
                        "reverses",
                        reverses.map(String::valueOf).orElse(""),
                        "reason",
                        reason));
        tx.sql()
                .execute(
                        """
                        insert into outage_note (id, unit_id, n, exclusion, notice_at, reverses, reason, told_by, recorded_at, journal_seq)
                        overriding system value values (?, ?, ?, ?, ?::timestamptz, ?, ?, ?, ?::timestamptz, ?)
                        """,
                        id,
                        stay.get("unit_id", Long.class),
                        stay.get("n", Integer.class),
                        exclusion.map(Enum::name).orElse(null),
                        noticeAt.map(Instant::toString).orElse(null),
                        reverses.orElse(null),
                        reason,
                        tx.actor(),
                        tx.recordedAt().toString(),
                        row.seq());
        return id;
    }

    /** Notes on outages of a site, oldest first. */
    public List<OutageNote> notes(String site) {
        return store.read(sql -> sql.fetch("""
                        select o.*, u.name, c.effective_at from outage_note o join unit u on u.id = o.unit_id
                          join state_change c on c.unit_id = o.unit_id and c.n = o.n join site s on s.id = u.site_id
                         where s.name = ? order by o.id
                        """, site)
                .map(r -> new OutageNote(
                        r.get("id", Long.class),
                        r.get("name", String.class),
                        r.get("effective_at", Instant.class),
                        Optional.ofNullable(r.get("exclusion", String.class)).map(Exclusion.Kind::valueOf),
                        Optional.ofNullable(r.get("notice_at", Instant.class)),
                        Optional.ofNullable(r.get("reverses", Long.class)),
                        r.get("reason", String.class),
                        r.get("told_by", String.class),
                        r.get("recorded_at", Instant.class),
                        r.get("journal_seq", Long.class))));
    }

    /**
     * The ledger that both sides of a contract compute with, as a projection of the record: each state change one entry.
     *
     * @param gpus whether to hold GPUs one by one too, not nodes alone
     */
    public LedgerEntries entries(String site, boolean gpus) {
        return store.read(sql -> LedgerProjection.of(sql, SiteRef.of(sql, site), gpus));
    }

    /** The same, for one who looks again and again. */
    public LedgerFollower follow(String site, boolean gpus) {
        return new LedgerFollower(store, site, gpus);
    }
}
