/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.Verification;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Record;

/** Keeps one look at the fabric with its verification, and draws the consequences: repair orders, and who is CABLED. */
final class Observation {

    /** Units that reach CABLED: installed, with cables planned, each at the asked level and without a finding. */
    private static final String HOLDS = """
            with bad as (
              select distinct p.device_id from port p join cable c on c.id = p.cable_id
                left join cable_assurance a on a.cable_id = c.id
               where c.site_id = ? and c.planned = 'CONNECTED'
                 and (coalesce(a.assurance, 'UNCHECKED') <> all (?::text[]))
              union
              select p.device_id from port p join device d on d.id = p.device_id
                join unnest(?::text[]) f on f = d.name || ':' || p.name where d.site_id = ?)
            select d.name from device d join unit u on u.id = d.unit_id
             where d.site_id = ? and u.state = 'INSTALLED'
               and exists (select 1 from port p join cable c on c.id = p.cable_id
                            where p.device_id = d.id and c.planned = 'CONNECTED')
               and d.id not in (select device_id from bad) order by d.id
            """;

    /** Units that fall back: CABLED before, and a finding touches a port of theirs. */
    private static final String BROKEN = """
            select distinct d.id, d.name from port p join device d on d.id = p.device_id join unit u on u.id = d.unit_id
              join unnest(?::text[]) f on f = d.name || ':' || p.name
             where d.site_id = ? and u.state = 'CABLED' order by d.id
            """;

    /** @param document the verification as JSON */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    record Kept(String source, String format, byte[] dumpGzip, long dumpBytes, Sha256 sha256, byte[] document) {}

    private final Tx tx;
    private final SiteRef site;
    private final Verification verification;

    Observation(Tx tx, SiteRef site, Verification verification) {
        this.tx = tx;
        this.site = site;
        this.verification = verification;
    }

    ObservationResult write(Kept kept) {
        Record plan = tx.sql().fetchOne("select max(id) as id from plan where site_id = ?", site.id());
        if (plan == null || plan.get("id", Long.class) == null) {
            throw new RecordRefusedException("site '" + site.name() + "' has no plan to verify against");
        }
        long id = tx.reserve("verification", 1).getFirst();
        Sha256 document = Sha256.of(kept.document);
        JournalRow row = tx.append(
                "fabric.observed",
                site.name(),
                Long.toString(id),
                Json.object(
                        "verification",
                        id,
                        "source",
                        kept.source,
                        "format",
                        kept.format,
                        "dumpSha256",
                        kept.sha256.hex(),
                        "verificationSha256",
                        document.hex(),
                        "summary",
                        verification.summary()));
        insert(kept, id, plan.get("id", Long.class), document, row.seq());
        insertFindings(id);
        upsertAssurance(id);
        OrderSync.Counts orders = new OrderSync(tx, site, id).sync(verification);
        List<String> ports = touched();
        int uncabled = move(
                id,
                kept,
                names(BROKEN, ports.toArray(String[]::new), site.id()),
                UnitState.CABLED,
                UnitState.INSTALLED);
        int cabled = move(
                id,
                kept,
                names(HOLDS, site.id(), goodEnough(), ports.toArray(String[]::new), site.id(), site.id()),
                UnitState.INSTALLED,
                UnitState.CABLED);
        return new ObservationResult(id, cabled, uncabled, orders.opened(), orders.closed(), orders.stillOpen());
    }

    private void insert(Kept kept, long id, long plan, Sha256 document, long seq) {
        tx.sql()
                .execute(
                        """
                        insert into verification (id, site_id, plan_id, effective_at, recorded_at, source, format, dump_gzip,
                                                  dump_bytes, sha256, summary, document_gzip, document_sha256, journal_seq)
                        overriding system value
                        values (?, ?, ?, ?::timestamptz, ?::timestamptz, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        id,
                        site.id(),
                        plan,
                        tx.effectiveAt().toString(),
                        tx.recordedAt().toString(),
                        kept.source,
                        kept.format,
                        kept.dumpGzip,
                        kept.dumpBytes,
                        Tx.bytes(kept.sha256),
                        Json.write(verification.summary()),
                        Gzip.pack(kept.document),
                        Tx.bytes(document),
                        seq);
    }

    private void insertFindings(long id) {
        List<Finding> findings = verification.findings();
        tx.sql()
                .execute(
                        """
                        insert into finding (verification_id, finding_id, kind, a, b, expected, observed)
                        select ?, f.* from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) f
                        on conflict do nothing
                        """,
                        id,
                        PlanImporter.texts(findings, Finding::id),
                        PlanImporter.texts(findings, f -> f.kind().name()),
                        PlanImporter.texts(findings, Finding::a),
                        PlanImporter.texts(findings, Finding::b),
                        PlanImporter.texts(findings, Finding::expected),
                        PlanImporter.texts(findings, Finding::observed));
    }

    /** Only cables whose level changed are written. */
    private void upsertAssurance(long id) {
        List<Map.Entry<String, AssuranceLevel>> levels =
                List.copyOf(verification.assurance().entrySet());
        tx.sql()
                .execute(
                        """
                        insert into cable_assurance (cable_id, assurance, verification_id)
                        select c.id, v.level, ? from unnest(?::text[], ?::text[]) as v (cable, level)
                          join cable c on c.site_id = ? and c.cable_id = v.cable
                          left join cable_assurance a on a.cable_id = c.id
                         where coalesce(a.assurance, 'UNCHECKED') <> v.level
                        on conflict (cable_id) do update
                          set assurance = excluded.assurance, verification_id = excluded.verification_id
                        """,
                        id,
                        PlanImporter.texts(levels, Map.Entry::getKey),
                        PlanImporter.texts(levels, e -> e.getValue().name()),
                        site.id());
    }

    private String[] goodEnough() {
        List<String> levels = new ArrayList<>();
        for (AssuranceLevel level : AssuranceLevel.values()) {
            if (level.atLeast(site.requiredAssurance())) {
                levels.add(level.name());
            }
        }
        return levels.toArray(String[]::new);
    }

    /** Ends of cables with a finding. A device that does not name itself says nothing of its cables. */
    private List<String> touched() {
        List<String> ports = new ArrayList<>();
        for (Finding finding : verification.findings()) {
            if (finding.kind() != Finding.Kind.IDENTITY_GAP) {
                ports.add(finding.a());
                ports.add(finding.b());
            }
        }
        return ports;
    }

    private List<String> names(String query, Object... binds) {
        return tx.sql().fetch(query, binds).getValues("name", String.class);
    }

    private int move(long id, Kept kept, List<String> names, UnitState from, UnitState to) {
        String payload = Json.object(
                "verification",
                id,
                "dumpSha256",
                kept.sha256.hex(),
                "requiredAssurance",
                site.requiredAssurance().name());
        String summary = to == UnitState.CABLED
                ? "every cable verified, verification " + id
                : "a cable no longer holds, verification " + id;
        List<Tx.Move> moves = Moves.ofKnown(tx.sql(), site, names).groups().values().stream()
                .map(g -> new Tx.Move(g.name(), g.units(), summary, payload))
                .toList();
        tx.step(site, from, to, EvidenceKind.CABLE_VERIFICATION, moves);
        return moves.size();
    }
}
