/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.law.Law;
import io.plimsoll.crew.law.LawCheck;
import io.plimsoll.crew.law.ShiftReader;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll crew law check}: what is left of a technician's day by law. */
@Command(
        name = "check",
        description =
                "Say for each technician the hours that are left by law, the next legal start, and the rules that bind.",
        mixinStandardHelpOptions = true,
        footer = {
            "Shifts are CSV with technician,kind,start,end,zone or JSON with the same names; docs/reference/crew.md has examples.",
            "Exit code 1: a rule is broken."
        })
final class LawCheckCommand implements Callable<Integer> {

    @Option(names = "--shifts", required = true, paramLabel = "FILE", description = "What was worked: CSV or JSON.")
    private Path shifts = Path.of("");

    @Option(
            names = "--law",
            required = true,
            paramLabel = "L",
            description = "eu, de, us, us-ca, house, or a .json file; several with commas hold together.")
    private String law = "";

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "The moment asked about, ISO 8601 with an offset. Default: each technician's last end.")
    private @Nullable String at;

    @Mixin
    private Output output = new Output();

    /** What is printed. */
    record Shown(String law, String name, List<LawCheck.Technician> technicians, List<String> notChecked) {}

    @Override
    public Integer call() throws Exception {
        Law read = LawFiles.law(law);
        List<LawCheck.Technician> technicians = LawCheck.check(
                ShiftReader.read(Files.readString(shifts), shifts.toString()),
                read,
                Optional.ofNullable(at).map(LawCheckCommand::moment));
        Shown shown = new Shown(read.id(), read.name(), technicians, read.notChecked());
        output.print(shown, out -> text(shown, out));
        return technicians.stream().allMatch(t -> t.breaches().isEmpty()) ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadInputException(
                    new InputProblem("--at", 0, text, "a time with its offset, such as 2026-11-23T18:00+01:00"));
        }
    }

    private static void text(Shown shown, PrintWriter out) {
        out.println("law       " + shown.name());
        for (LawCheck.Technician t : shown.technicians()) {
            out.printf(
                    Locale.ROOT,
                    "%n%s at %s: %.2f h left now, %.2f h until a break; next shift from %s for %.2f h%n",
                    t.technician(),
                    t.at().atZone(t.zone()).toOffsetDateTime(),
                    t.remainingHours(),
                    t.untilBreakHours(),
                    t.nextLegalStartLocal().orElse("no time within 35 days"),
                    t.nextShiftHours());
            t.referenceHours().ifPresent(h -> out.printf(Locale.ROOT, "  %.2f h left in the reference period%n", h));
            t.binding()
                    .forEach(b -> out.printf("  binds %-12s %-16s %s (%s)%n", b.of(), b.rule(), b.says(), b.source()));
            t.breaches()
                    .forEach(b ->
                            out.printf("  BROKEN %-17s %s at %s (%s)%n", b.rule(), b.says(), b.local(), b.source()));
            t.pay()
                    .forEach(p -> out.printf(
                            Locale.ROOT,
                            "  pay %-12s %.2f h at %.1f times (%s)%n",
                            p.rule(),
                            p.hours(),
                            p.rate(),
                            p.source()));
        }
        out.println();
        shown.notChecked().forEach(n -> out.println("not checked: " + n));
    }
}
