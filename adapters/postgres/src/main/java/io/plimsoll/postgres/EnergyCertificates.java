/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Record;

/** Energy certificates of a site and what they were retired for. The database holds that no watt-hour counts twice. */
public final class EnergyCertificates {

    private static final String COLUMNS = """
            select c.*, lower(c.made) as made_from, upper(c.made) as made_to, lower(c.serials) as first,
                   upper(c.serials) - 1 as last,
                   (select coalesce(sum(upper(k.serials) - lower(k.serials)), 0) from energy_claim k
                     where k.certificate_id = c.id)::bigint as claimed
              from energy_certificate c join site s on s.id = c.site_id
            """;

    private final Store store;

    EnergyCertificates(Store store) {
        this.store = store;
    }

    /**
     * Puts all certificates of a file on the record, or none.
     *
     * @throws RecordRefusedException if a watt-hour of them is on the record already, for this site or another one
     */
    public PlaceFileRow add(
            Stamp stamp, String site, String name, byte[] document, List<EnergyCertificateRow> certificates) {
        return store.write(stamp, tx -> {
            SiteRef ref = SiteRef.of(tx.sql(), site);
            PlaceFileRow file =
                    PlaceRecords.insert(tx, ref, PlaceFileRow.Kind.CERTIFICATES, name, Optional.empty(), document);
            long wh = certificates.stream()
                    .mapToLong(c -> c.last() - c.first() + 1)
                    .sum();
            JournalRow row = tx.append(
                    "certificates.added",
                    site,
                    name,
                    Json.object("file", file.id(), "certificates", certificates.size(), "wattHours", wh));
            tx.sql()
                    .execute(
                            """
                            insert into energy_certificate (site_id, name, device, source, zone, made, expires, serials, origin,
                                                            file_id, journal_seq)
                            select ?, c.name, c.device, c.source, c.zone, tstzrange(c.a::timestamptz, c.b::timestamptz),
                                   c.e::timestamptz, int8range(c.first, c.last, '[]'), c.origin, ?, ?
                              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                          ?::bigint[], ?::bigint[], ?::text[])
                                   as c (name, device, source, zone, a, b, e, first, last, origin)
                            """,
                            ref.id(),
                            file.id(),
                            row.seq(),
                            text(certificates, EnergyCertificateRow::name),
                            text(certificates, EnergyCertificateRow::device),
                            text(certificates, EnergyCertificateRow::source),
                            text(certificates, EnergyCertificateRow::zone),
                            text(certificates, c -> c.from().toString()),
                            text(certificates, c -> c.to().toString()),
                            text(certificates, c -> c.expires().toString()),
                            certificates.stream()
                                    .map(EnergyCertificateRow::first)
                                    .toArray(Long[]::new),
                            certificates.stream()
                                    .map(EnergyCertificateRow::last)
                                    .toArray(Long[]::new),
                            text(certificates, EnergyCertificateRow::origin));
            return file;
        });
    }

    private static String[] text(List<EnergyCertificateRow> rows, Function<EnergyCertificateRow, String> of) {
        return rows.stream().map(of).toArray(String[]::new);
    }

    /**
     * Retires slices, all or none.
     *
     * @throws RecordRefusedException if a watt-hour of them was retired before, is not in its certificate, or expired
     */
    public int claim(Stamp stamp, String site, String purpose, List<EnergyClaim> claims) {
        return store.write(stamp, tx -> {
            long wh = claims.stream().mapToLong(c -> c.last() - c.first() + 1).sum();
            JournalRow row = tx.append(
                    "certificates.claimed", site, purpose, Json.object("claims", claims.size(), "wattHours", wh));
            return tx.sql()
                    .execute(
                            """
                            insert into energy_claim (certificate_id, serials, hour, zone, covers_wh, journal_seq)
                            select c.id, int8range(c.first, c.last, '[]'), c.hour::timestamptz, c.zone, c.wh, ?
                              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                                   as c (id, first, last, hour, zone, wh)
                            """,
                            row.seq(),
                            claims.stream().map(EnergyClaim::certificate).toArray(Long[]::new),
                            claims.stream().map(EnergyClaim::first).toArray(Long[]::new),
                            claims.stream().map(EnergyClaim::last).toArray(Long[]::new),
                            claims.stream().map(c -> c.hour().toString()).toArray(String[]::new),
                            claims.stream().map(EnergyClaim::zone).toArray(String[]::new),
                            claims.stream().map(EnergyClaim::coversWh).toArray(Long[]::new));
        });
    }

    /** Certificates of a site, oldest first, after an id. */
    public List<EnergyCertificateRow> list(String site, long after, int limit) {
        return store.read(
                sql -> sql.fetch(COLUMNS + " where s.name = ? and c.id > ? order by c.id limit ?", site, after, limit)
                        .map(EnergyCertificates::certificate));
    }

    /** What was retired for the hours from one instant to before another. */
    public List<ClaimedHour> claimed(String site, Instant from, Instant to) {
        return store.read(sql -> sql.fetch("""
                        select k.hour, k.zone, c.origin, sum(k.covers_wh)::bigint as covers,
                               sum(upper(k.serials) - lower(k.serials))::bigint as retired
                          from energy_claim k join energy_certificate c on c.id = k.certificate_id
                          join site s on s.id = c.site_id
                         where s.name = ? and k.hour >= ?::timestamptz and k.hour < ?::timestamptz
                         group by k.hour, k.zone, c.origin order by k.hour, k.zone, c.origin
                        """, site, from.toString(), to.toString())
                .map(r -> new ClaimedHour(
                        r.get("hour", Instant.class),
                        r.get("zone", String.class),
                        r.get("origin", String.class),
                        r.get("covers", Long.class),
                        r.get("retired", Long.class))));
    }

    /** All certificates of a site together. */
    public CertificateSum sum(String site) {
        return store.read(sql -> {
            Record r = Tx.one(sql, """
                    select count(*)::int as n, coalesce(sum(upper(c.serials) - lower(c.serials)), 0)::bigint as issued,
                           (select coalesce(sum(upper(k.serials) - lower(k.serials)), 0)::bigint from energy_claim k
                              join energy_certificate x on x.id = k.certificate_id join site y on y.id = x.site_id
                             where y.name = ?) as retired
                      from energy_certificate c join site s on s.id = c.site_id where s.name = ?
                    """, site, site);
            return new CertificateSum(
                    r.get("n", Integer.class), r.get("issued", Long.class), r.get("retired", Long.class));
        });
    }

    private static EnergyCertificateRow certificate(Record r) {
        return new EnergyCertificateRow(
                r.get("id", Long.class),
                r.get("name", String.class),
                r.get("device", String.class),
                r.get("source", String.class),
                r.get("zone", String.class),
                r.get("made_from", Instant.class),
                r.get("made_to", Instant.class),
                r.get("expires", Instant.class),
                r.get("first", Long.class),
                r.get("last", Long.class),
                r.get("origin", String.class),
                r.get("claimed", Long.class));
    }
}
