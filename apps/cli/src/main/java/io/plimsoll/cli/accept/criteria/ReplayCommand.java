/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.criteria.Replay;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept criteria replay}. */
@Command(
        name = "replay",
        description = "What would this set have failed on old results?",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: it would have failed some.")
final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--criteria", paramLabel = "SET", required = true, description = "The set.")
    private Path criteria = Path.of("");

    @Mixin
    private ResultsInput input = new ResultsInput();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Replay replay = Replay.of(ResultsInput.document(criteria).set(), input.samples(), input.strata());
        output.print(replay, out -> text(replay, out));
        return replay.failing().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Replay replay, PrintWriter out) {
        out.println(replay.set() + " on " + replay.nodes() + " nodes: " + replay.verdicts());
        replay.byMetric().forEach((metric, n) -> out.println("  " + n + " fail " + metric));
        replay.failing()
                .forEach(n -> out.println(
                        "  FAIL " + n.node() + ": " + n.findings().getFirst().metric() + ", "
                                + n.findings().getFirst().reason()));
    }
}
