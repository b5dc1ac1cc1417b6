/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.EnergyCertificateRow;
import io.plimsoll.postgres.EnergyClaim;
import io.plimsoll.postgres.MeterHoursRow;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.server.http.Problem;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.kpi.Symbol;
import io.plimsoll.sustain.meter.Hours;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** A year of a site out of the files on the record: never from anything else. */
final class PlaceYears {

    private static final int FILES_MAX = 1_000;
    static final int CERTIFICATES_MAX = 1_000_000;

    private final Database record;

    PlaceYears(Database record) {
        this.record = record;
    }

    /**
     * @param files that it was read from, the document first
     * @param claims of certificates for its hours
     */
    record Year(
            SiteDocument document,
            List<Hours> meters,
            SiteYear year,
            List<PlaceFileRow> files,
            List<EnergyCertificateRow> certificates,
            List<EnergyClaim> claims) {}

    /** The year as the record has it. */
    Year of(String site, int year) {
        PlaceFileRow document =
                record.place().siteYear(site, year).orElseThrow(() -> Problem.notFound("year " + year + " of " + site));
        return read(site, document.document(), document.name(), List.of(document), List.of());
    }

    /** As it would be with a new document or a new file of readings, before anything is kept. */
    Year with(String site, byte[] document, String name, List<PlaceFileRow> kept, List<Extra> more) {
        return read(site, document, name, kept, more);
    }

    /** A file that is not on the record yet. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    record Extra(String name, byte[] bytes) {}

    private Year read(String site, byte[] bytes, String name, List<PlaceFileRow> kept, List<Extra> more) {
        SiteDocument said = SiteDocumentReader.read(new String(bytes, StandardCharsets.UTF_8), name)
                .getFirst();
        List<PlaceFileRow> readings = record.place().files(site, PlaceFileRow.Kind.READINGS, FILES_MAX);
        List<PlaceFileRow> files = new ArrayList<>(kept);
        files.addAll(readings);
        Map<String, byte[]> texts = new HashMap<>();
        List<String> names = new ArrayList<>();
        readings.forEach(f -> names.add(put(texts, f.name() + " (file " + f.id() + ")", f.document())));
        more.forEach(f -> names.add(put(texts, f.name(), f.bytes())));
        List<EnergyClaim> claims = record.energyCertificates().claims(site, said.from(), said.to());
        List<EnergyCertificateRow> certificates = record.energyCertificates().list(site, 0, CERTIFICATES_MAX);
        SiteDocument document = new SiteDocument(
                said.site(),
                said.from(),
                said.to(),
                said.meters(),
                names,
                totals(said, certificates, claims),
                said.lossLimits(),
                said.gridCarbonFree(),
                said.rest());
        try {
            List<Hours> meters = KpiInput.meters(
                    document, n -> new String(texts.getOrDefault(n, new byte[0]), StandardCharsets.UTF_8), name);
            return new Year(document, meters, SiteYear.of(document, meters), files, certificates, claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String put(Map<String, byte[]> texts, String name, byte[] bytes) {
        texts.put(name, bytes);
        return name;
    }

    /** What was retired on the record counts, not what a document says was. */
    private static Map<Symbol, Value> totals(
            SiteDocument said, List<EnergyCertificateRow> certificates, List<EnergyClaim> claims) {
        Map<Symbol, Value> out = new EnumMap<>(Symbol.class);
        out.putAll(said.totals());
        Map<Long, String> origin = new HashMap<>();
        certificates.forEach(c -> origin.put(c.id(), c.origin()));
        Map<String, Long> wh = new HashMap<>();
        claims.forEach(c -> wh.merge(origin.getOrDefault(c.certificate(), ""), c.coversWh(), Long::sum));
        wh.forEach((of, sum) -> {
            if (of.equals("GOO") || of.equals("PPA")) {
                Symbol s = of.equals("GOO") ? Symbol.ERES_GOO : Symbol.ERES_PPA;
                out.put(
                        s,
                        Value.of(
                                s.shown(),
                                OptionalDouble.of(sum / 1000.0),
                                s.unit(),
                                said.period(),
                                "",
                                "certificates retired by the hour",
                                "ledger of the record, " + claims.size() + " claims"));
            }
        });
        return out;
    }

    /** The projection that is kept beside the files. */
    static List<MeterHoursRow> rows(Year year) {
        return year.meters().stream()
                .map(h -> new MeterHoursRow(
                        h.meter().id(), h.meter().point().name(), h.meter().parent(), h.amounts(), 0))
                .toList();
    }
}
