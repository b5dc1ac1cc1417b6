/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.ledger.Entry;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.BreakFix;
import io.plimsoll.capacity.read.LedgerJson;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.read.LedgerWriter;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.WholeFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll ledger export}: the rows of a ledger in another form. */
@Command(
        name = "export",
        description = "Write a ledger as CSV (with its hash chain), JSON, or BFX02 break-fix events.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    /** The forms. */
    enum Form {
        CSV,
        JSON,
        /** Break-fix events with the fields of BFX02. */
        BFX02
    }

    @Option(
            names = {"--ledger", "--input"},
            required = true,
            paramLabel = "FILE",
            description = "The ledger: CSV or JSON.")
    private Path ledger = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
    private Path out = Path.of("");

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Form form = Form.CSV;

    @Option(names = "--account", paramLabel = "ID", description = "BFX02: the provider's account id.")
    private String account = "";

    @Override
    public Integer call() throws Exception {
        WholeFile.write(out, raw -> {
            OutputStream buffered = new BufferedOutputStream(raw, 1 << 16);
            switch (form) {
                case CSV -> {
                    LedgerWriter writer = new LedgerWriter(buffered);
                    rows((entry, hash) -> writer.write(entry));
                }
                case JSON -> {
                    try (LedgerJson writer = new LedgerJson(buffered)) {
                        rows((entry, hash) -> writer.write(entry));
                    }
                }
                case BFX02 ->
                    Output.JSON.writeValue(buffered, BreakFix.events(Timelines.of(LedgerInput.read(ledger)), account));
            }
            buffered.flush();
        });
        return ExitCode.FINE;
    }

    private void rows(LedgerReader.Sink sink) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(ledger), 1 << 16)) {
            LedgerReader.read(in, ledger.toString(), 1, Entry.NONE, sink);
        }
    }
}
