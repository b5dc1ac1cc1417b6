/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Evidence;
import io.plimsoll.postgres.FigureQuery;
import io.plimsoll.postgres.FigureQuery.Figure;
import io.plimsoll.postgres.JournalCheck;
import io.plimsoll.postgres.JournalQuery;
import io.plimsoll.postgres.JournalRow;
import io.plimsoll.server.api.Api;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.JournalApi;
import io.plimsoll.server.api.JournalApi.Health;
import io.plimsoll.server.api.Page;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.events.EventHub;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.OpenApi;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The journal, evidence, events, and what watches the server itself. */
public final class JournalHandlers {

    private static final int ROWS_MAX = 1_000;

    private final Database record;
    private final EventHub events;
    private final PrometheusMeterRegistry metrics;
    private final String version;

    public JournalHandlers(Database record, EventHub events, PrometheusMeterRegistry metrics, String version) {
        this.record = record;
        this.events = events;
        this.metrics = metrics;
        this.version = version;
    }

    public void bind(Router router) {
        router.on(JournalApi.JOURNAL, this::journal);
        router.on(JournalApi.BEHIND, this::behind);
        router.on(JournalApi.VERIFY_JOURNAL, this::verify);
        router.on(JournalApi.EVIDENCE, this::evidence);
        router.on(
                JournalApi.EVENTS,
                call -> new Download("text/event-stream", "", out -> events.stream(out, lastEventId(call))));
        router.on(
                JournalApi.OPEN_API,
                call -> Download.of(
                        "application/json",
                        "",
                        OpenApi.write(Api.TABLE, version).getBytes(StandardCharsets.UTF_8)));
        router.on(
                JournalApi.METRICS,
                call -> new Download("text/plain; version=0.0.4; charset=utf-8", "", metrics::scrape));
        router.on(JournalApi.LIVE, call -> new Health("UP"));
        router.on(JournalApi.READY, this::ready);
    }

    private Page<JournalApi.JournalItem> journal(Call<?> call) {
        int limit = Math.min(call.limit(), ROWS_MAX - 1);
        long before = Math.max(call.query(JournalApi.BEFORE_SEQ).orElse(0L), Paging.number(call));
        JournalQuery query = new JournalQuery(
                call.query(JournalApi.SITE).orElse(""),
                call.query(JournalApi.SUBJECT).orElse(""),
                call.query(JournalApi.KIND).orElse(""),
                before,
                limit + 1);
        List<JournalApi.JournalItem> rows =
                record.journal().list(query).stream().map(JournalHandlers::item).toList();
        return Paging.cut(rows, r -> String.valueOf(r.seq()), limit);
    }

    private Page<JournalApi.JournalItem> behind(Call<?> call) {
        int limit = Math.min(call.limit(), ROWS_MAX - 1);
        FigureQuery query = new FigureQuery(
                Scope.site(record, call).name(),
                figure(call.query(JournalApi.FIGURE).orElse("")),
                call.query(JournalApi.NODE).orElse(""),
                call.query(Query.AT).orElse(call.now()),
                Paging.number(call),
                limit + 1);
        List<JournalApi.JournalItem> rows = record.journal().behind(query).stream()
                .map(JournalHandlers::item)
                .toList();
        return Paging.cut(rows, r -> String.valueOf(r.seq()), limit);
    }

    private static Figure figure(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "CABLES" -> new Figure.Cables();
            case "ORDERS" -> new Figure.OpenOrders();
            case String states -> {
                try {
                    yield new Figure.GpusIn(Stream.of(states.split(","))
                            .map(String::strip)
                            .map(UnitState::valueOf)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(UnitState.class))));
                } catch (IllegalArgumentException e) {
                    throw Problem.badInput(new InputProblem(
                            "query figure",
                            0,
                            text,
                            "states of " + List.of(UnitState.values()) + " with commas between, or CABLES, or ORDERS"));
                }
            }
        };
    }

    private static JournalApi.JournalItem item(JournalRow r) {
        return new JournalApi.JournalItem(
                r.seq(),
                r.effectiveAt(),
                r.recordedAt(),
                r.actor(),
                r.kind(),
                r.site(),
                r.subject(),
                Views.json(r.payload()),
                r.previous().hex(),
                r.hash().hex());
    }

    private JournalApi.JournalVerified verify(Call<?> call) {
        JournalCheck check = record.journal().verify();
        JournalApi.FirstBad bad = Views.orNull(check.firstBad().map(b -> new JournalApi.FirstBad(b.seq(), b.why())));
        return new JournalApi.JournalVerified(
                check.rows(), check.ok(), bad, check.head().toString());
    }

    private JournalApi.EvidenceView evidence(Call<?> call) {
        long id = call.pathNumber("id");
        Evidence e = record.line().evidence(id).orElseThrow(() -> Problem.notFound("evidence " + id));
        return new JournalApi.EvidenceView(
                e.id(),
                e.site(),
                e.kind(),
                e.summary(),
                e.sha256().hex(),
                e.journalSeq(),
                Views.json(e.payload()),
                e.units());
    }

    private Health ready(Call<?> call) {
        if (!record.alive()) {
            throw new Problem(503, "not-ready", "The record does not answer", "", List.of());
        }
        return new Health("UP");
    }

    private static OptionalLong lastEventId(Call<?> call) {
        try {
            return call.header("Last-Event-ID")
                    .map(Long::parseLong)
                    .map(OptionalLong::of)
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
