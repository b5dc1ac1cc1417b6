/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll blockers list}. */
@Command(
        name = "list",
        description = "What is in the way, the one to clear first on top, and what it moves.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a blocker moves a contract date, or some wait for each other in a circle.")
final class ListCommand implements Callable<Integer> {

    @Mixin
    private Source source = new Source();

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        Source.Read read = source.read();
        output.print(read.json(), out -> text(read, out));
        return read.late() || !read.circles().isEmpty() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(Source.Read read, PrintWriter out) {
        long open = read.rows().stream().filter(r -> r.rank() > 0).count();
        out.printf(
                Locale.ROOT,
                "%d in the way: %.0f GPU-hours blocked, %.1f contract days%n",
                open,
                read.total().blockedGpuHours(),
                read.total().contractDays());
        read.promises().forEach(p -> out.println("promise   " + p));
        read.circles().forEach(c -> out.println("circle    " + c));
        for (Source.Row r : read.rows()) {
            out.printf(
                    Locale.ROOT,
                    "%3s  %-10s %-11s %-10s %8.0f GPU-h %6.1f d  %s%s%s%n",
                    r.rank() == 0 ? "-" : String.valueOf(r.rank()),
                    r.id(),
                    r.kind().toLowerCase(Locale.ROOT),
                    r.owner().isEmpty() ? "nobody" : r.owner(),
                    r.price().blockedGpuHours(),
                    r.price().contractDays(),
                    r.title(),
                    r.moves().isEmpty() ? "" : "  moves " + String.join(", ", r.moves()),
                    r.with().isEmpty() ? "" : "  (with " + String.join(", ", r.with()) + ")");
        }
        read.notes().forEach(n -> out.println("note      " + n));
    }
}
