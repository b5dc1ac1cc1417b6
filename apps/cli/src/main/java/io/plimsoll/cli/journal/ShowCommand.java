/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.journal;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.JournalQuery;
import io.plimsoll.postgres.JournalRow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll journal show}: facts, newest first. */
@Command(name = "show", description = "Show facts of the journal, newest first.", mixinStandardHelpOptions = true)
public final class ShowCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private RecordInput input = new RecordInput();

    @Option(names = "--site", defaultValue = "", description = "Only facts of this site.")
    private String site = "";

    @Option(names = "--subject", defaultValue = "", description = "Only facts about this node, certificate or user.")
    private String subject = "";

    @Option(names = "--kind", defaultValue = "", description = "Only facts of this kind; 'unit.' for a family.")
    private String kind = "";

    @Option(names = "--before", defaultValue = "0", description = "Only rows before this one.")
    private long before;

    @Option(names = "--limit", defaultValue = "20", description = "How many, at most 1,000.")
    private int limit = 20;

    /** What {@code --json} prints: instants as ISO text, hashes in hexadecimal. */
    record Row(
            long seq,
            String effectiveAt,
            String recordedAt,
            String actor,
            String kind,
            String site,
            String subject,
            String payload,
            String previous,
            String hash) {

        static Row of(JournalRow r) {
            return new Row(
                    r.seq(),
                    r.effectiveAt().toString(),
                    r.recordedAt().toString(),
                    r.actor(),
                    r.kind(),
                    r.site(),
                    r.subject(),
                    r.payload(),
                    r.previous().hex(),
                    r.hash().hex());
        }
    }

    @Override
    public Integer call() {
        try (Database record = input.open()) {
            List<Row> rows = record.journal().list(new JournalQuery(site, subject, kind, before, limit)).stream()
                    .map(Row::of)
                    .toList();
            output.print(
                    rows,
                    out -> rows.forEach(r -> out.printf(
                            "%8d  %-27s  %-12s  %-22s  %-16s  %s%n",
                            r.seq, r.effectiveAt, r.actor, r.kind, r.subject, r.payload)));
            return ExitCode.FINE;
        }
    }
}
