/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.certificate.Dsse;
import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.SiteKeyFile;
import io.plimsoll.cli.WholeFile;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.statement.SignedStatement;
import io.plimsoll.server.statement.StatementPdf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code plimsoll ledger statement}: availability five ways, shortfalls, outages, credit and claim of a window. */
@Command(
        name = "statement",
        description = "The availability statement of a commitment for a window; signed and as PDF if asked for.",
        mixinStandardHelpOptions = true,
        footer = {"Exit code 1: the promise was not kept.", "Contract and ledger files: docs/reference/ledger.md."})
final class StatementCommand implements Callable<Integer> {

    @Option(names = "--commitment", paramLabel = "ID", description = "Which one. Default: all of the file.")
    private @Nullable String commitment;

    @Option(names = "--month", paramLabel = "YYYY-MM", description = "The window of this month.")
    private @Nullable String month;

    @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the window. Default: of the commitment.")
    private @Nullable String from;

    @Option(
            names = {"--to", "--until"},
            paramLabel = "INSTANT",
            description = "End of the window, exclusive. Default: the ledger's last entry.")
    private @Nullable String until;

    @Option(
            names = "--as-of",
            paramLabel = "INSTANT",
            description = "The statement's own date, which the claim's clock is read at. Default: now.")
    private @Nullable String asOf;

    @Option(names = "--sign", paramLabel = "FILE", description = "Write the signed statement (DSSE envelope) here.")
    private @Nullable Path sign;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The site's private key, PKCS#8 PEM. Default: the one under PLIMSOLL_HOME or ~/.plimsoll.")
    private @Nullable Path key;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Write the statement as PDF here.")
    private @Nullable Path pdf;

    @Mixin
    private LedgerInput input = new LedgerInput();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Log log = input.log();
        Timelines timelines = input.timelines(log);
        List<Commitment> asked = asked(input.commitments(timelines));
        Instant date = asOf == null ? Instant.now() : LedgerInput.instant("--as-of", asOf);
        Statement.Sources sources = new Statement.Sources(
                input.ledgerHash().hex(),
                input.commitmentsHash().hex(),
                log.size(),
                log.size() == 0 ? 0 : log.idOf(log.size() - 1));
        List<Statement> statements = new ArrayList<>();
        for (Commitment one : asked) {
            statements.add(new Statements(timelines, one, date, input.knownAt()).of(window(one, log), sources));
        }
        hand(statements);
        Object shown = commitment != null || statements.size() == 1 ? statements.getFirst() : statements;
        output.print(shown, out -> statements.forEach(s -> StatementText.print(s, out)));
        return statements.stream().allMatch(s -> s.availability().met()) ? ExitCode.FINE : ExitCode.FOUND;
    }

    private List<Commitment> asked(List<Commitment> all) {
        if (all.isEmpty()) {
            throw new BadInputException(
                    new InputProblem("statement", 0, "no --commitments", "--commitments FILE with the contract lines"));
        }
        if (commitment == null) {
            if ((sign != null || pdf != null) && all.size() > 1) {
                throw new BadInputException(new InputProblem(
                        "--commitment", 0, all.size() + " commitments", "one, for a signed statement or a PDF"));
            }
            return all;
        }
        List<Commitment> found =
                all.stream().filter(c -> c.id().equals(commitment)).toList();
        if (found.isEmpty()) {
            throw new BadInputException(new InputProblem(
                    "--commitment",
                    0,
                    commitment,
                    "one of " + all.stream().map(Commitment::id).toList()));
        }
        return found;
    }

    private Windows window(Commitment one, Log log) {
        if (month != null) {
            if (from != null || until != null) {
                throw new BadInputException(new InputProblem("--month", 0, month, "--month, or --from and --to"));
            }
            try {
                return Windows.of(one, YearMonth.parse(month));
            } catch (DateTimeException e) {
                throw new BadInputException(new InputProblem("--month", 0, month, "a month such as 2026-11"));
            }
        }
        Instant a = from == null ? one.start() : LedgerInput.instant("--from", from);
        Instant b = until == null
                ? Instant.ofEpochSecond(log.lastSecond().orElse(a.getEpochSecond()))
                : LedgerInput.instant("--to", until);
        if (!a.isBefore(b)) {
            throw new BadInputException(
                    new InputProblem("--to", 0, a + " to " + b, "a window that ends after it begins"));
        }
        return new Windows(a, b);
    }

    private void hand(List<Statement> statements) throws Exception {
        Path signed = sign;
        Path pages = pdf;
        if (signed == null && pages == null) {
            return;
        }
        JsonNode document = SignedStatement.document(statements.getFirst());
        String sha256 = SignedStatement.sha256(document);
        if (signed != null) {
            SiteKey own = SiteKeyFile.readOrMake(key == null ? SiteKeyFile.usual() : key);
            byte[] payload = CanonicalJson.write(document).getBytes(StandardCharsets.UTF_8);
            Dsse envelope = Dsse.sign(Dsse.IN_TOTO, payload, own);
            WholeFile.write(signed, out -> out.write(envelope.toBytes()));
            WholeFile.write(
                    signed.resolveSibling("site.pub.pem"),
                    out -> out.write(own.publicPem().getBytes(StandardCharsets.UTF_8)));
        }
        if (pages != null) {
            WholeFile.write(pages, out -> StatementPdf.write(statements.getFirst(), sha256, out));
        }
    }
}
