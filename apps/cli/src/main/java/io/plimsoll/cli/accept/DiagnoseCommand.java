/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.limits.SuperBenchBaseline;
import io.plimsoll.acceptance.limits.SuperBenchDiagnosis;
import io.plimsoll.acceptance.limits.SuperBenchResults;
import io.plimsoll.acceptance.limits.SuperBenchRules;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept diagnose}: SuperBench's diagnosis, and ours beside it. */
@Command(
        name = "diagnose",
        description =
                "Judge SuperBench results by SuperBench rules and baseline, as SuperBench does, and tell our verdict beside.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: a node is defective, or misses results.")
final class DiagnoseCommand implements Callable<Integer> {

    @Option(
            names = "--results",
            required = true,
            paramLabel = "JSONL",
            description = "results-summary.jsonl: one node a line.")
    private Path results = Path.of("");

    @Option(names = "--rules", required = true, paramLabel = "YAML", description = "The diagnosis rules.")
    private Path rules = Path.of("");

    @Option(names = "--baseline", required = true, paramLabel = "JSON", description = "The baseline.")
    private Path baseline = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        SuperBenchRules read = SuperBenchRules.read(Files.readString(rules), rules.toString());
        SuperBenchBaseline base = SuperBenchBaseline.read(Files.readString(baseline), baseline.toString());
        SuperBenchDiagnosis.Diagnosis diagnosis;
        try (InputStream in = Files.newInputStream(results)) {
            diagnosis = SuperBenchDiagnosis.diagnose(SuperBenchResults.read(in, results.toString()), read, base);
        }
        output.print(diagnosis, out -> text(diagnosis, out));
        return diagnosis.notPassedByUs().isEmpty() && diagnosis.defective().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(SuperBenchDiagnosis.Diagnosis diagnosis, PrintWriter out) {
        for (SuperBenchDiagnosis.NodeDiagnosis node : diagnosis.nodes()) {
            out.println(node.node() + ": SuperBench says " + (node.defective() ? "defective" : "accepted") + ", we say "
                    + node.verdict() + " " + node.categories());
            node.details().stream().limit(20).forEach(d -> out.println("    " + d));
            if (node.details().size() > 20) {
                out.println("    and " + (node.details().size() - 20) + " more");
            }
        }
        out.println(diagnosis.defective().size() + " of " + diagnosis.nodes().size()
                + " nodes are defective by SuperBench's" + " rules; "
                + diagnosis.notPassedByUs().size() + " do not pass here");
    }
}
