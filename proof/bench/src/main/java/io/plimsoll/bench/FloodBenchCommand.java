/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll bench flood}: footprints a second against many flood areas, beside JTS, with every answer of a sample checked. */
@Command(
        name = "flood",
        description =
                "Footprints a second against many flood areas, beside JTS; a sample is compared with asking every area.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: not every answer of the sample is that of JTS.")
public final class FloodBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--areas", description = "Flood areas. Default: ${DEFAULT-VALUE}.")
    private int areas = 10_000;

    @Option(names = "--footprints", description = "Footprints of a round. Default: ${DEFAULT-VALUE}.")
    private int footprints = 1_000_000;

    @Option(names = "--compare", description = "Footprints to compare with every area. Default: ${DEFAULT-VALUE}.")
    private int compare = 1_000;

    @Override
    public Integer call() {
        int asked = Math.max(1, footprints);
        FloodBench.Result result = FloodBench.run(Math.max(1, areas), asked, Math.clamp(compare, 0, asked));
        output.print(result, out -> print(result, out));
        return result.equal() == result.compared() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(FloodBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "areas     %,d with %,d corners; index built in %,.0f ms%n",
                r.areas(),
                r.corners(),
                r.buildMillis());
        out.printf(
                Locale.ROOT,
                "grid      %,.0f footprints/s on %d threads, %,.0f on one (%,.0f a second of processor time); %,d footprints touch %,d areas%n",
                r.gridPerSecond(),
                r.threads(),
                r.onePerSecond(),
                r.onePerProcessorSecond(),
                r.footprints(),
                r.touches());
        out.printf(
                Locale.ROOT,
                "JTS       %,.0f footprints/s on %d threads, STRtree and prepared geometries; the grid is %.1f times as fast%n",
                r.treePerSecond(),
                r.threads(),
                r.ratio());
        out.printf(Locale.ROOT, "equal     %,d of %,d as by asking JTS of every area%n", r.equal(), r.compared());
    }
}
