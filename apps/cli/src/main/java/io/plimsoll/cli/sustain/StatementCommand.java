/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.SiteKeyFile;
import io.plimsoll.cli.WholeFile;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.SiteDocument;
import io.plimsoll.sustain.kpi.SiteDocumentReader;
import io.plimsoll.sustain.kpi.SiteYear;
import io.plimsoll.sustain.statement.Check;
import io.plimsoll.sustain.statement.Field;
import io.plimsoll.sustain.statement.Forms;
import io.plimsoll.sustain.statement.Redaction;
import io.plimsoll.sustain.statement.Statement;
import io.plimsoll.sustain.statement.StatementKind;
import io.plimsoll.sustain.statement.StatementPdf;
import io.plimsoll.sustain.statement.Statements;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll sustain statement}: what is filed and shown, from a site's document and meters. */
@Command(
        name = "statement",
        description =
                "Draft the statements of a site and year: EU 2024/1364, EnEfG section 13 and Annex 3, each customer's of"
                        + " section 15, GHG table, SASB TC-SI-130a; or move one on its way to being filed.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a required field is missing, or a limit is not met.")
final class StatementCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "JSON of the site; with --to, the JSON of a statement that this command printed.")
    private Path input = Path.of("");

    @Option(names = "--kind", paramLabel = "K", description = "${COMPLETION-CANDIDATES}. Default: all.")
    private @Nullable StatementKind kind;

    @Option(names = "--customer", paramLabel = "NAME", description = "Only the statement of this customer.")
    private String customer = "";

    @Option(
            names = "--for",
            paramLabel = "READER",
            description =
                    "${COMPLETION-CANDIDATES}: what this reader may not see is withheld. Default: ${DEFAULT-VALUE}.")
    private Redaction reader = Redaction.AUTHORITY;

    @Option(
            names = "--forms",
            paramLabel = "FILE",
            description = "Forms of your own, such as next year's, before those that are shipped: see sustain forms.")
    private @Nullable Path forms;

    @Option(names = "--restates", paramLabel = "FILE", description = "A filed statement that the draft supersedes.")
    private @Nullable Path restates;

    @Option(names = "--to", paramLabel = "STATE", description = "Move the statement to ${COMPLETION-CANDIDATES}.")
    private Statement.@Nullable State to;

    @Option(names = "--by", paramLabel = "NAME", description = "Who moves it.")
    private String by = "";

    @Option(names = "--at", paramLabel = "INSTANT", description = "When. Default: now.")
    private @Nullable Instant at;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; asked for with --to RESTATED.")
    private String reason = "";

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write the fields of all as CSV.")
    private @Nullable Path csv;

    @Option(
            names = "--pdf",
            paramLabel = "FILE",
            description = "Also write one statement as PDF/A-3 with its JSON attached.")
    private @Nullable Path pdf;

    @Option(
            names = "--sign",
            paramLabel = "FILE",
            description =
                    "With --to FILED: write the filed statement as a signed DSSE envelope here, the key beside it.")
    private @Nullable Path sign;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The site's private key, PKCS#8 PEM. Default: the one under PLIMSOLL_HOME or ~/.plimsoll.")
    private @Nullable Path key;

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Shown(String source, List<Statement> statements) {}

    @Override
    public Integer call() throws Exception {
        Instant now = at == null ? Instant.now() : at;
        List<Statement> statements = to == null ? drafts() : List.of(moved(to, now));
        Path signed = sign;
        if (signed != null) {
            sign(statements, signed);
        }
        if (csv != null) {
            Files.writeString(csv, statements.stream().map(Statement::csv).collect(Collectors.joining()));
        }
        if (pdf != null) {
            if (statements.size() != 1) {
                throw bad(
                        statements.size() + " statements",
                        "one statement for a PDF",
                        "add --kind, and --customer for a customer's");
            }
            Files.write(
                    pdf,
                    StatementPdf.of(statements.getFirst(), Output.JSON.writeValueAsBytes(statements.getFirst()), now));
        }
        output.print(new Shown(input.toString(), statements), out -> statements.forEach(s -> text(s, out)));
        boolean open = statements.stream()
                .anyMatch(s -> !s.complete()
                        || s.checks().stream().anyMatch(c -> c.verdict().equals("NOT_MET")));
        return open ? ExitCode.FOUND : ExitCode.FINE;
    }

    /** Only what is filed is signed: a draft with a signature would pass for one. */
    private void sign(List<Statement> statements, Path file) throws IOException {
        Statement s = statements.getFirst();
        if (s.state() != Statement.State.FILED) {
            throw bad("a statement that is " + s.state(), "--sign with --to FILED", "only what is filed is signed");
        }
        SiteKey own = SiteKeyFile.readOrMake(key == null ? SiteKeyFile.usual() : key);
        byte[] payload =
                CanonicalJson.write(Output.JSON.valueToTree(s)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        WholeFile.write(
                file,
                out -> out.write(Dsse.sign(SignedFile.PAYLOAD, payload, own).toBytes()));
        WholeFile.write(
                file.resolveSibling("site.pub.pem"),
                out -> out.write(own.publicPem().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private BadInputException bad(String seen, String expected, String maybe) {
        return new BadInputException(new InputProblem(input.toString(), 0, seen, expected, maybe));
    }

    private List<Statement> drafts() throws IOException {
        List<Statement> all = new ArrayList<>();
        Forms known = forms == null ? Forms.shipped() : Forms.shipped().with(InputFiles.text(forms), forms.toString());
        for (SiteDocument document : SiteDocumentReader.read(InputFiles.text(input), input.toString())) {
            SiteYear year = KpiInput.year(document, InputFiles.beside(input), input.toString());
            for (StatementKind k : kind == null ? List.of(StatementKind.values()) : List.of(kind)) {
                if (k == StatementKind.CUSTOMER) {
                    all.addAll(Statements.customers(document, year, reader, known));
                } else if (customer.isEmpty()) {
                    all.add(Statements.draft(k, document, year, reader, known));
                }
            }
        }
        List<Statement> wanted = all.stream()
                .filter(s -> customer.isEmpty() || s.customer().equals(customer))
                .toList();
        if (wanted.isEmpty()) {
            throw bad("no statement", "a site with the customer '" + customer + "'", "");
        }
        if (restates == null) {
            return wanted;
        }
        Statement filed = one(restates);
        return wanted.stream().map(s -> Statements.restating(filed, s)).toList();
    }

    private Statement moved(Statement.State next, Instant now) throws IOException {
        try {
            return one(input).moved(next, by, now, reason);
        } catch (IllegalStateException e) {
            String why = e.getMessage();
            throw bad(next.name(), why == null ? "a step that is allowed" : why, "");
        }
    }

    private static Statement one(Path file) throws IOException {
        try {
            JsonNode root = Output.JSON.readTree(InputFiles.text(file));
            JsonNode list = root.path("statements");
            if (list.isArray() && list.size() != 1) {
                throw new BadInputException(new InputProblem(
                        file.toString(), 0, list.size() + " statements", "one statement", "add --kind"));
            }
            return Output.JSON.treeToValue(list.isArray() ? list.get(0) : root, Statement.class);
        } catch (JacksonException e) {
            throw new BadInputException(new InputProblem(
                    file.toString(), 0, e.getOriginalMessage(), "a statement that this command printed"));
        }
    }

    private static void text(Statement s, PrintWriter out) {
        out.println(s.id() + "  " + s.state() + (s.due().isEmpty() ? "" : "  due " + s.due()));
        for (Field f : s.fields()) {
            String value = f.status() == Field.Status.PRESENT
                    ? f.value() + " " + f.unit()
                    : f.status().name();
            out.println(String.format(java.util.Locale.ROOT, "  %-26s %-28s %s", f.id(), value, f.name()));
        }
        for (Check c : s.checks()) {
            out.println("  " + c.verdict() + "  " + c.rule() + "  " + c.law()
                    + (c.says().isEmpty() ? "" : ": " + c.says()));
        }
    }
}
