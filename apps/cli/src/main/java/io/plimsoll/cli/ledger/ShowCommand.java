/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.Commitment;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll ledger show}: the whole ledger in one look. */
@Command(
        name = "show",
        description = "The ledger in one look: GPU-seconds by state over a span, and how it stands at the end.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {

    @Option(names = "--from", paramLabel = "INSTANT", description = "Start of the span. Default: the first entry.")
    private @Nullable String from;

    @Option(
            names = {"--to", "--until"},
            paramLabel = "INSTANT",
            description = "End of the span, exclusive. Default: the last entry.")
    private @Nullable String until;

    @Mixin
    private LedgerInput input = new LedgerInput();

    @Mixin
    private Output output = new Output();

    /**
     * @param gpuSeconds by state over the span
     * @param classes GPUs by state at its end
     */
    record Answer(
            String ledger,
            int entries,
            int units,
            Instant from,
            Instant until,
            Optional<Instant> knownAt,
            boolean conserved,
            List<Balances.Row> gpuSeconds,
            List<Balances.Row> classes,
            List<Standing> commitments) {}

    @Override
    public Integer call() throws Exception {
        Log log = input.log();
        Timelines timelines = input.timelines(log);
        List<Commitment> commitments = input.commitments(timelines);
        Instant a = from == null
                ? Instant.ofEpochSecond(log.firstSecond().orElse(0L))
                : LedgerInput.instant("--from", from);
        Instant b =
                until == null ? Instant.ofEpochSecond(log.lastSecond().orElse(0L)) : LedgerInput.instant("--to", until);
        List<Balances.Row> span = Balances.between(log, a.getEpochSecond(), b.getEpochSecond(), input.knownMicros());
        List<Balances.Row> end = Balances.at(log, b.getEpochSecond(), input.knownMicros());
        List<Standing> standings = Standing.of(timelines, commitments, b);
        boolean conserved =
                span.stream().allMatch(Balances.Row::conserved) && end.stream().allMatch(Balances.Row::conserved);
        Answer answer = new Answer(
                input.ledger().toString(),
                log.size(),
                log.units().size(),
                a,
                b,
                input.knownAt(),
                conserved,
                span,
                end,
                standings);
        output.print(answer, out -> {
            out.printf(
                    "%,d entries, %,d units, from %s to %s%n",
                    log.size(), log.units().size(), a, b);
            out.println();
            Classes.print(span, "GPU-seconds", out);
            out.println();
            out.println("at the end");
            Classes.print(end, "GPUs", out);
            Classes.print(standings, out);
        });
        return conserved ? ExitCode.FINE : ExitCode.FOUND;
    }
}
