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

    /** One draft; for {@link StatementKind#CUSTOMER} see {@link #customers}. */
    public static Statement draft(StatementKind kind, SiteDocument document, SiteYear year, Redaction reader) {
        return draft(kind, document, year, "", reader);
    }

    /** A draft for each customer that the document names. */
    public static List<Statement> customers(SiteDocument document, SiteYear year, Redaction reader) {
        List<Statement> out = new ArrayList<>();
        for (JsonNode c : document.rest().path("customers")) {
            out.add(draft(StatementKind.CUSTOMER, document, year, c.path("name").asString(""), reader));
        }
        return out;
    }

    /**
     * A corrected draft of a filed statement: the next version, which says what it supersedes. The filed one becomes RESTATED
     * once this one is filed.
     */
    public static Statement restating(Statement filed, Statement fresh) {
        return new Statement(
                fresh.id().replaceFirst("/v\\d+$", "/v" + (filed.version() + 1)),
                fresh.kind(),
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
            StatementKind kind, SiteDocument document, SiteYear year, String customer, Redaction reader) {
        Resolver resolver = new Resolver(document, year, customer);
        List<Field> fields = new ArrayList<>();
        for (FieldSpec spec : kind.fields()) {
            Resolver.Found found = resolver.find(spec);
            Field.Status status = !found.text().isEmpty()
                    ? Field.Status.PRESENT
                    : spec.required() ? Field.Status.MISSING : Field.Status.NOT_GIVEN;
            fields.add(new Field(
                    spec.id(),
                    spec.name(),
                    found.text(),
                    spec.unit(),
                    status,
                    spec.law(),
                    found.method(),
                    found.source()));
        }
        List<Check> checks = switch (kind) {
            case EU -> Limits.eu(document, year);
            case ENEFG -> Limits.enefg(document, year);
            case CUSTOMER -> List.of(Limits.customers(document, year));
            case GHG, SASB -> List.of();
        };
        int next = document.to().atZone(ZoneOffset.UTC).minusSeconds(1).getYear() + 1;
        String due = switch (kind) {
            case EU -> next + "-05-15";
            case ENEFG -> next + "-03-31";
            case CUSTOMER, GHG, SASB -> "";
        };
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
                        kind.title(),
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
                .redacted(reader, kind.fields());
    }
}
