/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.sustain.Value;
import io.plimsoll.sustain.kpi.Impossible;
import io.plimsoll.sustain.kpi.KpiInput;
import io.plimsoll.sustain.kpi.KpiReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sustain kpi}: from meters or yearly sums to KPIs. */
@Command(
        name = "kpi",
        description =
                "PUE 1 to 3, the PUE of the EnEfG, WUE, ERF, REF, CUE, CER and the hourly carbon-free score of a site,"
                        + " from its meters or its yearly sums; several sites averaged both ways.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: more came out of a meter than went in, or a loss is over its limit.")
final class KpiCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description =
                    "JSON of a site with its meters, CSV of readings (meter,point,parent,time,value,unit), or CSV of"
                            + " sums (site,year,EDC,EIT,WIN,...).")
    private Path input = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        KpiReport report = KpiReport.of(
                input.toString(), KpiInput.read(InputFiles.text(input), input.toString(), InputFiles.beside(input)));
        output.print(report, out -> text(report, out));
        boolean wrong = report.sites().stream()
                .flatMap(s -> s.tree().stream())
                .flatMap(t -> t.losses().stream())
                .anyMatch(l -> l.verdict().equals("OVER_LIMIT") || l.verdict().equals("MORE_OUT_THAN_IN"));
        boolean impossible =
                report.sites().stream().flatMap(s -> s.notes().stream()).anyMatch(Impossible::is);
        return wrong || impossible ? ExitCode.FOUND : ExitCode.FINE;
    }

    private static void text(KpiReport report, PrintWriter out) {
        for (KpiReport.Site s : report.sites()) {
            out.println(s.site() + "  " + s.period());
            values(s.values(), out);
            values(s.kpis(), out);
            s.carbonFree().ifPresent(c -> line(out, "CFE hourly", c.contracted(), "contracted only"));
            s.tree().ifPresent(t -> t.stages().forEach(l -> line(out, "loss " + l.point(), l.share(), l.verdict())));
            s.events()
                    .forEach(e ->
                            out.println("  event  " + e.meter() + " " + e.kind() + " " + e.from() + ": " + e.says()));
            s.notes().forEach(n -> out.println("  note   " + n));
        }
        if (report.sites().size() > 1) {
            report.averages().forEach(a -> {
                line(out, a.quantity() + " mean", a.edcWeighted(), "weighted by EDC, as Annex IV publishes");
                line(out, a.quantity() + " fleet", a.ratioOfSums(), "ratio of the sums");
            });
        }
    }

    private static void values(List<Value> values, PrintWriter out) {
        values.forEach(v -> line(
                out,
                v.quantity() + (v.category().isEmpty() ? "" : " " + v.category()),
                v.value(),
                v.unit() + (v.unit().isEmpty() ? "" : ", ") + v.method()));
    }

    private static void line(PrintWriter out, String name, OptionalDouble value, String says) {
        if (value.isPresent()) {
            line(out, name, value.getAsDouble(), says);
        }
    }

    private static void line(PrintWriter out, String name, double value, String says) {
        out.println(String.format(Locale.ROOT, "  %-14s %16.4f  %s", name, value, says));
    }
}
