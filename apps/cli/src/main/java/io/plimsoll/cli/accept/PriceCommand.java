/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.Leak;
import io.plimsoll.acceptance.price.LeakEstimate;
import io.plimsoll.acceptance.price.Terms;
import io.plimsoll.acceptance.price.TestLeak;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept price}: what a skip lets through, and what that costs. */
@Command(
        name = "price",
        description = "Say how many bad nodes a set of skipped tests lets through, and what that costs.",
        mixinStandardHelpOptions = true,
        footer = {
            "Hours and credits have no default: give --contract, and docs/concepts/price-of-a-skip.md shows its keys.",
            "Shares are Microsoft's of an A100 build-out unless --rates gives your own."
        })
final class PriceCommand implements Callable<Integer> {

    @Option(names = "--plan", required = true, paramLabel = "NAME|FILE", description = "The test plan.")
    private String plan = "";

    @Option(names = "--nodes", required = true, paramLabel = "N", description = "How many nodes ship.")
    private long nodes;

    @Option(
            names = "--skip",
            required = true,
            split = ",",
            paramLabel = "TEST",
            description = "Tests that are skipped, with commas or repeated.")
    private List<String> skip = new ArrayList<>();

    @Option(names = "--rates", paramLabel = "FILE", description = "Your own shares or your fleet's counts, in JSON.")
    private @Nullable Path rates;

    @Option(names = "--contract", paramLabel = "FILE", description = "What a bad node costs, in JSON.")
    private @Nullable Path contract;

    @Mixin
    private Output output = new Output();

    /** What a waiver of one test on one node should cost. */
    record WaiverPrice(
            String test,
            OptionalDouble badIfNotRun,
            OptionalLong centsIfNotRun,
            OptionalDouble badIfFailed,
            OptionalLong centsIfFailed) {}

    record Priced(LeakEstimate leak, List<WaiverPrice> waivers) {}

    @Override
    public Integer call() throws Exception {
        TestPlan read = PlanArgument.plan("--plan", plan);
        DefectModel model = PlanArgument.rates(rates);
        Terms terms = PlanArgument.terms(contract);
        LeakEstimate leak = Leak.of(read, skip, nodes, model, terms);
        List<WaiverPrice> waivers = leak.skipped().stream()
                .map(t -> new WaiverPrice(
                        t,
                        Leak.badAfter(read, t, false, model),
                        Leak.waiverCents(read, t, false, model, terms),
                        Leak.badAfter(read, t, true, model),
                        Leak.waiverCents(read, t, true, model, terms)))
                .toList();
        Priced priced = new Priced(leak, waivers);
        output.print(priced, out -> text(priced, out));
        return ExitCode.FINE;
    }

    private static void text(Priced priced, PrintWriter out) {
        LeakEstimate leak = priced.leak();
        out.printf(
                Locale.ROOT,
                "Skipping %s on %d nodes lets %.1f bad nodes through (%.1f to %.1f).%n",
                String.join(", ", leak.skipped()),
                leak.nodes(),
                leak.expectedBadNodes(),
                leak.low(),
                leak.high());
        if (!leak.unpriced().isEmpty()) {
            out.println(
                    "Not counted, because no source says what it finds: " + String.join(", ", leak.unpriced()) + ".");
        }
        out.printf(
                Locale.ROOT, "The whole plan would let %.1f through that it does not find.%n", leak.residualBadNodes());
        for (TestLeak test : leak.perTest()) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %s%s  [%s]%n",
                    test.test(),
                    test.badNodesAlone().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f alone",
                                    test.badNodesAlone().getAsDouble())
                            : "no price",
                    test.required() ? ", required" : "",
                    test.source());
        }
        leak.interruptedGpuHours().ifPresent(h -> out.printf(Locale.ROOT, "Customers lose %.0f GPU hours.%n", h));
        leak.creditsCents()
                .ifPresent(
                        c -> out.printf(Locale.ROOT, "Credits: %d.%02d in the contract's money.%n", c / 100, c % 100));
        for (WaiverPrice w : priced.waivers()) {
            w.centsIfFailed()
                    .ifPresent(c -> out.println("A waiver of " + w.test() + " on one node: " + c
                            + " cents if it failed, " + w.centsIfNotRun().orElse(0) + " cents if it was not run."));
        }
        if (!leak.asked().isEmpty()) {
            out.println("For hours and credits give:");
            leak.asked().forEach(a -> out.println("  " + a));
        }
        out.println("Sources:");
        leak.sources().forEach(s -> out.println("  " + s));
    }
}
