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

/** {@code plimsoll bench certificates}: energy certificates against the hours of a year. */
@Command(
        name = "certificates",
        description = "Match energy certificates of 1 MWh with 8,760 hours of load, with and without storage.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the matched sum is not that of the smaller of both, hour by hour.")
public final class CertificatesBenchCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--certificates", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int certificates = 220_000;

    @Override
    public Integer call() {
        CertificatesBench.Result r = CertificatesBench.run(Math.max(1, certificates));
        output.print(r, out -> print(r, out));
        return r.equal() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void print(CertificatesBench.Result r, PrintWriter out) {
        Machine m = r.machine();
        out.printf(
                "machine   %s, %d cores, load %s, %,d MiB, %s, Java %s%n",
                m.cpu(), m.cores(), m.load(), m.memoryMebibytes(), m.system(), m.java());
        out.printf(
                Locale.ROOT,
                "match     %,d certificates, %,d hours: %.1f ms, with storage %.1f ms (medians of 9)%n",
                r.certificates(),
                r.hours(),
                r.matchMillis(),
                r.storageMillis());
        out.printf(
                Locale.ROOT,
                "whole     issue, match, retire %,d claims in the ledger, report: %,.0f ms%n",
                r.claims(),
                r.wholeMillis());
        out.printf(
                Locale.ROOT,
                "score     hourly %.2f %%, with storage %.2f %%, by the year %.2f %%%n",
                100 * r.score(),
                100 * r.scoreWithStorage(),
                100 * r.annualScore());
        out.printf("equal     %s%n", r.equal() ? "the sum of the smaller, hour by hour" : "DIFFERS");
    }
}
