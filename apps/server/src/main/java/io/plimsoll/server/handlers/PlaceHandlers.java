/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.EnergyCertificateRow;
import io.plimsoll.postgres.MeterHoursRow;
import io.plimsoll.postgres.PlaceFileRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.ledger.MatchReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Meters and their year, and energy certificates. What cannot be read, or would count twice, is refused whole. */
public final class PlaceHandlers {

    private static final int BYTES_MAX = 256 << 20;
    private static final int FILES_SHOWN = 200;
    private static final int STATEMENTS_SHOWN = 500;

    private final Database record;
    private final PlaceYears years;

    public PlaceHandlers(Database record) {
        this.record = record;
        this.years = new PlaceYears(record);
    }

    public void bind(Router router) {
        router.on(PlaceApi.PLACE, this::place);
        router.on(PlaceApi.SET_YEAR, this::setYear);
        router.on(PlaceApi.YEAR, call -> view(Scope.site(record, call), number(call)));
        router.on(PlaceApi.ADD_READINGS, this::readings);
        router.on(PlaceApi.ADD_CERTIFICATES, this::certificates);
        router.on(PlaceApi.MATCH, new PlaceMatch(record, years)::match);
        PlaceForms forms = new PlaceForms(record);
        router.on(PlaceApi.FORMS, call -> forms.view(Scope.site(record, call).name()));
        router.on(PlaceApi.ADD_FORMS, forms::add);
        router.on(PlaceApi.FILE, call -> {
            long id = call.pathNumber("id");
            PlaceFileRow f = record.place()
                    .file(Scope.site(record, call).name(), id)
                    .orElseThrow(() -> Problem.notFound("file " + id));
            return Download.of("application/octet-stream", "place-" + id, f.document());
        });
    }

    private static int number(Call<?> call) {
        return Math.toIntExact(Math.clamp(call.pathNumber("year"), 0, 9999));
    }

    static byte[] bytes(Call<RawBody> call) throws IOException {
        byte[] document = call.input().stream().readNBytes(BYTES_MAX + 1);
        if (document.length > BYTES_MAX) {
            throw Problem.tooLarge(BYTES_MAX);
        }
        return document;
    }

    private PlaceApi.PlaceView place(Call<?> call) {
        String site = Scope.site(record, call).name();
        List<PlaceApi.FileItem> files = new ArrayList<>();
        for (PlaceFileRow.Kind kind : PlaceFileRow.Kind.values()) {
            record.place().heads(site, kind, FILES_SHOWN).forEach(f -> files.add(PlaceViews.file(f)));
        }
        return new PlaceApi.PlaceView(
                site,
                record.place().years(site),
                files,
                record.statements().list(site, STATEMENTS_SHOWN).stream()
                        .map(StatementHandlers::item)
                        .toList());
    }

    private PlaceApi.YearView view(Site site, int year) {
        return PlaceViews.year(site.name(), year, years.of(site.name(), year));
    }

    private PlaceApi.YearView setYear(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] document = bytes(call);
        String name = call.query(PlaceApi.NAME).orElse("site.json");
        List<SiteDocument> said = SiteDocumentReader.read(new String(document, StandardCharsets.UTF_8), name);
        SiteDocument one = said.getFirst();
        int year = one.from().atZone(ZoneOffset.UTC).getYear();
        if (said.size() != 1
                || !one.site().equals(site.name())
                || Duration.between(one.from(), one.to()).toDays() > 366) {
            throw Problem.badInput(new InputProblem(
                    name,
                    0,
                    one.site() + ", " + one.period(),
                    "one document of site " + site.name() + " for one year"));
        }
        List<MeterHoursRow> rows = PlaceYears.rows(years.meters(site.name(), one, name, List.of()));
        record.place().siteYear(Scope.stamp(call), site.name(), year, name, document, rows);
        return view(site, year);
    }

    /** Every year of the site is added up again: a file may reach from one into the next. */
    private PlaceApi.YearView readings(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        int year = number(call);
        if (record.place().siteYear(site.name(), year).isEmpty()) {
            throw Problem.conflict("Set the document of the year first: it names the meters.");
        }
        byte[] bytes = bytes(call);
        String name = call.query(PlaceApi.NAME).orElse("readings");
        Map<Integer, List<MeterHoursRow>> rows = new TreeMap<>();
        for (int each : record.place().years(site.name())) {
            PlaceFileRow of = record.place().siteYear(site.name(), each).orElseThrow();
            SiteDocument said = PlaceYears.document(of.document(), of.name());
            rows.put(
                    each,
                    PlaceYears.rows(
                            years.meters(site.name(), said, of.name(), List.of(new PlaceYears.Extra(name, bytes)))));
        }
        record.place().readings(Scope.stamp(call), site.name(), name, bytes, rows);
        return view(site, year);
    }

    private PlaceApi.CertificatesAdded certificates(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] bytes = bytes(call);
        String name = call.query(PlaceApi.NAME).orElse("certificates.csv");
        List<EnergyCertificateRow> rows =
                MatchReader.certificates(new String(bytes, StandardCharsets.UTF_8), name).stream()
                        .map(c -> new EnergyCertificateRow(
                                0,
                                c.id(),
                                c.device(),
                                c.source(),
                                c.zone(),
                                c.from(),
                                c.to(),
                                c.expires(),
                                c.first(),
                                c.last(),
                                c.origin().name(),
                                0))
                        .toList();
        PlaceFileRow file = record.energyCertificates().add(Scope.stamp(call), site.name(), name, bytes, rows);
        long wh = rows.stream().mapToLong(c -> c.last() - c.first() + 1).sum();
        return new PlaceApi.CertificatesAdded(PlaceViews.file(PlaceYears.head(file)), rows.size(), wh);
    }
}
