/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Verification;
import io.plimsoll.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Record;

/** Cabling plans, what discovery tools saw, verifications and repair orders. */
public final class FabricRecords {

    private static final int LIMIT_MAX = 1_000;

    private static final String ROW =
            "select v.id, v.effective_at, v.recorded_at, v.source, v.format, v.sha256, v.summary"
                    + " from verification v join site s on s.id = v.site_id where s.name = ?";

    private final Store store;

    FabricRecords(Store store) {
        this.store = store;
    }

    /**
     * Puts a plan on the record: halls, racks, nodes, GPUs, switches, ports and cables, all PLANNED. A second plan adds what
     * is new and refuses to change what stands.
     *
     * @param raw the file as it came
     */
    public PlanImport importPlan(Stamp stamp, String site, FabricPlan plan, byte[] raw, String format) {
        byte[] packed = Gzip.pack(raw);
        Sha256 sha = Sha256.of(raw);
        return store.write(
                stamp, tx -> new PlanImporter(tx, SiteRef.of(tx.sql(), site), plan).write(packed, sha, format));
    }

    /** The site's present plan. */
    public Optional<FabricPlan> plan(String site) {
        return store.read(sql -> PlanReads.plan(sql, SiteRef.of(sql, site)));
    }

    /**
     * Keeps a dump and its verification, opens, closes and reopens repair orders, and takes devices to CABLED whose every
     * cable holds at the site's assurance level.
     *
     * @param dump the raw bytes
     */
    public ObservationResult observe(
            Stamp stamp, String site, String source, String format, byte[] dump, Verification verification) {
        Observation.Kept kept = new Observation.Kept(
                source,
                format,
                Gzip.pack(dump),
                dump.length,
                Sha256.of(dump),
                Json.write(verification).getBytes(StandardCharsets.UTF_8));
        return store.write(stamp, tx -> new Observation(tx, SiteRef.of(tx.sql(), site), verification).write(kept));
    }

    /**
     * Verifications, newest first.
     *
     * @param beforeId 0 for the newest
     */
    public List<VerificationRow> verifications(String site, long beforeId, int limit) {
        return store.read(sql -> sql.fetch(
                        ROW + " and v.id < ? order by v.id desc limit ?",
                        site,
                        beforeId > 0 ? beforeId : Long.MAX_VALUE,
                        Math.clamp(limit, 1, LIMIT_MAX))
                .map(FabricRecords::row));
    }

    /** One verification in full. */
    public Optional<Verification> verification(String site, long id) {
        return store.read(sql -> sql.fetchOptional(
                        "select v.document_gzip from verification v join site s on s.id = v.site_id"
                                + " where s.name = ? and v.id = ?",
                        site,
                        id)
                .map(r -> Json.read(
                        new String(Gzip.unpack(r.get("document_gzip", byte[].class)), StandardCharsets.UTF_8),
                        Verification.class)));
    }

    /** The head of one verification. */
    public Optional<VerificationRow> verificationRow(String site, long id) {
        return store.read(
                sql -> sql.fetchOptional(ROW + " and v.id = ?", site, id).map(FabricRecords::row));
    }

    /** The newest verification. */
    public Optional<VerificationRow> latest(String site) {
        return verifications(site, 0, 1).stream().findFirst();
    }

    /** The raw dump of a verification. */
    public Optional<byte[]> dump(String site, long id) {
        return store.read(sql -> sql.fetchOptional(
                        "select v.dump_gzip from verification v join site s on s.id = v.site_id"
                                + " where s.name = ? and v.id = ?",
                        site,
                        id)
                .map(r -> Gzip.unpack(r.get("dump_gzip", byte[].class))));
    }

    /** Repair orders. */
    public List<RepairOrderRow> repairOrders(String site, RepairOrderQuery query) {
        return store.read(sql -> OrderReads.list(sql, SiteRef.of(sql, site), query));
    }

    /** Ticks a move off. All moves ticked: AWAITING_CHECK. */
    public RepairOrderRow tick(Stamp stamp, String site, MoveTick tick) {
        return store.write(stamp, tx -> Ticks.tick(tx, SiteRef.of(tx.sql(), site), tick));
    }

    private static VerificationRow row(Record r) {
        return new VerificationRow(
                r.get("id", Long.class),
                r.get("effective_at", Instant.class),
                r.get("recorded_at", Instant.class),
                r.get("source", String.class),
                r.get("format", String.class),
                Tx.sha(r.get("sha256", byte[].class)),
                Json.read(r.get("summary", String.class), Verification.Summary.class));
    }
}
