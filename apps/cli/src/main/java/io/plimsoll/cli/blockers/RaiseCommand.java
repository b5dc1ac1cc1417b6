/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.crew.blocker.BlockerKind;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.server.api.BlockersApi;
import io.plimsoll.server.client.PlimsollClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll blockers raise}. */
@Command(name = "raise", description = "Put a blocker on a server's record.", mixinStandardHelpOptions = true)
final class RaiseCommand implements Callable<Integer> {

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--kind", required = true, paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
    private BlockerKind kind = BlockerKind.DECISION;

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "What is in the way, in a line.")
    private String title = "";

    @Option(
            names = "--blocks",
            split = ",",
            paramLabel = "NAME",
            description = "What it holds up: nodes, su:3, rack:A02, commitment:NAME, package:ID.")
    private List<String> blocks = List.of();

    @Option(names = "--owner", paramLabel = "ROLE", description = "The role that has it.")
    private @Nullable String owner;

    @Option(names = "--supplier", paramLabel = "NAME", description = "Who is waited for.")
    private @Nullable String supplier;

    @Option(names = "--eta", paramLabel = "TIME", description = "When it will be gone, ISO 8601 with an offset.")
    private @Nullable String eta;

    @Option(names = "--eta-p90", paramLabel = "TIME", description = "By when in nine of ten cases. Default: --eta.")
    private @Nullable String late;

    @Option(names = "--waits-on", split = ",", paramLabel = "N", description = "Numbers of blockers before it.")
    private List<Long> waitsOn = List.of();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        BlockersApi.RaiseBlocker input = new BlockersApi.RaiseBlocker(
                kind, title, blocks, supplier, owner, moment("--eta", eta), moment("--eta-p90", late), waitsOn);
        try (PlimsollClient client = server.open()) {
            BlockersApi.BlockerDetail detail =
                    client.on(BlockersApi.RAISE, site).body(input).send();
            output.print(
                    detail,
                    out -> out.println("blocker " + detail.blocker().id() + " is on the record; it holds "
                            + detail.blocker().gpus() + " GPUs"));
            return ExitCode.FINE;
        }
    }

    private static @Nullable Instant moment(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    new InputProblem(option, 0, text, "a time with its offset, such as 2026-12-01T07:00+01:00"));
        }
    }
}
