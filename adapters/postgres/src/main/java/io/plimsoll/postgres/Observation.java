/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.Verification;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.EvidenceKind;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.UnitState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Record;

/** Keeps one look at the fabric with its verification, and draws the consequences: repair orders, and who is CABLED. */
final class Observation {

    /** Devices with a finding at a port of theirs. */
    private static final String TOUCHED = """
            select distinct p.device_id as id from unnest(?::text[], ?::text[]) as f (device, port)
              join device d on d.site_id = ? and d.name = f.device
              join port p on p.device_id = d.id and p.name = f.port
            """;

    /** Devices that reach CABLED: installed, with cables planned, each at the asked level and none with a finding. */
    private static final String HOLDS = """
            with cabled as materialized (
              select c.a_device as a, c.b_device as b, coalesce(s.assurance, 'UNCHECKED') = any (?::text[]) as good
                from cable c left join cable_assurance s on s.cable_id = c.id
               where c.site_id = ? and c.planned = 'CONNECTED'),
            sound as materialized (
              select id from (select a as id, good from cabled union all select b, good from cabled) e
               group by id having bool_and(good))
            select d.name from sound join device d on d.id = sound.id join unit u on u.id = d.unit_id
             where u.state = 'INSTALLED' and d.id <> all (?::bigint[]) order by d.id
            """;

    /** Devices that fall back: CABLED before, and a finding touches a port of theirs. */
    private static final String BROKEN = """
            select d.name from device d join unit u on u.id = d.unit_id
             where d.id = any (?::bigint[]) and u.state = 'CABLED' order by d.id
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
        // A record that came up fast has old statistics, and with them the planner loops over all ports.
        tx.sql().execute("set local enable_nestloop = off");
        Long[] touched = touched();
        List<String> broken = names(BROKEN, (Object) touched);
        List<String> holding = names(HOLDS, goodEnough(), site.id(), touched);
        tx.sql().execute("set local enable_nestloop = on");
        int uncabled = move(id, kept, broken, UnitState.CABLED, UnitState.INSTALLED);
        int cabled = move(id, kept, holding, UnitState.INSTALLED, UnitState.CABLED);
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

    /** Devices at the ends of findings. One that does not name itself says nothing of its cables. */
    private Long[] touched() {
        Set<PortRef> ports = new HashSet<>();
        for (Finding finding : verification.findings()) {
            if (finding.kind() != Finding.Kind.IDENTITY_GAP) {
                addPort(ports, finding.a());
                addPort(ports, finding.b());
            }
        }
        List<PortRef> all = List.copyOf(ports);
        return tx.sql()
                .fetch(
                        TOUCHED,
                        PlanImporter.texts(all, PortRef::device),
                        PlanImporter.texts(all, PortRef::port),
                        site.id())
                .getValues("id", Long.class)
                .toArray(Long[]::new);
    }

    /** The text is {@code device:port}; where there are several colons the record knows which of them parts the two. */
    private static void addPort(Set<PortRef> ports, String end) {
        for (int colon = end.indexOf(':'); colon >= 0; colon = end.indexOf(':', colon + 1)) {
            ports.add(new PortRef(end.substring(0, colon), end.substring(colon + 1)));
        }
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
