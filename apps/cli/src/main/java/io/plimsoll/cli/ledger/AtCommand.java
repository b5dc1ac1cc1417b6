/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.allocate.Allocator;
import io.plimsoll.capacity.allocate.Proposal;
import io.plimsoll.capacity.ledger.Balances;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll ledger at T}: what stands where at an instant, and how each commitment stands. */
@Command(
        name = "at",
        description = "What stands in which state at an instant, and promised against deliverable.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a commitment is short at that instant.")
final class AtCommand implements Callable<Integer> {

    @Parameters(paramLabel = "T", description = "The instant, such as 2026-11-23T18:00:00Z, or a date.")
    private String at = "";

    @Mixin
    private LedgerInput input = new LedgerInput();

    @Mixin
    private Output output = new Output();

    /**
     * @param conserved whether for each class the states add up to what is installed
     * @param proposals which free units to move in, for each commitment that is short
     */
    record Answer(
            Instant at,
            Optional<Instant> knownAt,
            boolean conserved,
            List<Balances.Row> classes,
            List<Standing> commitments,
            List<Proposal> proposals) {}

    @Override
    public Integer call() throws Exception {
        Instant instant = LedgerInput.instant("T", at);
        Log log = input.log();
        Timelines timelines = input.timelines(log);
        List<Commitment> commitments = input.commitments(timelines);
        List<Balances.Row> rows = Balances.at(log, instant.getEpochSecond(), input.knownMicros());
        List<Standing> standings = Standing.of(timelines, commitments, instant);
        List<Proposal> proposals = Allocator.propose(timelines, commitments, instant.getEpochSecond());
        Answer answer = new Answer(
                instant, input.knownAt(), rows.stream().allMatch(Balances.Row::conserved), rows, standings, proposals);
        output.print(answer, out -> {
            Classes.print(rows, "GPUs", out);
            Classes.print(standings, out);
            proposals.forEach(p -> Classes.print(p, out));
        });
        return standings.stream().anyMatch(s -> s.shortfall() > 0) ? ExitCode.FOUND : ExitCode.FINE;
    }
}
