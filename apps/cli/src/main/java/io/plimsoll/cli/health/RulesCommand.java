/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.health.catalog.Catalog;
import io.plimsoll.health.catalog.Conformance;
import io.plimsoll.health.rules.RuleSet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll health rules}: the rules, the catalogues, and where the peers disagree. */
@Command(
        name = "rules",
        description = "Show or check the rules, the catalogues of XIDs and SXids, and where the peers disagree.",
        mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules of your own, to check and show. Default: the shipped ones.")
    private @Nullable Path rules;

    @Option(
            names = "--catalog",
            paramLabel = "FILE",
            description = "Lines to lay over the catalogue of XIDs, in its form.")
    private @Nullable Path catalog;

    @Option(names = "--conformance", description = "NVIDIA says, gpud says, Azure says, we do, because.")
    private boolean conformance;

    @Option(names = "--catalogs", description = "All XIDs and SXids with their actions.")
    private boolean catalogs;

    @Mixin
    private Output output = new Output();

    /** What {@code --conformance --json} prints. */
    record Disagreement(Map<String, String> sources, List<Conformance.Row> rows) {}

    /** What {@code --catalogs --json} prints. */
    record Catalogs(
            String xidVersion,
            String xidSource,
            List<Catalog.Entry> xids,
            String sxidVersion,
            String sxidSource,
            List<Catalog.Entry> sxids) {}

    @Override
    public Integer call() throws Exception {
        Catalog xids = catalog == null
                ? Catalog.XID
                : Catalog.XID.with(Catalog.read(RuleFiles.text(catalog), catalog.toString()));
        if (conformance) {
            output.print(
                    new Disagreement(Conformance.sources(), Conformance.rows()), out -> out.print(Conformance.page()));
        } else if (catalogs || catalog != null) {
            Catalog s = Catalog.SXID;
            output.print(
                    new Catalogs(xids.version(), xids.source(), xids.sorted(), s.version(), s.source(), s.sorted()),
                    out -> List.of(xids, s).forEach(c -> text(c, out)));
        } else {
            RuleSet set = RuleFiles.of(rules);
            output.print(set, out -> text(set, out));
        }
        return ExitCode.FINE;
    }

    private static void text(Catalog c, PrintWriter out) {
        out.println(c.name() + " " + c.version() + ", " + c.source());
        c.sorted()
                .forEach(e -> out.printf(
                        "%6d %-44s %-22s %-24s %s%n",
                        e.code(),
                        e.mnemonic(),
                        e.immediate(),
                        e.ours().isEmpty() ? "" : "ours: " + e.ours(),
                        e.meaning()));
    }

    private static void text(RuleSet set, PrintWriter out) {
        out.println(set.name() + " " + set.version() + ", " + set.source());
        set.detectors()
                .forEach(d ->
                        out.printf("%-18s %-9s %-14s %-14s %s%n", d.id(), d.type(), d.kind(), d.action(), d.because()));
        set.correlations().forEach(c -> out.printf("%-18s %s%n", "of a " + c.domain(), c.because()));
        set.budgets()
                .forEach(b -> out.printf(
                        "budget %-11s per %-8s %s%s%s%n",
                        b.id(),
                        b.scope(),
                        b.concurrent() > 0 ? b.concurrent() + " at a time " : "",
                        b.percent() > 0 ? b.percent() + " % at a time " : "",
                        b.stopCount() > 0 ? "stops after " + b.stopCount() : ""));
    }
}
