/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.criteria;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.cli.ServerOptions;
import io.plimsoll.server.api.CriteriaApi;
import io.plimsoll.server.client.PlimsollClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll criteria learn}. */
@Command(
        name = "learn",
        description = "Learn limits from what the site's nodes measured, against the set in force. Nothing is signed.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the set was written, and it has alarms that a person must look at before signing.")
final class LearnCommand implements Callable<Integer> {

    private static final int FAILING_SHOWN = 20;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private Output output = new Output();

    @Option(names = "--site", paramLabel = "NAME", required = true, description = "The site.")
    private String site = "";

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the set is written.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The set's name; that in force, else fleet.")
    private @Nullable String name;

    @Option(names = "--from", paramLabel = "TIME", description = "Only results that ended since then.")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only results that ended before.")
    private @Nullable Instant to;

    @Option(names = "--budget", paramLabel = "P", description = "The chance that a healthy node fails any metric.")
    private @Nullable Double budget;

    @Option(
            names = "--accept-shift",
            paramLabel = "METRIC",
            split = ",",
            description = "A metric whose shift you have looked at and take; * for all.")
    private List<String> acceptShift = List.of();

    @Override
    public Integer call() throws IOException {
        try (PlimsollClient client = server.open()) {
            CriteriaApi.LearnedView learned = client.on(CriteriaApi.LEARN_SET, site)
                    .body(new CriteriaApi.LearnSpan(name, from, to, budget, acceptShift))
                    .send();
            Files.writeString(out, learned.set().toString());
            output.print(learned, o -> print(learned, o));
            return learned.alarms().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
        }
    }

    private void print(CriteriaApi.LearnedView learned, PrintWriter o) {
        CriteriaApi.ReplayView replay = learned.replay();
        o.printf(
                "%s: %s v%d from %d nodes, %d limits, %d metrics not used%n",
                out, learned.name(), learned.version(), learned.nodes(), learned.used(), learned.notUsed());
        o.printf(
                "of these nodes %d would pass, %d would fail, %d lack something%n",
                replay.pass(), replay.fail(), replay.nodes() - replay.pass() - replay.fail());
        replay.failing().stream()
                .limit(FAILING_SHOWN)
                .forEach(n -> o.printf(
                        "  %s %s %s is %s, limit %s%n", n.node(), n.metric(), n.scope(), n.value(), n.limit()));
        learned.notes().forEach(n -> o.println("note: " + n.text()));
        learned.alarms().forEach(n -> o.println("ALARM " + n.code() + ": " + n.text()));
        o.printf("Nothing is signed. Look at it, then: plimsoll criteria sign --site %s %s%n", site, out);
    }
}
