/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.journal;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.JournalCheck;
import io.plimsoll.postgres.JournalHead;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll journal verify}: does every row still say what it said, and do the units stand where it says? */
@Command(
        name = "verify",
        description = "Recompute every hash of the journal and compare all units with it.",
        footer = "Exit code 1 when a row was changed, removed or reordered. Note the head somewhere else: given as"
                + " --anchor next time, it also proves that nothing before it was written anew.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private RecordInput input = new RecordInput();

    @Option(names = "--anchor", paramLabel = "SEQ:HASH", description = "A head that was noted earlier.")
    private @Nullable String anchor;

    /** What {@code --json} prints. */
    record Result(long rows, boolean ok, JournalCheck.@Nullable Bad firstBad, String head) {}

    @Override
    public Integer call() {
        try (Database record = input.open()) {
            JournalCheck check = anchor == null
                    ? record.journal().verify()
                    : record.journal().verify(JournalHead.parse(anchor));
            Result result = new Result(
                    check.rows(),
                    check.ok(),
                    check.firstBad().orElse(null),
                    check.head().toString());
            output.print(
                    result,
                    out -> out.println(check.firstBad()
                            .map(bad -> "row " + bad.seq() + ": " + bad.why())
                            .orElse(check.rows() + " rows, every one as it was written; head " + check.head())));
            return check.ok() ? ExitCode.FINE : ExitCode.FOUND;
        }
    }
}
