/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench campaign}: a campaign over thousands of simulated agents. */
@Command(
        name = "campaign",
        description = "Run the plan full over simulated agents: how long one waits for work, and the heap.",
        mixinStandardHelpOptions = true,
        footer = {
            "The agents are in the same process and come to the server's own desk, without TLS between; engine, record and",
            "PostgreSQL are the real ones. Set the heap with PLIMSOLL_JAVA_OPTS=-Xmx1g.",
            "Exit code 1 if the campaign did not end, or a node waited longer than two seconds."
        })
public final class CampaignBenchCommand implements Callable<Integer> {

    private static final double WAIT_MILLIS_MAX = 2_000;

    @Mixin
    private Output output = new Output();

    @Option(names = "--nodes", description = "Simulated agents. Default: ${DEFAULT-VALUE}.")
    private int nodes = 4_096;

    @Option(
            names = "--speed",
            description = "How many times faster than in truth tests are over. Default: ${DEFAULT-VALUE}.")
    private double speed = 60;

    @Option(names = "--log-bytes", description = "Of each log. Default: ${DEFAULT-VALUE}.")
    private int logBytes = 4_096;

    @Option(names = "--limit", description = "Seconds until the bench gives up. Default: ${DEFAULT-VALUE}.")
    private int limit = 1_800;

    @Override
    public Integer call() throws Exception {
        CampaignBench.Result r = CampaignBench.run(
                Math.max(2, nodes),
                Math.max(0.01, speed),
                Math.max(1, logBytes),
                Duration.ofSeconds(Math.max(1, limit)),
                line -> output.notes().println(line));
        output.print(r, out -> print(r, out));
        return r.finished() && r.waitMillisMax() <= WAIT_MILLIS_MAX ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(CampaignBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "campaign  %,d nodes, %d tests, %,d tasks, tests %.0f times as fast, logs of %,d bytes: %s after %.0f s (%.0f s of processor time)%n",
                r.nodes(),
                r.tests(),
                r.tasks(),
                r.speed(),
                r.logBytes(),
                r.finished() ? "ended" : "NOT ended",
                r.campaignSeconds(),
                r.processorSeconds());
        out.printf(
                Locale.ROOT,
                "nodes     %,d accepted, %,d failed, %,d undecided%n",
                r.accepted(),
                r.failed(),
                r.undecided());
        out.printf(
                Locale.ROOT,
                "before    site up to CABLED in %.1f s, planned and begun in %.1f s%n",
                r.bringUpSeconds(),
                r.planSeconds());
        out.printf(
                Locale.ROOT,
                "wait      for the next test: median %.0f ms, 99 %% %.0f ms, longest %.0f ms, of %,d%n",
                r.waitMillisMedian(),
                r.waitMillisP99(),
                r.waitMillisMax(),
                r.waits());
        out.printf(
                Locale.ROOT,
                "answer    report on the record: median %.0f ms, 99 %% %.0f ms, longest %.0f ms, of %,d; %,d asks%n",
                r.answerMillisMedian(),
                r.answerMillisP99(),
                r.answerMillisMax(),
                r.reports(),
                r.asks());
        out.printf(
                Locale.ROOT,
                "heap      %.0f MiB after a collection, of %,d MiB allowed, the agents' own included%n",
                r.heapMebibytes(),
                r.heapLimitMebibytes());
    }
}
