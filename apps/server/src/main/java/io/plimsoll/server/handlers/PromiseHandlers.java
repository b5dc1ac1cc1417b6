/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.model.InputProblem;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.LedgerEntries;
import io.plimsoll.postgres.NewContract;
import io.plimsoll.postgres.OutageNote;
import io.plimsoll.postgres.Site;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.PromiseApi;
import io.plimsoll.server.api.Query;
import io.plimsoll.server.api.RawBody;
import io.plimsoll.server.handlers.PromiseBooks.Book;
import io.plimsoll.server.handlers.PromiseBooks.Line;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Json;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import io.plimsoll.server.statement.SignedStatement;
import io.plimsoll.server.statement.StatementPdf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Commitments: contract lines, allocations, claims, and statements that both sides can compute. */
public final class PromiseHandlers {

    private static final int CONTRACT_BYTES_MAX = 1 << 20;

    private final Database record;
    private final SigningKeys keys;
    private final PromiseBooks books;

    public PromiseHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
        this.books = new PromiseBooks(record);
    }

    public void bind(Router router) {
        router.on(PromiseApi.PROMISES, call -> PromiseViews.all(book(call), at(call)));
        router.on(PromiseApi.AGREE, this::agree);
        router.on(PromiseApi.COMMITMENT, this::view);
        router.on(PromiseApi.AMEND, this::amend);
        router.on(
                PromiseApi.CONTRACT,
                call -> file(
                        call,
                        "application/json",
                        "json",
                        PromiseBooks.contract(book(call).line(call.path("commitment")))));
        router.on(PromiseApi.LEDGER_FILE, call -> file(call, "text/csv", "csv", PromiseBooks.ledger(book(call))));
        router.on(
                PromiseApi.ALLOCATE,
                call -> new PromiseApi.Moved(record.contracts()
                        .allocate(
                                Scope.stamp(call, call.input().effectiveAt()),
                                Scope.site(record, call).name(),
                                call.path("commitment"),
                                call.input().nodes())));
        router.on(
                PromiseApi.RELEASE,
                call -> new PromiseApi.Moved(record.contracts()
                        .release(
                                Scope.stamp(call, call.input().effectiveAt()),
                                Scope.site(record, call).name(),
                                call.input().nodes(),
                                said(call.input().reason(), "reason"))));
        router.on(PromiseApi.CLAIM, this::claim);
        router.on(PromiseApi.REVERSE_CLAIM, this::reverseClaim);
        router.on(PromiseApi.NOTE, this::note);
        router.on(PromiseApi.REVERSE_NOTE, this::reverseNote);
        router.on(PromiseApi.STATEMENT, call -> {
            JsonNode predicate = SignedStatement.predicate(statement(call));
            return file(call, "application/json", "statement.json", Json.MAPPER.writeValueAsBytes(predicate));
        });
        router.on(PromiseApi.STATEMENT_SIGNED, this::signed);
        router.on(PromiseApi.STATEMENT_PDF, this::pdf);
        router.on(PromiseApi.VERIFY_STATEMENT, this::verify);
        new ForecastHandlers(record, books).bind(router);
        new RateHandlers(record, books).bind(router);
    }

    private Instant knownAt(Call<?> call) {
        return within("knownAt", call.query(PromiseApi.KNOWN_AT).orElse(call.now()))
                .truncatedTo(ChronoUnit.MICROS);
    }

    private Instant at(Call<?> call) {
        return within("at", call.query(Query.AT).orElseGet(() -> Scope.now(record, Scope.site(record, call), call)));
    }

    private static Instant within(String key, Instant at) {
        if (at.isBefore(Instant.EPOCH) || at.isAfter(LedgerEntries.ALL)) {
            throw Problem.badInput(new InputProblem(key, 0, at.toString(), "an instant from 1970 to 9998"));
        }
        return at;
    }

    private Book book(Call<?> call) {
        return books.open(Scope.site(record, call).name(), knownAt(call));
    }

    private Book bookNow(Site site) {
        // Everything that is on the record, whatever its clock says: the caller has just written to it.
        return books.open(site.name(), LedgerEntries.ALL);
    }

    private PromiseApi.PromiseView view(Call<?> call) {
        Book book = book(call);
        return PromiseViews.one(book, book.line(call.path("commitment")), at(call), notes(book.site(), book.knownAt()));
    }

    private PromiseApi.PromiseView viewNow(Call<?> call, Site site) {
        Book book = bookNow(site);
        return PromiseViews.one(
                book,
                book.line(call.path("commitment")),
                Scope.now(record, site, call),
                notes(site.name(), book.knownAt()));
    }

    private List<OutageNote> notes(String site, Instant knownAt) {
        return record.contracts().notes(site).stream()
                .filter(n -> !n.recordedAt().isAfter(knownAt))
                .toList();
    }

    private List<NewContract> contracts(Call<RawBody> call, Site site) throws IOException {
        byte[] document = call.input().stream().readNBytes(CONTRACT_BYTES_MAX + 1);
        if (document.length > CONTRACT_BYTES_MAX) {
            throw Problem.tooLarge(CONTRACT_BYTES_MAX);
        }
        List<Commitment> read = CommitmentReader.read(new String(document, StandardCharsets.UTF_8), "body");
        List<InputProblem> wrong = read.stream()
                .filter(c -> !c.place().site().isEmpty() && !c.place().site().equals(site.name()))
                .map(c -> new InputProblem(
                        "body", 0, c.id() + ": site " + c.place().site(), "site " + site.name()))
                .toList();
        if (!wrong.isEmpty()) {
            throw Problem.badInput(wrong);
        }
        return read.stream().map(c -> new NewContract(c, document)).toList();
    }

    private PromiseApi.Promises agree(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        record.contracts().agree(Scope.stamp(call), site.name(), contracts(call, site));
        return PromiseViews.all(bookNow(site), Scope.now(record, site, call));
    }

    private PromiseApi.PromiseView amend(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        String reason = said(call.query(PromiseApi.REASON).orElse(""), "reason");
        String name = call.path("commitment");
        List<NewContract> found = contracts(call, site).stream()
                .filter(c -> c.terms().id().equals(name))
                .toList();
        if (found.size() != 1) {
            throw Problem.badInput(new InputProblem("body", 0, "no commitment " + name, "the contract line " + name));
        }
        record.contracts().amend(Scope.stamp(call), site.name(), found.getFirst(), reason);
        return viewNow(call, site);
    }

    private PromiseApi.PromiseView claim(Call<PromiseApi.NewClaim> call) {
        Site site = Scope.site(record, call);
        Line line = bookNow(site).line(call.path("commitment"));
        Instant from = call.input().window();
        Windows window = Windows.of(
                line.terms(),
                Windows.monthOf(
                        line.terms(),
                        line.terms().measurement().rollingDays().isPresent()
                                ? from.plus(
                                        line.terms().measurement().rollingDays().getAsInt() - 1L, ChronoUnit.DAYS)
                                : from));
        if (!window.from().equals(from)) {
            throw Problem.badInput(new InputProblem(
                    "body /window", 0, from.toString(), "the start of a window, such as " + window.from()));
        }
        record.contracts()
                .claim(
                        Scope.stamp(call),
                        site.name(),
                        line.terms().id(),
                        from,
                        call.input().at(),
                        call.input().reference());
        return viewNow(call, site);
    }

    private PromiseApi.PromiseView reverseClaim(Call<PromiseApi.Reversal> call) {
        Site site = Scope.site(record, call);
        record.contracts()
                .reverseClaim(
                        Scope.stamp(call),
                        site.name(),
                        call.path("commitment"),
                        call.pathNumber("id"),
                        said(call.input().reason(), "reason"));
        return viewNow(call, site);
    }

    private PromiseApi.NoteView note(Call<PromiseApi.NewNote> call) {
        Site site = Scope.site(record, call);
        PromiseApi.NewNote input = call.input();
        if (input.exclusion() == null && input.noticeAt() == null) {
            throw Problem.badInput(
                    new InputProblem("body", 0, "neither exclusion nor noticeAt", "at least one of them"));
        }
        record.contracts()
                .note(
                        Scope.stamp(call),
                        site.name(),
                        input.unit(),
                        input.at(),
                        Optional.ofNullable(input.exclusion()),
                        Optional.ofNullable(input.noticeAt()),
                        said(input.reason(), "reason"));
        return lastNote(site);
    }

    private PromiseApi.NoteView reverseNote(Call<PromiseApi.Reversal> call) {
        Site site = Scope.site(record, call);
        record.contracts()
                .reverseNote(
                        Scope.stamp(call),
                        site.name(),
                        call.pathNumber("id"),
                        said(call.input().reason(), "reason"));
        return lastNote(site);
    }

    private PromiseApi.NoteView lastNote(Site site) {
        return PromiseViews.note(record.contracts().notes(site.name()).getLast());
    }

    private static String said(@org.jspecify.annotations.Nullable String text, String key) {
        if (text == null || text.isBlank()) {
            throw Problem.badInput(new InputProblem(key, 0, "empty", "why: it stays on the record"));
        }
        return text;
    }

    private Statement statement(Call<?> call) {
        Book book = book(call);
        Line line = book.line(call.path("commitment"));
        Instant asOf = within(
                "asOf",
                call.query(PromiseApi.AS_OF).orElseGet(() -> Scope.now(record, Scope.site(record, call), call)));
        return statement(book, line, window(call, line.terms(), asOf), asOf);
    }

    private static Statement statement(Book book, Line line, Windows window, Instant asOf) {
        int size = book.log().size();
        Statement.Sources sources = new Statement.Sources(
                PromiseBooks.sha(PromiseBooks.ledger(book)),
                PromiseBooks.sha(PromiseBooks.contract(line)),
                size,
                size == 0 ? 0 : book.log().idOf(size - 1));
        return new Statements(book.timelines(), line.terms(), asOf, Optional.of(book.knownAt())).of(window, sources);
    }

    private static Windows window(Call<?> call, Commitment terms, Instant asOf) {
        Optional<String> month = call.query(PromiseApi.MONTH);
        Optional<Instant> from = call.query(Query.FROM);
        Optional<Instant> to = call.query(Query.TO);
        if (month.isPresent() && (from.isPresent() || to.isPresent())) {
            throw Problem.badInput(new InputProblem("month", 0, month.get(), "month, or from and to"));
        }
        if (from.isPresent() || to.isPresent()) {
            Windows window = new Windows(within("from", from.orElse(terms.start())), within("to", to.orElse(asOf)));
            if (!window.from().isBefore(window.until())) {
                throw Problem.badInput(new InputProblem(
                        "to", 0, window.from() + " to " + window.until(), "a window that ends after it begins"));
            }
            return window;
        }
        try {
            return Windows.of(terms, month.map(YearMonth::parse).orElseGet(() -> Windows.monthOf(terms, asOf)));
        } catch (DateTimeException e) {
            throw Problem.badInput(new InputProblem("month", 0, month.orElse(""), "a month such as 2026-11"));
        }
    }

    private static Download file(Call<?> call, String type, String ending, byte[] bytes) {
        return Download.of(type, call.path("commitment") + "." + ending, bytes);
    }

    private Download signed(Call<?> call) {
        JsonNode document = SignedStatement.document(statement(call));
        byte[] payload = CanonicalJson.write(document).getBytes(StandardCharsets.UTF_8);
        SiteKey key = keys.forSigning(Scope.site(record, call).name());
        return file(
                call,
                PromiseApi.STATEMENT_SIGNED.output().mediaTypes().getFirst(),
                "statement.dsse.json",
                Dsse.sign(Dsse.IN_TOTO, payload, key).toBytes());
    }

    private Download pdf(Call<?> call) {
        Statement statement = statement(call);
        String sha = SignedStatement.sha256(SignedStatement.document(statement));
        return new Download(
                "application/pdf",
                call.path("commitment") + ".statement.pdf",
                out -> StatementPdf.write(statement, sha, out));
    }

    private PromiseApi.StatementCheck verify(Call<RawBody> call) throws IOException {
        Site site = Scope.site(record, call);
        byte[] bytes = call.input().stream().readNBytes(Dsse.BYTES_MAX + 1);
        if (bytes.length > Dsse.BYTES_MAX) {
            throw Problem.tooLarge(Dsse.BYTES_MAX);
        }
        Dsse envelope = Dsse.readStrict(bytes, "body");
        List<String> findings = new ArrayList<>();
        boolean signature = envelope.signatures().stream()
                .anyMatch(s -> keys.publicPem(site.name(), s.keyId())
                        .map(pem -> envelope.signedBy(SiteKey.publicKeyFromPem(pem, "key of " + site.name())))
                        .orElse(false));
        if (!signature) {
            findings.add("no key of " + site.name() + " signed it");
        }
        boolean same = false;
        try {
            same = recomputed(site, Json.MAPPER.readTree(envelope.payload()), findings);
        } catch (JacksonException | DateTimeException e) {
            findings.add("what was signed is no statement of this record");
        }
        return new PromiseApi.StatementCheck(signature && same, signature, same, findings);
    }

    private boolean recomputed(Site site, JsonNode document, List<String> findings) {
        JsonNode then = document.path("predicate");
        if (!document.path("predicateType").asString("").equals(Statement.TYPE)) {
            findings.add("it is no availability statement");
            return false;
        }
        String digest = PromiseBooks.sha(CanonicalJson.write(then).getBytes(StandardCharsets.UTF_8));
        if (!digest.equals(SignedStatement.sha256(document))) {
            findings.add("its subject is not the statement in it");
        }
        JsonNode window = then.path("window");
        Book book = books.open(site.name(), Instant.parse(window.path("knownAt").asString("")));
        String name = then.path("commitment").asString("");
        Optional<Line> line =
                book.lines().stream().filter(l -> l.terms().id().equals(name)).findFirst();
        if (line.isEmpty()) {
            findings.add("the record knew no commitment " + name + " then");
            return false;
        }
        Windows span = new Windows(
                Instant.parse(window.path("from").asString("")),
                Instant.parse(window.path("until").asString("")));
        JsonNode again = SignedStatement.predicate(statement(
                book, line.get(), span, Instant.parse(window.path("asOf").asString(""))));
        again.propertyNames().stream()
                .filter(key -> !CanonicalJson.write(again.path(key)).equals(CanonicalJson.write(then.path(key))))
                .forEach(key -> findings.add("the record gives another '" + key + "'"));
        return CanonicalJson.write(again).equals(CanonicalJson.write(then));
    }
}
