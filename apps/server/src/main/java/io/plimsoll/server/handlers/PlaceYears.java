/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.CertificateSum;
import io.plimsoll.postgres.ClaimedHour;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.MeterHoursRow;
import io.plimsoll.postgres.PlaceFileHead;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.server.http.Problem;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.kpi.Symbol;
import io.plimsoll.sustain.meter.Hours;
import io.plimsoll.sustain.meter.Meter;
import io.plimsoll.sustain.meter.MeterEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.json.JsonMapper;

/**
 * A year of a site out of the files on the record, and never from anything else. What the files of readings give by the hour is kept
 * beside them when they are added, so that a page is drawn without reading them anew.
 */
final class PlaceYears {

    private static final int FILES_MAX = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database record;

    PlaceYears(Database record) {
        this.record = record;
    }

    /**
     * @param files that it was read from, the document first
     * @param claims retired for its hours
     */
    record Year(
            SiteDocument document,
            List<Hours> meters,
            SiteYear year,
            List<PlaceFileHead> files,
            CertificateSum certificates,
            List<ClaimedHour> claims) {}

    /** A meter as it is kept beside its hours. */
    record Detail(Meter meter, int measured, List<MeterEvent> events) {}

    /** A file that is not on the record yet. */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    record Extra(String name, byte[] bytes) {}

    /** The year as the record has it. */
    Year of(String site, int year) {
        PlaceFileRow row =
                record.place().siteYear(site, year).orElseThrow(() -> Problem.notFound("year " + year + " of " + site));
        SiteDocument said = document(row.document(), row.name());
        List<PlaceFileHead> readings = record.place().heads(site, PlaceFileRow.Kind.READINGS, FILES_MAX);
        List<Hours> meters =
                kept(site, year, said, row.id(), readings).orElseGet(() -> meters(site, said, row.name(), List.of()));
        List<ClaimedHour> claims = record.energyCertificates().claimed(site, said.from(), said.to());
        SiteDocument document = new SiteDocument(
                said.site(),
                said.from(),
                said.to(),
                said.meters(),
                said.readings(),
                totals(said, claims),
                said.lossLimits(),
                said.gridCarbonFree(),
                said.rest());
        List<PlaceFileHead> files = new ArrayList<>();
        files.add(head(row));
        files.addAll(readings);
        return new Year(
                document,
                meters,
                SiteYear.of(document, meters, Optional.of(retired(document, claims))),
                files,
                record.energyCertificates().sum(site),
                claims);
    }

    /** Watt-hours that claims cover by the hour; what plant on the site makes is metered, and counts there. */
    private static double[] retired(SiteDocument document, List<ClaimedHour> claims) {
        double[] out = new double[PlaceViews.hours(document)];
        for (ClaimedHour c : claims) {
            int h = PlaceViews.hour(document.from(), c.hour());
            if (h >= 0 && h < out.length && !c.origin().equals("ONSITE")) {
                out[h] += c.coversWh();
            }
        }
        return out;
    }

    static PlaceFileHead head(PlaceFileRow row) {
        return new PlaceFileHead(
                row.id(),
                row.kind(),
                row.name(),
                row.document().length,
                row.sha256(),
                row.sentBy(),
                row.sentAt(),
                row.journalSeq());
    }

    static SiteDocument document(byte[] bytes, String name) {
        return SiteDocumentReader.read(new String(bytes, StandardCharsets.UTF_8), name)
                .getFirst();
    }

    /** The hours that were kept, if they are of the newest files. */
    private Optional<List<Hours>> kept(
            String site, int year, SiteDocument said, long document, List<PlaceFileHead> readings) {
        long newest = readings.stream().mapToLong(PlaceFileHead::id).max().orElse(0);
        if (newest == 0) {
            return Optional.empty();
        }
        List<MeterHoursRow> rows = record.place().hours(site, year);
        long in = Math.max(newest, document);
        boolean current =
                !rows.isEmpty() && rows.stream().allMatch(r -> !r.detail().isEmpty() && r.fileId() == in);
        return current ? Optional.of(rows.stream().map(r -> hours(r, said)).toList()) : Optional.empty();
    }

    private static Hours hours(MeterHoursRow row, SiteDocument said) {
        Detail d = JSON.readValue(row.detail(), Detail.class);
        return new Hours(d.meter(), said.from(), row.amounts(), d.measured(), d.events());
    }

    /** The hours that all files of readings give, with those that are to be added. */
    List<Hours> meters(String site, SiteDocument said, String name, List<Extra> more) {
        Map<String, byte[]> texts = new HashMap<>();
        List<String> names = new ArrayList<>();
        record.place()
                .files(site, PlaceFileRow.Kind.READINGS, FILES_MAX)
                .forEach(f -> names.add(put(texts, f.name() + " (file " + f.id() + ")", f.document())));
        more.forEach(f -> names.add(put(texts, f.name(), f.bytes())));
        SiteDocument document = new SiteDocument(
                said.site(),
                said.from(),
                said.to(),
                said.meters(),
                names,
                said.totals(),
                said.lossLimits(),
                said.gridCarbonFree(),
                said.rest());
        try {
            return KpiInput.meters(
                    document, n -> new String(texts.getOrDefault(n, new byte[0]), StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String put(Map<String, byte[]> texts, String name, byte[] bytes) {
        texts.put(name, bytes);
        return name;
    }

    /** What was retired on the record counts, not what a document says was. */
    private static Map<Symbol, Value> totals(SiteDocument said, List<ClaimedHour> claims) {
        Map<Symbol, Value> out = new EnumMap<>(Symbol.class);
        out.putAll(said.totals());
        Map<String, Long> wh = new HashMap<>();
        claims.forEach(c -> wh.merge(c.origin(), c.coversWh(), Long::sum));
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
                                "ledger of the record, " + claims.size() + " hours with claims"));
            }
        });
        return out;
    }

    /** The projection that is kept beside the files. */
    static List<MeterHoursRow> rows(List<Hours> meters) {
        return meters.stream()
                .map(h -> new MeterHoursRow(
                        h.meter().id(),
                        h.meter().point().name(),
                        h.meter().parent(),
                        h.amounts(),
                        JSON.writeValueAsString(new Detail(h.meter(), h.measured(), h.events())),
                        0))
                .toList();
    }
}
