/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.imports.ReportImport;
import io.plimsoll.acceptance.imports.ReportImports;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.Verdict;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept import-report}: what another system's report says, as evidence of lower assurance. */
@Command(
        name = "import-report",
        description =
                "Read another system's readiness report (NVIDIA CRE, glimmer burn-in, JUnit XML) as evidence of lower"
                        + " assurance.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the report says that something did not pass. It never certifies a node.")
final class ImportReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The report; may be gzipped.")
    private Path file = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        ReportImport report;
        try (InputStream in = Files.newInputStream(file)) {
            report = ReportImports.read(in, file.toString());
        }
        output.print(report, out -> text(report, out));
        boolean all = report.statements().stream().allMatch(s -> s.verdict() == Verdict.PASS);
        return all ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(ReportImport report, PrintWriter out) {
        out.println(report.system() + " report " + report.name() + ", sha256 " + report.sha256() + ", assurance "
                + report.assurance());
        for (ReportImport.Statement s : report.statements()) {
            String node = s.node().isEmpty() ? "(no node named)" : s.node();
            out.println(node + "  " + s.test() + "  says '" + s.said() + "' -> " + s.verdict() + "  " + s.reason());
        }
        report.warnings().forEach(w -> out.println("warning: " + w));
    }
}
