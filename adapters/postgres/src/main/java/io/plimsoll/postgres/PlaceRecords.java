/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Record;

/** What a site says of its place: files as they were sent, hours of its meters, verdicts on its ground. */
public final class PlaceRecords {

    private final Store store;

    PlaceRecords(Store store) {
        this.store = store;
    }

    /** Keeps what a site says of a year; the newest is in force. */
    public PlaceFileRow siteYear(
            Stamp stamp, String site, int year, String name, byte[] document, List<MeterHoursRow> hours) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            PlaceFileRow row = insert(tx, ref, PlaceFileRow.Kind.SITE_YEAR, name, Optional.of(year), document);
            project(tx, ref, year, row.id(), hours);
            return row;
        });
    }

    /**
     * Keeps a file of readings, with the hours that all files together give in each year.
     *
     * @throws RecordRefusedException if the very same file is on the record
     */
    public PlaceFileRow readings(
            Stamp stamp, String site, String name, byte[] document, Map<Integer, List<MeterHoursRow>> hours) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            PlaceFileRow row = insert(tx, ref, PlaceFileRow.Kind.READINGS, name, Optional.empty(), document);
            hours.forEach((year, rows) -> project(tx, ref, year, row.id(), rows));
            return row;
        });
    }

    /**
     * Keeps forms of statements.
     *
     * @param references of its forms, by id and version
     * @throws RecordRefusedException if one of them is on the record already
     */
    public PlaceFileRow forms(Stamp stamp, String site, String name, byte[] document, List<String> references) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            PlaceFileRow row = insert(tx, ref, PlaceFileRow.Kind.FORMS, name, Optional.empty(), document);
            for (String reference : references) {
                tx.sql()
                        .execute(
                                "insert into statement_form (site_id, reference, file_id) values (?, ?, ?)",
                                ref.id(),
                                reference,
                                row.id());
            }
            return row;
        });
    }

    private static void project(Tx tx, SiteRef site, int year, long file, List<MeterHoursRow> hours) {
        tx.sql().execute("delete from meter_hours where site_id = ? and year = ?", site.id(), year);
        for (MeterHoursRow h : hours) {
            tx.sql()
                    .execute(
                            """
                            insert into meter_hours (site_id, year, meter, point, parent, amounts, detail, file_id)
                            values (?, ?, ?, ?, ?, ?::float8[], ?, ?)
                            """,
                            site.id(),
                            year,
                            h.meter(),
                            h.point(),
                            h.parent(),
                            java.util.Arrays.stream(h.amounts()).boxed().toArray(Double[]::new),
                            h.detail(),
                            file);
        }
    }

    static PlaceFileRow insert(
            Tx tx, SiteRef site, PlaceFileRow.Kind kind, String name, Optional<Integer> year, byte[] document) {
        long id = tx.reserve("place_file", 1).getFirst();
        String sha = Sha256.of(document).hex();
        JournalRow row =
                tx.append("place.file", site.name(), name, Json.object("id", id, "kind", kind.name(), "sha256", sha));
        tx.sql()
                .execute(
                        """
                        insert into place_file (id, site_id, kind, name, year, document, sha256, sent_by, sent_at, journal_seq)
                        overriding system value values (?, ?, ?, ?, ?, ?, decode(?, 'hex'), ?, ?::timestamptz, ?)
                        """,
                        id,
                        site.id(),
                        kind.name(),
                        name,
                        year.orElse(null),
                        document,
                        sha,
                        tx.actor(),
                        tx.effectiveAt().toString(),
                        row.seq());
        return file(Tx.one(tx.sql(), "select * from place_file where id = ?", id));
    }

    /** What the site says of a year, in force. */
    public Optional<PlaceFileRow> siteYear(String site, int year) {
        return store.read(sql -> sql.fetchOptional("""
                        select f.* from place_file f join site s on s.id = f.site_id
                         where s.name = ? and f.kind = 'SITE_YEAR' and f.year = ? order by f.id desc limit 1
                        """, site, year).map(PlaceRecords::file));
    }

    /** Every year that the site has spoken of, newest first. */
    public List<Integer> years(String site) {
        return store.read(sql -> sql.fetch("""
                        select distinct f.year from place_file f join site s on s.id = f.site_id
                         where s.name = ? and f.kind = 'SITE_YEAR' order by f.year desc limit 100
                        """, site).getValues(0, Integer.class));
    }

    /** Files of one kind, oldest first, with their bytes. */
    public List<PlaceFileRow> files(String site, PlaceFileRow.Kind kind, int limit) {
        return store.read(sql -> sql.fetch("""
                        select f.* from place_file f join site s on s.id = f.site_id
                         where s.name = ? and f.kind = ? order by f.id limit ?
                        """, site, kind.name(), limit).map(PlaceRecords::file));
    }

    /** Files of one kind without their bytes, oldest first. */
    public List<PlaceFileHead> heads(String site, PlaceFileRow.Kind kind, int limit) {
        return store.read(sql -> sql.fetch("""
                        select f.id, f.kind, f.name, octet_length(f.document)::bigint as bytes, f.sha256, f.sent_by, f.sent_at,
                               f.journal_seq
                          from place_file f join site s on s.id = f.site_id where s.name = ? and f.kind = ? order by f.id limit ?
                        """, site, kind.name(), limit)
                .map(r -> new PlaceFileHead(
                        r.get("id", Long.class),
                        PlaceFileRow.Kind.valueOf(r.get("kind", String.class)),
                        r.get("name", String.class),
                        r.get("bytes", Long.class),
                        Tx.sha(r.get("sha256", byte[].class)),
                        r.get("sent_by", String.class),
                        r.get("sent_at", Instant.class),
                        r.get("journal_seq", Long.class))));
    }

    /** One file. */
    public Optional<PlaceFileRow> file(String site, long id) {
        return store.read(sql -> sql.fetchOptional("""
                        select f.* from place_file f join site s on s.id = f.site_id where s.name = ? and f.id = ?
                        """, site, id).map(PlaceRecords::file));
    }

    /** Hours of every meter of a year. */
    public List<MeterHoursRow> hours(String site, int year) {
        return store.read(sql -> sql.fetch("""
                        select h.* from meter_hours h join site s on s.id = h.site_id
                         where s.name = ? and h.year = ? order by h.meter
                        """, site, year)
                .map(r -> new MeterHoursRow(
                        r.get("meter", String.class),
                        r.get("point", String.class),
                        r.get("parent", String.class),
                        java.util.Arrays.stream(r.get("amounts", Double[].class))
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        Optional.ofNullable(r.get("detail", String.class)).orElse(""),
                        r.get("file_id", Long.class))));
    }

    /** Keeps the input of an assessment and its verdict. */
    public SitingVerdictRow verdict(
            Stamp stamp, String site, String name, byte[] document, String profile, String verdict, String result) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            PlaceFileRow file = insert(tx, ref, PlaceFileRow.Kind.SITING, name, Optional.empty(), document);
            long id = tx.reserve("siting_verdict", 1).getFirst();
            JournalRow row = tx.append(
                    "siting.assessed",
                    site,
                    name,
                    Json.object(
                            "id",
                            id,
                            "file",
                            file.id(),
                            "profile",
                            profile,
                            "verdict",
                            verdict,
                            "sha256",
                            Sha256.of(result).hex()));
            tx.sql().execute("""
                            insert into siting_verdict (id, site_id, file_id, profile, verdict, result, journal_seq)
                            overriding system value values (?, ?, ?, ?, ?, ?, ?)
                            """, id, ref.id(), file.id(), profile, verdict, result, row.seq());
            return verdict(Tx.one(tx.sql(), """
                    select v.*, j.actor, j.effective_at from siting_verdict v join journal j on j.seq = v.journal_seq
                     where v.id = ?
                    """, id));
        });
    }

    /** The newest verdicts of a site. */
    public List<SitingVerdictRow> verdicts(String site, int limit) {
        return store.read(sql -> sql.fetch("""
                        select v.*, j.actor, j.effective_at from siting_verdict v join journal j on j.seq = v.journal_seq
                          join site s on s.id = v.site_id where s.name = ? order by v.id desc limit ?
                        """, site, limit).map(PlaceRecords::verdict));
    }

    private static SitingVerdictRow verdict(Record r) {
        return new SitingVerdictRow(
                r.get("id", Long.class),
                r.get("file_id", Long.class),
                r.get("profile", String.class),
                r.get("verdict", String.class),
                r.get("result", String.class),
                r.get("actor", String.class),
                r.get("effective_at", Instant.class),
                r.get("journal_seq", Long.class));
    }

    private static PlaceFileRow file(Record r) {
        return new PlaceFileRow(
                r.get("id", Long.class),
                PlaceFileRow.Kind.valueOf(r.get("kind", String.class)),
                r.get("name", String.class),
                Optional.ofNullable(r.get("year", Integer.class)),
                r.get("document", byte[].class),
                Tx.sha(r.get("sha256", byte[].class)),
                r.get("sent_by", String.class),
                r.get("sent_at", Instant.class),
                r.get("journal_seq", Long.class));
    }
}
