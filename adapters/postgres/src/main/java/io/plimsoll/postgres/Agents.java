/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Agents on nodes: the tokens that let them in once, and the keys that they are known by from then on. */
public final class Agents {

    private static final String AGENT = """
            select a.id, s.name as site, u.name as node, coalesce(p.serial, '') as serial, a.key_sha256, a.enrolled_at
              from agent a join site s on s.id = a.site_id join unit u on u.id = a.unit_id
              left join part p on p.unit_id = u.id
             where a.id = (select max(l.id) from agent l where l.unit_id = a.unit_id)
            """;

    private final Store store;

    Agents(Store store) {
        this.store = store;
    }

    /** @param serial the node's on the record; empty if it has none */
    public record AgentRow(long id, String site, String node, String serial, Sha256 keySha256, Instant enrolledAt) {}

    /** @param node empty for whichever node of the site comes with its serial */
    public record TokenRow(String site, Optional<String> node, Instant expiresAt) {}

    /** The server's own authority for agents' certificates; its private key as the server sealed it. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    public record AuthorityRow(String certificate, byte[] privateKey) {}

    public Optional<AuthorityRow> authority() {
        return store.read(sql -> sql.fetchOptional("select certificate, private_key from agent_authority")
                .map(r -> new AuthorityRow(r.get("certificate", String.class), r.get("private_key", byte[].class))));
    }

    /** Keeps the authority; the first one stays. */
    public AuthorityRow keepAuthority(Stamp stamp, AuthorityRow authority) {
        store.write(stamp, tx -> {
            if (tx.sql().fetchOne("select 1 from agent_authority") != null) {
                return 0;
            }
            JournalRow row = tx.append(
                    "agent.authority",
                    "",
                    "agents",
                    Json.object("sha256", Sha256.of(authority.certificate()).hex()));
            return tx.sql()
                    .execute(
                            "insert into agent_authority (certificate, private_key, journal_seq) values (?, ?, ?)",
                            authority.certificate(),
                            authority.privateKey(),
                            row.seq());
        });
        return authority().orElseThrow();
    }

    /**
     * Lets agents in with a secret.
     *
     * @param node empty for whichever node of the site comes with its serial
     * @param uses how many may come; 1 for one node
     */
    public void allow(Stamp stamp, String site, Optional<String> node, Sha256 secret, int uses, Instant expiresAt) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            Long unit = node.map(n -> unit(tx, ref, n)).orElse(null);
            JournalRow row = tx.append(
                    "agent.token", site, node.orElse(""), Json.object("uses", uses, "expiresAt", expiresAt.toString()));
            return tx.sql()
                    .execute(
                            "insert into agent_token (secret, site_id, unit_id, uses_max, made_by, expires_at, journal_seq)"
                                    + " values (?, ?, ?, ?, ?, ?::timestamptz, ?)",
                            Tx.bytes(secret),
                            ref.id(),
                            unit,
                            uses,
                            tx.actor(),
                            expiresAt.toString(),
                            row.seq());
        });
    }

    private static long unit(Tx tx, SiteRef site, String node) {
        Record r = tx.sql()
                .fetchOne("select id from unit where site_id = ? and name = ? and class = 'NODE'", site.id(), node);
        if (r == null) {
            throw new RecordRefusedException("site '" + site.name() + "' has no node " + node);
        }
        return r.get("id", Long.class);
    }

    public Optional<TokenRow> token(Sha256 secret) {
        return store.read(sql -> sql.fetchOptional("""
                        select s.name as site, u.name as node, t.expires_at from agent_token t
                          join site s on s.id = t.site_id left join unit u on u.id = t.unit_id where t.secret = ?
                        """, (Object) Tx.bytes(secret))
                .map(r -> new TokenRow(
                        r.get("site", String.class),
                        Optional.ofNullable(r.get("node", String.class)),
                        r.get("expires_at", Instant.class))));
    }

    /** The node of a site that a serial belongs to. */
    public Optional<String> nodeOf(String site, String serial) {
        return store.read(sql -> sql.fetchOptional("""
                        select u.name from part p join unit u on u.id = p.unit_id join site s on s.id = u.site_id
                         where s.name = ? and p.serial = ? and u.class = 'NODE'
                        """, site, serial).map(r -> r.get("name", String.class)));
    }

    /** Enrols an agent by its key; the one that the node had before is known no more. The token is used up by it. */
    public void enrol(Stamp stamp, String site, String node, Sha256 secret, Sha256 key) {
        store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            JournalRow row = tx.append("agent.enrolled", site, node, Json.object("keySha256", key.hex()));
            return tx.sql()
                    .execute(
                            "insert into agent (site_id, unit_id, secret, key_sha256, enrolled_at, journal_seq)"
                                    + " values (?, ?, ?, ?, ?::timestamptz, ?)",
                            ref.id(),
                            unit(tx, ref, node),
                            Tx.bytes(secret),
                            Tx.bytes(key),
                            tx.effectiveAt().toString(),
                            row.seq());
        });
    }

    /** Writes down something that an agent did which a person should know, for example that it lies. */
    public void note(Stamp stamp, String site, String node, String kind, String reason) {
        store.write(stamp, tx -> tx.append(kind, site, node, Json.object("reason", reason)));
    }

    /** The present agent of each node, by node. */
    public List<AgentRow> list() {
        return store.read(sql -> sql.fetch(AGENT + " order by s.name, u.name").map(Agents::row));
    }

    /** The agent that has this key, if it is still its node's present one. */
    public Optional<AgentRow> byKey(Sha256 key) {
        return store.read(sql -> sql.fetchOptional(AGENT + " and a.key_sha256 = ?", (Object) Tx.bytes(key))
                .map(Agents::row));
    }

    /** Whether any agent was ever let in. */
    public boolean any() {
        return store.read(sql -> sql.fetchOne("select 1 from agent_token limit 1") != null);
    }

    private static AgentRow row(Record r) {
        return new AgentRow(
                r.get("id", Long.class),
                r.get("site", String.class),
                r.get("node", String.class),
                r.get("serial", String.class),
                Tx.sha(r.get("key_sha256", byte[].class)),
                r.get("enrolled_at", Instant.class));
    }
}
