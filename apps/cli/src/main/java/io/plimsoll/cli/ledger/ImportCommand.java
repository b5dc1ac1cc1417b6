/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.ledger.Chains;
import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.read.LedgerWriter;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll ledger import}: adds rows to a ledger file, all of them or none. */
@Command(
        name = "import",
        description =
                "Add the rows of a file to a ledger: all of them or none. Rows are checked one by one as they stream.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 2: something is wrong with the rows; the ledger is as it was.")
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to import: CSV or JSON.")
    private @Nullable Path file;

    @Option(names = "--input", paramLabel = "FILE", description = "The same, as an option.")
    private @Nullable Path input;

    @Option(
            names = {"--into", "--ledger", "--out"},
            required = true,
            paramLabel = "LEDGER",
            description = "The ledger to add to; made if it is not there.")
    private Path into = Path.of("");

    @Option(
            names = "--recorded-at",
            paramLabel = "INSTANT",
            description =
                    "For rows that do not say when they were recorded: an instant or 'now'. Default: when they became true.")
    private @Nullable String recordedAt;

    @Mixin
    private SourceFormat format = new SourceFormat();

    @Mixin
    private Output output = new Output();

    /**
     * @param added rows of this import
     * @param rows of the ledger afterwards
     * @param hash of its last row
     */
    record Answer(String ledger, long added, long rows, int units, String hash) {}

    @Override
    public Integer call() throws Exception {
        Path from = file != null ? file : input;
        if (from == null) {
            throw new BadInputException(new InputProblem("import", 0, "", "a file to import"));
        }
        long recorded = Entry.NONE;
        if (recordedAt != null) {
            recorded = Statements.micros(
                    recordedAt.equals("now") ? Instant.now() : LedgerInput.instant("--recorded-at", recordedAt));
        }
        Path absolute = into.toAbsolutePath();
        Path part = absolute.resolveSibling("." + absolute.getFileName() + ".part");
        try {
            Answer answer = write(from, part, recorded);
            Files.move(part, absolute, StandardCopyOption.REPLACE_EXISTING);
            output.print(
                    answer,
                    out -> out.printf(
                            "%,d rows added; %s has %,d rows of %,d units, last hash %s%n",
                            answer.added(), into, answer.rows(), answer.units(), answer.hash()));
            return ExitCode.FINE;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Answer write(Path from, Path part, long recorded) throws IOException {
        Chains chains = new Chains(into.toString());
        LedgerWriter[] last = new LedgerWriter[1];
        long before;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
            LedgerWriter writer = new LedgerWriter(out);
            last[0] = writer;
            if (Files.exists(into)) {
                Rechecked.copy(into, chains, writer);
            }
            before = chains.rows();
            chains.from(from.toString());
            try (InputStream in = new BufferedInputStream(Files.newInputStream(from), 1 << 16)) {
                format.read(in, from.toString(), chains.names(), chains.lastId() + 1, recorded, (entry, hash) -> {
                    chains.take(entry);
                    writer.write(entry);
                });
            }
        }
        settle(part, from, chains.unsettled(), before);
        return new Answer(into.toString(), chains.rows() - before, chains.rows(), chains.units(), last[0].last());
    }

    /** Looks at all entries of the units that could not be checked row by row. */
    private static void settle(Path part, Path from, Set<String> units, long before) throws IOException {
        if (units.isEmpty()) {
            return;
        }
        Log.Builder builder = new Log.Builder(from.toString());
        try (InputStream in = new BufferedInputStream(Files.newInputStream(part), 1 << 16)) {
            LedgerReader.read(in, from.toString(), 1, Entry.NONE, (entry, hash) -> {
                if (units.contains(entry.unit())) {
                    builder.add(entry.withLine(entry.line() > before ? entry.line() - before : 0));
                }
            });
        }
        Timelines.of(builder.build());
    }
}
