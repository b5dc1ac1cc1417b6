/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.StatementRow;
import io.plimsoll.server.api.Download;
import io.plimsoll.server.api.Nothing;
import io.plimsoll.server.api.PlaceApi;
import io.plimsoll.server.handlers.PlaceYears.Year;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import io.plimsoll.server.http.Router;
import io.plimsoll.server.keys.SigningKeys;
import io.plimsoll.sustain.statement.Field;
import io.plimsoll.sustain.statement.Redaction;
import io.plimsoll.sustain.statement.Statement;
import io.plimsoll.sustain.statement.StatementKind;
import io.plimsoll.sustain.statement.StatementPdf;
import io.plimsoll.sustain.statement.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Statements: drafted from the record, reviewed, filed and signed, restated. */
public final class StatementHandlers {

    /** What is inside the envelope of a filed statement. */
    static final String PAYLOAD = "application/vnd.plimsoll.statement+json";

    private static final int OWN_MAX = 1_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database record;
    private final SigningKeys keys;
    private final PlaceYears years;
    private final PlaceForms forms;

    public StatementHandlers(Database record, SigningKeys keys) {
        this.record = record;
        this.keys = keys;
        this.years = new PlaceYears(record);
        this.forms = new PlaceForms(record);
    }

    public void bind(Router router) {
        router.on(PlaceApi.DRAFT, this::draft);
        router.on(PlaceApi.STATEMENT, call -> view(row(call), reader(call)));
        router.on(PlaceApi.STEP, this::step);
        router.on(PlaceApi.STATEMENT_PDF, call -> pdf(row(call), reader(call), call));
        router.on(PlaceApi.CUSTOMER_USER, this::customerUser);
        router.on(
                PlaceApi.OWN_STATEMENTS,
                call -> new PlaceApi.OwnStatements(
                        record.statements().ofUser(call.actor().name(), OWN_MAX).stream()
                                .map(StatementHandlers::own)
                                .toList()));
        router.on(PlaceApi.OWN_STATEMENT, call -> {
            StatementRow row = ownRow(call);
            Statement s = statement(row).shownTo(Redaction.CUSTOMER);
            return new PlaceApi.OwnStatementView(own(row), s.fields(), s.checks());
        });
        router.on(PlaceApi.OWN_STATEMENT_PDF, call -> pdf(ownRow(call), Redaction.CUSTOMER, call));
        router.on(PlaceApi.OWN_STATEMENT_SIGNED, call -> signedFile(ownRow(call)));
        router.on(PlaceApi.STATEMENT_SIGNED, call -> signedFile(row(call)));
    }

    private Download signedFile(StatementRow row) {
        byte[] signed = record.statements().dsse(row.id()).orElseThrow(() -> Problem.conflict("It was never filed."));
        return Download.of("application/json", file(row) + ".dsse.json", signed);
    }

    private Nothing customerUser(Call<PlaceApi.CustomerUser> call) {
        Site site = Scope.site(record, call);
        PlaceApi.CustomerUser said = call.input();
        if (said.customer().isBlank() || record.users().find(said.user()).isEmpty()) {
            throw Problem.badInput(new InputProblem(
                    "body", 0, said.customer() + ", " + said.user(), "a customer, and a login that is there"));
        }
        record.statements().customerUser(Scope.stamp(call), site.name(), said.customer(), said.user());
        return Nothing.NOTHING;
    }

    /** A statement of the user's own, or not found: whether another one exists is not told. */
    private StatementRow ownRow(Call<?> call) {
        long id = call.pathNumber("id");
        return record.statements().ofUser(call.actor().name(), OWN_MAX).stream()
                .filter(r -> r.id() == id)
                .findFirst()
                .orElseThrow(() -> Problem.notFound("statement " + id));
    }

    private static PlaceApi.OwnStatement own(StatementRow row) {
        Statement s = statement(row);
        return new PlaceApi.OwnStatement(
                row.id(), row.site(), s.title(), row.customer(), row.year(), row.version(), s.state());
    }

    private StatementRow row(Call<?> call) {
        long id = call.pathNumber("id");
        return record.statements()
                .find(Scope.site(record, call).name(), id)
                .orElseThrow(() -> Problem.notFound("statement " + id));
    }

    private static Redaction reader(Call<?> call) {
        String asked = call.query(PlaceApi.READER).orElse("AUTHORITY");
        return Arrays.stream(Redaction.values())
                .filter(r -> r.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.badInput(
                        new InputProblem("query for", 0, asked, "one of " + List.of(Redaction.values()))));
    }

    private PlaceApi.StatementView draft(Call<PlaceApi.NewStatement> call) {
        Site site = Scope.site(record, call);
        PlaceApi.NewStatement asked = call.input();
        Year year = years.of(site.name(), asked.year());
        String customer = asked.customer() == null ? "" : asked.customer();
        PlaceForms.Own own = forms.of(site.name());
        List<Statement> drafts = asked.kind() == StatementKind.CUSTOMER
                ? Statements.customers(year.document(), year.year(), Redaction.CUSTOMER, own.forms()).stream()
                        .filter(s -> s.customer().equals(customer))
                        .toList()
                : List.of(
                        Statements.draft(asked.kind(), year.document(), year.year(), Redaction.AUTHORITY, own.forms()));
        if (drafts.size() != 1) {
            throw Problem.badInput(new InputProblem(
                    "body /customer", 0, customer, "a customer that the document of " + asked.year() + " names"));
        }
        Statement s = drafts.getFirst();
        ObjectNode document = JSON.createObjectNode();
        document.set("statement", JSON.valueToTree(s));
        ArrayNode files = document.putArray("files");
        Stream.concat(year.files().stream(), Stream.ofNullable(own.files().get(s.form())))
                .forEach(f -> files.addObject()
                        .put("id", f.id())
                        .put("name", f.name())
                        .put("sha256", f.sha256().hex()));
        StatementRow row = record.statements()
                .draft(
                        Scope.stamp(call),
                        site.name(),
                        s.kind().name(),
                        s.customer(),
                        asked.year(),
                        s.complete(),
                        JSON.writeValueAsString(document));
        return view(row, Redaction.AUTHORITY);
    }

    private PlaceApi.StatementView step(Call<PlaceApi.NewStep> call) {
        StatementRow row = row(call);
        Statement.State next = call.input().state();
        String reason = call.input().reason() == null ? "" : call.input().reason();
        Optional<byte[]> signed = next == Statement.State.FILED ? Optional.of(signed(row, call)) : Optional.empty();
        return view(
                record.statements().step(Scope.stamp(call), row.site(), row.id(), next.name(), reason, signed),
                Redaction.AUTHORITY);
    }

    /** Signed is what was drafted with its files, who reviewed it, and who files it. */
    private byte[] signed(StatementRow row, Call<?> call) {
        ObjectNode payload = (ObjectNode) JSON.readTree(row.document());
        payload.put("version", row.version());
        payload.put("draftSha256", Sha256.of(row.document()).hex());
        row.supersedes().ifPresent(id -> payload.put("supersedes", id));
        ArrayNode steps = payload.putArray("steps");
        row.steps()
                .forEach(s -> steps.addObject()
                        .put("state", s.state())
                        .put("by", s.by())
                        .put("at", s.at().toString()));
        steps.addObject()
                .put("state", "FILED")
                .put("by", call.actor().name())
                .put("at", call.now().toString());
        byte[] bytes = JSON.writeValueAsString(payload).getBytes(StandardCharsets.UTF_8);
        return Dsse.sign(PAYLOAD, bytes, keys.forSigning(row.site())).toBytes();
    }

    private static Download pdf(StatementRow row, Redaction reader, Call<?> call) {
        Statement s = statement(row).shownTo(reader);
        try {
            byte[] json = JSON.writeValueAsString(s).getBytes(StandardCharsets.UTF_8);
            return Download.of("application/pdf", file(row) + ".pdf", StatementPdf.of(s, json, call.now()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(StatementRow row) {
        String name = row.kind() + "-" + row.site() + "-" + row.year() + "-v" + row.version()
                + (row.customer().isEmpty() ? "" : "-" + row.customer());
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9.-]", "_");
    }

    /** The draft in the state that the record says. */
    static Statement statement(StatementRow row) {
        Statement s = JSON.treeToValue(JSON.readTree(row.document()).path("statement"), Statement.class);
        List<Statement.Step> history = new ArrayList<>();
        row.steps()
                .forEach(x -> history.add(
                        new Statement.Step(Statement.State.valueOf(x.state()), x.by(), x.at(), x.reason())));
        return new Statement(
                s.id().replaceFirst("/v\\d+$", "/v" + row.version()),
                s.kind(),
                s.form(),
                s.title(),
                s.site(),
                s.customer(),
                s.period(),
                s.due(),
                row.version(),
                Statement.State.valueOf(row.state()),
                row.supersedes().map(id -> "statement " + id).orElse(""),
                s.redaction(),
                s.fields(),
                s.checks(),
                history);
    }

    static PlaceApi.StatementItem item(StatementRow row) {
        return item(row, statement(row));
    }

    private static PlaceApi.StatementItem item(StatementRow row, Statement s) {
        @Nullable Long supersedes = row.supersedes().orElse(null);
        return new PlaceApi.StatementItem(
                row.id(),
                s.kind(),
                s.title(),
                s.customer(),
                row.year(),
                row.version(),
                s.state(),
                row.complete(),
                (int) s.fields().stream()
                        .filter(f -> f.status() == Field.Status.MISSING)
                        .count(),
                (int) s.checks().stream()
                        .filter(c -> c.verdict().equals("NOT_MET"))
                        .count(),
                s.due(),
                supersedes,
                row.journalSeq());
    }

    private PlaceApi.StatementView view(StatementRow row, Redaction reader) {
        Statement s = statement(row);
        Statement shown = s.shownTo(reader);
        return new PlaceApi.StatementView(
                item(row, s),
                reader,
                shown.fields(),
                shown.checks(),
                row.steps().stream()
                        .map(x -> new PlaceApi.StepItem(
                                Statement.State.valueOf(x.state()), x.by(), x.at(), x.reason(), x.journalSeq()))
                        .toList(),
                record.statements().dsse(row.id()).isPresent());
    }
}
