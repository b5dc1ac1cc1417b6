/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.crew.law.Duty;
import io.plimsoll.crew.law.DutyKind;
import io.plimsoll.crew.law.Law;
import io.plimsoll.crew.law.LawCheck;
import io.plimsoll.crew.law.Laws;
import io.plimsoll.crew.law.ShiftReader;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.OnCallPlan.Person;
import io.plimsoll.oncall.schedule.Span;
import io.plimsoll.oncall.schedule.Swap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll oncall swap}: whether somebody may take over. */
@Command(
        name = "swap",
        description =
                "Say whether one person may take over from another: presence, double duty, absence, and the law of rest.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: it may not.")
final class SwapCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan: YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--schedule", required = true, paramLabel = "ID", description = "The schedule.")
    private String schedule = "";

    @Option(names = "--gives", required = true, paramLabel = "PERSON", description = "Who is on call now.")
    private String gives = "";

    @Option(names = "--takes", required = true, paramLabel = "PERSON", description = "Who would take over.")
    private String takes = "";

    @Option(names = "--start", required = true, paramLabel = "TIME", description = "Start, ISO 8601 with an offset.")
    private String start = "";

    @Option(names = "--end", required = true, paramLabel = "TIME", description = "End.")
    private String end = "";

    @Option(names = "--shifts", paramLabel = "FILE", description = "Other work, as for 'plimsoll crew law check'.")
    private @Nullable Path shifts;

    @Option(
            names = "--law",
            paramLabel = "L",
            description =
                    "Law of those who have none in the plan: eu, de, us, us-ca or house. Default: ${DEFAULT-VALUE}.")
    private String law = "eu";

    @Option(
            names = "--on-call-is",
            paramLabel = "KIND",
            description =
                    "What on-call time is by law: ON_CALL (free time) or STANDBY (working time). Default: ${DEFAULT-VALUE}.")
    private DutyKind kind = DutyKind.ON_CALL;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = PlanFile.read(file);
        List<Duty> work = shifts == null ? List.of() : ShiftReader.read(Files.readString(shifts), shifts.toString());
        Swap.Answer answer = Swap.check(
                plan,
                new Swap.Request(
                        schedule,
                        new Span(PlanFile.moment("--start", start), PlanFile.moment("--end", end)),
                        gives,
                        takes),
                (person, spans) -> broken(person, spans, work));
        output.print(answer, out -> {
            out.println(answer.allowed() ? "allowed" : "refused");
            answer.refusedBecause().forEach(r -> out.println("  " + r));
            answer.warnings().forEach(w -> out.println("  note: " + w));
        });
        return answer.allowed() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private List<String> broken(Person person, List<Span> spans, List<Duty> work) {
        List<Duty> duties = new ArrayList<>();
        work.stream().filter(d -> d.technician().equals(person.id())).forEach(duties::add);
        spans.forEach(s -> duties.add(new Duty(person.id(), kind, s.start(), s.end(), person.zone())));
        if (duties.isEmpty()) {
            return List.of();
        }
        Law of = Laws.named(person.law().isEmpty() ? law : person.law());
        return LawCheck.check(duties, of, Optional.empty()).stream()
                .flatMap(t -> t.breaches().stream())
                .map(b -> b.rule() + ": " + b.says() + ", at " + b.local() + " (" + b.source() + ")")
                .toList();
    }
}
