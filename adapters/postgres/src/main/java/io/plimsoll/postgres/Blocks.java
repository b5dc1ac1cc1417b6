/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.acceptance.certificate.BlockStatement;
import io.plimsoll.acceptance.certificate.NodeEntry;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Blocks: what was delivered together and signed, and how it stands now. */
public final class Blocks {

    private static final int LIMIT_MAX = 1_000;

    private static final String ROW = """
            select b.*, s.name as site, j.actor,
                   (select count(*) from block_certificate c join certificate_span p on p.id = c.certificate_id
                     where c.block_id = b.id and p.fit_until > ?::timestamptz) as holding
              from block b join site s on s.id = b.site_id join journal j on j.seq = b.journal_seq
             where
            """;

    private final Store store;

    Blocks(Store store) {
        this.store = store;
    }

    /**
     * The nodes that a block is of, in the order of their names.
     *
     * @param which the number of an SU, a rack as hall/row/rack, or an order line
     */
    public List<String> members(String site, BlockStatement.Kind kind, String which) {
        String of = switch (kind) {
            case SU -> "d.scalable_unit::text = ?";
            case RACK -> "h.name || '/' || w.name || '/' || k.name = ?";
            case ORDER_LINE -> "o.order_line = ?";
            case LIST -> throw new IllegalArgumentException("a list names its nodes");
        };
        String query = """
                select u.name from unit u join device d on d.unit_id = u.id
                  left join rack k on k.id = d.rack_id left join floor_row w on w.id = k.row_id
                  left join hall h on h.id = w.hall_id
                  left join part p on p.unit_id = u.id left join order_line o on o.id = p.order_line_id
                 where u.site_id = ? and u.class = 'NODE' and %s order by u.name
                """.formatted(of);
        return store.read(
                sql -> sql.fetch(query, SiteRef.of(sql, site).id(), which).getValues("name", String.class));
    }

    /** The newest certificates of nodes; a node that never had one is left out. */
    public List<LastCertificate> last(String site, Collection<String> nodes) {
        return store.read(sql -> sql.fetch("""
                        select u.name, c.id, c.dsse, nullif(s.fit_until, 'infinity') as held_until, x.reason from unit u
                          join lateral (select * from certificate where unit_id = u.id order by id desc limit 1) c on true
                          join certificate_span s on s.id = c.id
                          left join certificate_revocation x on x.certificate_id = c.id
                         where u.site_id = ? and u.class = 'NODE' and u.name = any (?::text[]) order by u.name
                        """, SiteRef.of(sql, site).id(), nodes.toArray(String[]::new))
                .map(r -> new LastCertificate(
                        r.get("name", String.class),
                        r.get("id", Long.class),
                        r.get("dsse", byte[].class),
                        Optional.ofNullable(r.get("held_until", Instant.class)),
                        Optional.ofNullable(r.get("reason", String.class)))));
    }

    /**
     * Puts a signed block on the record.
     *
     * @return its id
     * @throws RecordRefusedException if one of its certificates does not hold at that moment
     */
    public long issue(Stamp stamp, NewBlock block) {
        BlockStatement s = block.statement();
        return store.write(stamp, tx -> {
            SiteRef site = SiteRef.of(tx.sql(), s.site());
            long id = tx.reserve("block", 1).getFirst();
            JournalRow row = tx.append(
                    "block.issued",
                    s.site(),
                    s.name(),
                    Json.object(
                            "block", id,
                            "kind", s.kind().name(),
                            "customer", s.customer(),
                            "nodes", s.nodes().size(),
                            "exceptions",
                                    s.exceptions().stream().map(e -> e.node()).toList(),
                            "sha256", Sha256.of(block.dsse()).hex()));
            tx.sql()
                    .execute(
                            """
                            insert into block (id, site_id, name, kind, customer, issued_at, valid_until, nodes, exceptions,
                                               gpus, key_id, dsse, sha256, journal_seq)
                            overriding system value
                            values (?, ?, ?, ?, ?, ?::timestamptz, nullif(?, '')::timestamptz, ?, ?, ?, ?, ?, ?, ?)
                            """,
                            id,
                            site.id(),
                            s.name(),
                            s.kind().name(),
                            s.customer(),
                            s.issuedAt().toString(),
                            s.nodes().stream()
                                    .flatMap(n -> n.validUntil().stream())
                                    .min(Comparator.naturalOrder())
                                    .map(Instant::toString)
                                    .orElse(""),
                            s.nodes().size(),
                            s.exceptions().size(),
                            s.nodes().stream().mapToInt(NodeEntry::gpus).sum(),
                            block.keyId(),
                            block.dsse(),
                            Tx.bytes(Sha256.of(block.dsse())),
                            row.seq());
            tx.sql()
                    .execute(
                            "insert into block_certificate (block_id, certificate_id) select ?, c from unnest(?::bigint[]) c",
                            id,
                            block.certificates().toArray(Long[]::new));
            return id;
        });
    }

    /**
     * Blocks, newest first.
     *
     * @param beforeId 0 for the newest
     * @param at for which the certificates are counted that hold
     */
    public List<BlockRow> list(String site, long beforeId, int limit, Instant at) {
        return store.read(sql -> sql.fetch(
                        ROW + "s.name = ? and b.id < ? order by b.id desc limit ?",
                        at.toString(),
                        site,
                        beforeId > 0 ? beforeId : Long.MAX_VALUE,
                        Math.clamp(limit, 1, LIMIT_MAX))
                .map(Blocks::row));
    }

    public Optional<BlockRow> find(long id, Instant at) {
        return store.read(
                sql -> sql.fetchOptional(ROW + "b.id = ?", at.toString(), id).map(Blocks::row));
    }

    /** The signed envelope, byte for byte. */
    public byte[] dsse(long id) {
        return store.read(
                sql -> Tx.one(sql, "select dsse from block where id = ?", id).get("dsse", byte[].class));
    }

    /** Its certified nodes in the order of their names. */
    public List<BlockNodeRow> nodes(long id) {
        return store.read(sql -> sql.fetch("""
                        select u.name, u.state, coalesce(p.serial, '') as serial, c.id, c.issued_at, x.reason,
                               nullif(s.fit_until, 'infinity') as held_until,
                               (select max(l.id) from certificate l where l.unit_id = c.unit_id and l.id > c.id) as later
                          from block_certificate b join certificate c on c.id = b.certificate_id
                          join certificate_span s on s.id = c.id join unit u on u.id = c.unit_id
                          left join part p on p.unit_id = u.id
                          left join certificate_revocation x on x.certificate_id = c.id
                         where b.block_id = ? order by u.name
                        """, id)
                .map(r -> new BlockNodeRow(
                        r.get("name", String.class),
                        r.get("serial", String.class),
                        UnitState.valueOf(r.get("state", String.class)),
                        r.get("id", Long.class),
                        r.get("issued_at", Instant.class),
                        Optional.ofNullable(r.get("held_until", Instant.class)),
                        Optional.ofNullable(r.get("reason", String.class)),
                        Optional.ofNullable(r.get("later", Long.class)))));
    }

    private static BlockRow row(Record r) {
        return new BlockRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("name", String.class),
                BlockStatement.Kind.valueOf(r.get("kind", String.class)),
                r.get("customer", String.class),
                r.get("issued_at", Instant.class),
                Optional.ofNullable(r.get("valid_until", Instant.class)),
                r.get("nodes", Integer.class),
                r.get("holding", Integer.class),
                r.get("exceptions", Integer.class),
                r.get("gpus", Integer.class),
                r.get("key_id", String.class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("actor", String.class),
                r.get("journal_seq", Long.class));
    }
}
