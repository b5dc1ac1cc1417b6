/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.oncall.schedule.Duty;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Schedule;
import io.plimsoll.oncall.schedule.Span;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll oncall show}: who is on call when. */
@Command(
        name = "show",
        description = "Say who is on call when, in each schedule's own wall time.",
        mixinStandardHelpOptions = true,
        footer = {"docs/reference/oncall.md describes the plan.", "Exit code 1: there is a gap."})
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan: YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "TIME", description = "Start, ISO 8601 with an offset. Default: now.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "End. Default: 14 days after the start.")
    private @Nullable String to;

    @Option(names = "--schedule", paramLabel = "ID", description = "Only this schedule.")
    private @Nullable String only;

    @Mixin
    private Output output = new Output();

    record Turn(Instant start, Instant end, String startLocal, String endLocal, List<String> people, String source) {}

    record Shown(String schedule, String name, String zone, List<Turn> duties) {}

    record Answer(Instant from, Instant to, List<Shown> schedules, List<Roster.Gap> gaps) {}

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = PlanFile.read(file);
        Span window = PlanFile.window(from, to, 14);
        List<Shown> schedules = new ArrayList<>();
        for (Schedule s : plan.schedules()) {
            if (only == null || only.equals(s.id())) {
                schedules.add(new Shown(
                        s.id(),
                        s.name(),
                        s.zone().getId(),
                        Roster.duties(plan, s, window).stream()
                                .map(d -> turn(d, s.zone()))
                                .toList()));
            }
        }
        List<Roster.Gap> gaps = Roster.gaps(plan, window).stream()
                .filter(g -> only == null || only.equals(g.schedule()))
                .toList();
        output.print(new Answer(window.start(), window.end(), schedules, gaps), out -> {
            for (Shown s : schedules) {
                out.println(s.name() + " (" + s.zone() + ")");
                s.duties()
                        .forEach(t -> out.println("  " + t.startLocal() + "  to  " + t.endLocal() + "  "
                                + (t.people().isEmpty() ? "NOBODY" : String.join(", ", t.people()))
                                + (t.source().isEmpty() ? "" : "  (" + t.source() + ")")));
            }
            out.println(GapsCommand.headline(gaps));
        });
        return gaps.isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static Turn turn(Duty d, ZoneId zone) {
        return new Turn(d.start(), d.end(), local(d.start(), zone), local(d.end(), zone), d.people(), d.source());
    }

    static String local(Instant at, ZoneId zone) {
        return at.atZone(zone).toOffsetDateTime().toString();
    }
}
