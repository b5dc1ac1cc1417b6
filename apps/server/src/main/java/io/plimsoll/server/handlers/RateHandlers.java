/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.forecast.Provenance;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.LedgerEntries;
import io.plimsoll.postgres.RateSetRow;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SparesPlanRow;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.RatesApi;
import io.plimsoll.server.api.RatesApi.RatesView;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.spares.priors.Priors;
import io.plimsoll.spares.read.SparesReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** Failure and repair rates of a site: put on the record with source and author, and shown with where each came from. */
final class RateHandlers {

    private static final double YEAR = 365;
    private static final int BYTES_MAX = 200_000;

    private final Database record;
    private final PromiseBooks books;

    RateHandlers(Database record, PromiseBooks books) {
        this.record = record;
        this.books = books;
    }

    void bind(Router router) {
        router.on(RatesApi.RATES, call -> view(Scope.site(record, call)));
        router.on(RatesApi.SET_RATES, this::set);
        router.on(RatesApi.RATES_FILE, this::file);
    }

    private RatesView set(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        String reason = call.query(RatesApi.REASON).orElse("");
        if (reason.isBlank()) {
            throw Problem.badInput(new InputProblem("reason", 0, "empty", "why these rates: it stays on the record"));
        }
        byte[] document = call.input().stream().readNBytes(BYTES_MAX + 1);
        if (document.length > BYTES_MAX) {
            throw Problem.tooLarge(BYTES_MAX);
        }
        Scenario read = new PromiseScenario(books.open(site.name(), LedgerEntries.ALL), Scope.now(record, site, call))
                .checked(new String(document, StandardCharsets.UTF_8));
        List<RateSetRow.Rate> rates = Provenance.of(read).stream()
                .map(l -> new RateSetRow.Rate(l.kind().name(), l.what(), l.says(), l.source()))
                .toList();
        record.rates().set(Scope.stamp(call), site.name(), document, rates, reason);
        return view(site);
    }

    private Download file(Call<?> call) {
        RateSetRow row =
                record.rates().inForce(Scope.site(record, call).name()).orElseThrow(() -> Problem.notFound("rates"));
        return Download.of("application/yaml", "rates-" + row.id() + ".yaml", row.document());
    }

    private RatesView view(Site site) {
        List<RateSetRow> history = record.rates().history(site.name(), RatesApi.SETS_MAX);
        int versions = record.rates().count(site.name());
        List<RatesApi.RateSet> sets = IntStream.range(0, history.size())
                .mapToObj(i -> set(history.get(i), versions - 1 - i))
                .toList();
        return new RatesView(
                site.name(),
                sets.isEmpty() ? null : sets.getFirst(),
                history.isEmpty()
                        ? List.of()
                        : history.getFirst().rates().stream()
                                .map(r -> rate(r, history, sets))
                                .toList(),
                record.stock().plan(site.name()).map(RateHandlers::demands).orElse(List.of()),
                sets,
                Priors.all().stream().map(RateHandlers::published).toList());
    }

    private static RatesApi.RateSet set(RateSetRow r, int version) {
        return new RatesApi.RateSet(
                r.id(), version, r.sha256().hex(), r.reason(), r.setBy(), r.recordedAt(), r.journalSeq());
    }

    private static RatesApi.Rate rate(RateSetRow.Rate r, List<RateSetRow> history, List<RatesApi.RateSet> sets) {
        int since = 0;
        while (since + 1 < history.size() && history.get(since + 1).rates().contains(r)) {
            since++;
        }
        return new RatesApi.Rate(Provenance.Kind.valueOf(r.kind()), r.what(), r.says(), r.source(), sets.get(since));
    }

    private static List<RatesApi.Demand> demands(SparesPlanRow plan) {
        try {
            return SparesReader.read(new ByteArrayInputStream(plan.document()), "plan " + plan.id()).parts().stream()
                    .flatMap(p -> p.sites().stream()
                            .map(d -> new RatesApi.Demand(
                                    p.name(),
                                    d.site(),
                                    d.demandPerDay() * YEAR,
                                    p.source(),
                                    plan.id(),
                                    plan.setBy(),
                                    plan.journalSeq())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RatesApi.Published published(Priors.Prior p) {
        return new RatesApi.Published(
                p.part(),
                p.ratePerYear().isPresent() ? p.ratePerYear().getAsDouble() : null,
                p.per(),
                p.meaning(),
                p.quality(),
                p.source());
    }
}
