/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.Measure;
import io.plimsoll.capacity.availability.Availability;
import io.plimsoll.capacity.availability.Step;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.postgres.ContractRow;
import io.plimsoll.postgres.OutageNote;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.handlers.PromiseBooks.Book;
import io.plimsoll.server.handlers.PromiseBooks.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Commitments as the pages and clients see them. */
final class PromiseViews {

    private static final int DAYS_MAX = 31;
    private static final int WINDOWS_MAX = 6;
    private static final int ROWS_MAX = 500;
    private static final Statement.Sources NONE = new Statement.Sources("", "", 0, 0);

    private PromiseViews() {}

    static PromiseApi.Promises all(Book book, Instant at) {
        return new PromiseApi.Promises(
                book.site(),
                at,
                book.knownAt(),
                book.lines().stream().map(l -> promise(book, l, at)).toList());
    }

    private static Statement statement(Book book, Line line, Windows window, Instant at) {
        return new Statements(book.timelines(), line.terms(), at, Optional.empty()).of(window, NONE);
    }

    private static Windows running(Commitment terms, Instant at) {
        return Windows.of(terms, Windows.monthOf(terms, at));
    }

    private static PromiseApi.Promise promise(Book book, Line line, Instant at) {
        Commitment terms = line.terms();
        Statement running = statement(book, line, running(terms, at), at);
        Windows before = Windows.of(terms, Windows.monthOf(terms, at).minusMonths(1));
        PromiseApi.Claim claim = before.until().isAfter(terms.start())
                ? claim(statement(book, line, before, at).claim())
                : claim(running.claim());
        return promise(book, line, at, running, claim);
    }

    private static PromiseApi.Promise promise(
            Book book, Line line, Instant at, Statement running, PromiseApi.Claim claim) {
        Commitment terms = line.terms();
        Standing standing = Standing.at(book.timelines(), terms, at.getEpochSecond());
        return new PromiseApi.Promise(
                terms.id(),
                terms.customer(),
                standing.unit(),
                line.row().version(),
                standing.promised(),
                standing.deliverable(),
                standing.physical(),
                standing.shortfall(),
                book.timelines().everAllocated(terms.id()),
                terms.measurement().measure(),
                terms.measurement().target().doubleValue(),
                running.availability().availability().doubleValue(),
                running.availability().met(),
                terms.money().currency(),
                running.credit().creditCents().orElse(null),
                running.credit().share().doubleValue(),
                claim,
                terms.start(),
                terms.promise().tranches().getLast().until().orElse(null));
    }

    static PromiseApi.PromiseView one(Book book, Line line, Instant at, List<OutageNote> notes) {
        Commitment terms = line.terms();
        Windows window = running(terms, at);
        Statement s = statement(book, line, window, at);
        List<PromiseApi.Window> windows = windows(book, line, at);
        PromiseApi.Claim claim = windows.size() > 1
                ? windows.get(1).claim()
                : windows.isEmpty() ? claim(s.claim()) : windows.getFirst().claim();
        List<String> remarks = new ArrayList<>(s.notes());
        shared(book, line).ifPresent(remarks::add);
        return new PromiseApi.PromiseView(
                book.site(),
                at,
                book.knownAt(),
                promise(book, line, at, s, claim),
                window.from(),
                window.until(),
                days(book, line, at),
                measures(s, terms.measurement().measure()),
                windows,
                s.shortfalls().stream()
                        .limit(ROWS_MAX)
                        .map(f -> new PromiseApi.Shortfall(
                                f.from(), f.until(), f.promised(), f.deliverable(), f.physical(), f.missing()))
                        .toList(),
                s.outages().stream().limit(ROWS_MAX).map(PromiseViews::outage).toList(),
                s.delays().stream().map(PromiseViews::late).toList(),
                s.hotSpares()
                        .map(h -> new PromiseApi.HotSpares(h.nodes(), h.least(), h.shortSeconds()))
                        .orElse(null),
                line.row().claims().stream().map(PromiseViews::claim).toList(),
                notes.stream().map(PromiseViews::note).toList(),
                contract(line.row()),
                remarks);
    }

    /** Two commitments without allocations look at the same free units. */
    private static Optional<String> shared(Book book, Line line) {
        if (book.timelines().everAllocated(line.terms().id())) {
            return Optional.empty();
        }
        List<String> others = book.lines().stream()
                .map(l -> l.terms().id())
                .filter(id -> !id.equals(line.terms().id()) && !book.timelines().everAllocated(id))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("No unit is allocated to it, nor to " + String.join(", ", others)
                        + ": both look at the same free units. Allocate nodes to tell them apart.");
    }

    private static List<PromiseApi.Window> windows(Book book, Line line, Instant at) {
        List<PromiseApi.Window> out = new ArrayList<>();
        YearMonth month = Windows.monthOf(line.terms(), at);
        for (int i = 0; i < WINDOWS_MAX; i++) {
            Windows window = Windows.of(line.terms(), month.minusMonths(i));
            if (!window.until().isAfter(line.terms().start())) {
                break;
            }
            Statement s = statement(book, line, window, at);
            out.add(new PromiseApi.Window(
                    window.from(),
                    window.until(),
                    s.availability().availability().doubleValue(),
                    s.availability().met(),
                    s.credit().feeCents().orElse(null),
                    s.credit().creditCents().orElse(null),
                    s.credit().share().doubleValue(),
                    s.credit().capped(),
                    s.credit().damagesCents(),
                    claim(s.claim())));
        }
        return out;
    }

    private static List<PromiseApi.Day> days(Book book, Line line, Instant at) {
        Instant first = at.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS_MAX - 1L));
        Instant from =
                line.terms().start().isAfter(first) ? line.terms().start().truncatedTo(ChronoUnit.DAYS) : first;
        if (!from.isBefore(at)) {
            return List.of();
        }
        Availability a = new Statements(book.timelines(), line.terms(), at, Optional.empty())
                .availability(new Windows(from, at));
        List<PromiseApi.Day> out = new ArrayList<>();
        for (Instant day = from; day.isBefore(at); day = day.plus(1, ChronoUnit.DAYS)) {
            out.add(day(day, a.steps()));
        }
        return out;
    }

    private static PromiseApi.Day day(Instant day, List<Step> steps) {
        long from = day.getEpochSecond();
        long until = from + Duration.ofDays(1).toSeconds();
        int promised = 0;
        int least = Integer.MAX_VALUE;
        long shortSeconds = 0;
        for (Step step : steps) {
            long seconds = Math.min(until, step.until()) - Math.max(from, step.from());
            if (seconds > 0 && step.promised() > 0) {
                promised = Math.max(promised, step.promised());
                least = Math.min(least, step.deliverable());
                shortSeconds += step.missing() > 0 ? seconds : 0;
            }
        }
        return new PromiseApi.Day(day, promised, promised == 0 ? 0 : least, shortSeconds);
    }

    private static List<PromiseApi.Measured> measures(Statement s, Measure agreed) {
        List<PromiseApi.Measured> out = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            for (Statement.Measured m : s.measures()) {
                if (m.measure().equals(measure.key())) {
                    out.add(new PromiseApi.Measured(
                            measure,
                            m.says(),
                            m.availability().doubleValue(),
                            m.raw().doubleValue(),
                            measure == agreed));
                }
            }
        }
        return out;
    }

    private static PromiseApi.Outage outage(Statement.Down d) {
        return new PromiseApi.Outage(
                d.unit(),
                d.from(),
                d.until(),
                d.state(),
                d.seconds(),
                d.countedSeconds(),
                d.exclusion().orElse(null),
                d.cause());
    }

    private static PromiseApi.Late late(Statement.Late l) {
        return new PromiseApi.Late(
                l.quantity(), l.committed(), l.delivered().orElse(null), l.lateDays(), l.damagesCents(), l.mayEnd());
    }

    private static PromiseApi.Claim claim(Statement.ClaimClock c) {
        return new PromiseApi.Claim(
                c.state(),
                c.deadline().orElse(null),
                c.secondsLeft(),
                c.claimed().orElse(null));
    }

    private static PromiseApi.ClaimView claim(ContractRow.ClaimRow c) {
        return new PromiseApi.ClaimView(
                c.id(),
                c.windowFrom(),
                c.claimedAt(),
                c.reference(),
                c.reverses().orElse(null),
                c.reason(),
                c.toldBy(),
                c.recordedAt(),
                c.journalSeq());
    }

    static PromiseApi.NoteView note(OutageNote n) {
        return new PromiseApi.NoteView(
                n.id(),
                n.unit(),
                n.from(),
                n.exclusion().orElse(null),
                n.noticeAt().orElse(null),
                n.reverses().orElse(null),
                n.reason(),
                n.toldBy(),
                n.recordedAt(),
                n.journalSeq());
    }

    private static PromiseApi.Contract contract(ContractRow r) {
        return new PromiseApi.Contract(
                r.version(), r.sha256().hex(), r.reason(), r.setBy(), r.recordedAt(), r.journalSeq());
    }
}
