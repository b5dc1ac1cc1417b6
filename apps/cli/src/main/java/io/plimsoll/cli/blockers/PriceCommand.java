/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.blockers;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.blocker.Board;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll blockers price}. */
@Command(
        name = "price",
        description = "What each blocker costs: the plan with it less the plan without it; and which to clear next.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a blocker moves a contract date.")
final class PriceCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Only these. Default: all.")
    private List<String> ids = List.of();

    @Mixin
    private Source source = new Source();

    @Mixin
    private Output output = new Output();

    /** The answer for some, or for all. */
    record Prices(Board.Price total, List<Source.Row> blockers, List<Board.Step> next, List<String> notes) {}

    @Override
    public Integer call() throws Exception {
        Source.Read read = source.read();
        for (String id : ids) {
            if (read.rows().stream().noneMatch(r -> r.id().equals(id))) {
                throw new BadInputException(new InputProblem(
                        "ID",
                        0,
                        id,
                        "one of "
                                + read.rows().stream()
                                        .map(Source.Row::id)
                                        .limit(20)
                                        .toList()));
            }
        }
        Prices prices = new Prices(
                read.total(),
                read.rows().stream()
                        .filter(r -> ids.isEmpty() || ids.contains(r.id()))
                        .toList(),
                read.next(),
                read.notes());
        output.print(prices, out -> text(prices, out));
        return read.late() ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(Prices prices, PrintWriter out) {
        for (Source.Row r : prices.blockers()) {
            out.printf(
                    Locale.ROOT,
                    "%s: %s%n  gone %s (%s)%n  costs %s; by the P90s %s%n  share %.0f GPU-h of %d GPUs%n",
                    r.id(),
                    r.title(),
                    r.gone(),
                    r.basis().toLowerCase(Locale.ROOT),
                    price(r.price()),
                    price(r.priceLate()),
                    r.shareGpuHours(),
                    r.gpus());
            if (!r.with().isEmpty()) {
                out.println("  holds the same as " + String.join(", ", r.with()));
            }
        }
        int n = 0;
        for (Board.Step s : prices.next()) {
            out.printf(Locale.ROOT, "clear %d  %s (%s): brings %s%n", ++n, s.id(), s.title(), price(s.gain()));
        }
        out.println("all       " + price(prices.total()));
    }

    private static String price(Board.Price p) {
        return String.format(
                Locale.ROOT,
                "%.0f GPU-h, %.1f contract days, %.0f promised GPU-h",
                p.blockedGpuHours(),
                p.contractDays(),
                p.shortGpuHours());
    }
}
