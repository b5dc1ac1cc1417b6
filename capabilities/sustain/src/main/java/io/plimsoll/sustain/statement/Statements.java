/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.statement;

import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.statement.Statement.State;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Drafts statements from a site's document and its year; what is not known is MISSING and never zero. */
public final class Statements {

    private Statements() {}

    /**
     * One draft; for {@link StatementKind#CUSTOMER} see {@link #customers}.
     *
     * @throws io.plimsoll.model.BadInputException if there is no form for the year
     */
    public static Statement draft(
            StatementKind kind, SiteDocument document, SiteYear year, Redaction reader, Forms forms) {
        return draft(kind, document, year, "", reader, forms);
    }

    /** One draft on the form that is shipped for its year. */
    public static Statement draft(StatementKind kind, SiteDocument document, SiteYear year, Redaction reader) {
        return draft(kind, document, year, reader, Forms.shipped());
    }

    /** A draft for each customer that the document names. */
    public static List<Statement> customers(SiteDocument document, SiteYear year, Redaction reader, Forms forms) {
        List<Statement> out = new ArrayList<>();
        for (JsonNode c : document.rest().path("customers")) {
            out.add(draft(StatementKind.CUSTOMER, document, year, c.path("name").asString(""), reader, forms));
        }
        return out;
    }

    /** On the form that is shipped for its year. */
    public static List<Statement> customers(SiteDocument document, SiteYear year, Redaction reader) {
        return customers(document, year, reader, Forms.shipped());
    }

    /**
     * A corrected draft of a filed statement: the next version, which says what it supersedes. The filed one becomes RESTATED
     * once this one is filed.
     */
    public static Statement restating(Statement filed, Statement fresh) {
        return new Statement(
                fresh.id().replaceFirst("/v\\d+$", "/v" + (filed.version() + 1)),
                fresh.kind(),
                fresh.form(),
                fresh.title(),
                fresh.site(),
                fresh.customer(),
                fresh.period(),
                fresh.due(),
                filed.version() + 1,
                State.DRAFT,
                filed.id(),
                fresh.redaction(),
                fresh.fields(),
                fresh.checks(),
                List.of());
    }

    private static Statement draft(
            StatementKind kind, SiteDocument document, SiteYear year, String customer, Redaction reader, Forms forms) {
        int reported = document.to().atZone(ZoneOffset.UTC).minusSeconds(1).getYear();
        StatementForm form = forms.of(kind, reported);
        Resolver resolver = new Resolver(form, document, year, customer);
        List<Field> fields = new ArrayList<>();
        for (FieldSpec spec : form.fields()) {
            Resolver.Found found = resolver.find(spec);
            Field.Status status = !found.text().isEmpty()
                    ? Field.Status.PRESENT
                    : resolver.asks(spec) ? Field.Status.MISSING : Field.Status.NOT_GIVEN;
            fields.add(new Field(
                    spec.id(),
                    spec.name(),
                    found.text(),
                    spec.unit(),
                    status,
                    spec.law(),
                    found.method(),
                    found.source(),
                    spec.level()));
        }
        List<Check> checks = new ArrayList<>(Limits.of(form, document, year));
        if (kind == StatementKind.EU) {
            checks.addAll(Limits.eu(document, year));
        }
        if (kind == StatementKind.CUSTOMER) {
            checks.add(Limits.customers(document, year));
        }
        String due = form.due().isEmpty() ? "" : reported + 1 + "-" + form.due();
        String of = String.join(
                "/",
                Stream.of(
                                kind.name(),
                                document.site(),
                                customer,
                                document.period().replace("/", "--"),
                                "v1")
                        .filter(s -> !s.isEmpty())
                        .toList());
        return new Statement(
                        of,
                        kind,
                        form.reference(),
                        form.title(),
                        document.site(),
                        customer,
                        document.period(),
                        due,
                        1,
                        State.DRAFT,
                        "",
                        Redaction.AUTHORITY,
                        fields,
                        checks,
                        List.of())
                .shownTo(reader);
    }
}
