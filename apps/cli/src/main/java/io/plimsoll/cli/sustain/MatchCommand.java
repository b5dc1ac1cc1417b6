/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.sustain.ledger.MatchReader;
import io.plimsoll.sustain.ledger.MatchReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sustain match}: load against energy certificates, hour by hour. */
@Command(
        name = "match",
        description =
                "Match load with energy certificates of the same hour and zone, and with storage; each watt-hour is"
                        + " claimed once.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 2: two certificates share a serial, or a line cannot be read.")
final class MatchCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "CSV kind,zone,time,mwh with kind load or certificate; or JSON with zones and certificates.")
    private Path input = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        MatchReport report =
                MatchReport.of(input.toString(), MatchReader.read(InputFiles.text(input), input.toString()));
        output.print(report, out -> text(report, out));
        return ExitCode.FINE;
    }

    private static void text(MatchReport r, PrintWriter out) {
        out.println(String.format(Locale.ROOT, "hourly   %7.2f %%", 100 * r.score()));
        out.println(String.format(Locale.ROOT, "annual   %7.2f %%  as today's rules have it", 100 * r.annualScore()));
        for (MatchReport.ZoneMatch z : r.zones()) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-8s %7.2f %%  %,.3f of %,.3f MWh, %d of %d hours in full",
                    z.zone(),
                    100 * z.score(),
                    z.matchedMWh(),
                    z.loadMWh(),
                    z.fullHours(),
                    r.hours()));
            z.scope2()
                    .ifPresent(s -> out.println(String.format(
                            Locale.ROOT,
                            "         Scope 2: location %,.1f t, market %,.1f t; hourly %,.1f t and %,.1f t",
                            s.locationAnnual(),
                            s.marketAnnual(),
                            s.locationHourly(),
                            s.marketHourly())));
        }
        out.println(String.format(
                Locale.ROOT,
                "%d claims; unused %,.3f MWh, lost in storage %,.3f MWh, expired %,.3f MWh, other zones %,.3f MWh",
                r.claimCount(),
                r.unusedMWh(),
                r.storageLossMWh(),
                r.expiredMWh(),
                r.otherZoneMWh()));
        r.notes().forEach(n -> out.println("note  " + n));
    }
}
