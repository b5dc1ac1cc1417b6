/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.oncall.feed.CalendarFeed;
import io.plimsoll.oncall.schedule.Duty;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Span;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll oncall feed}: duties as a calendar. */
@Command(
        name = "feed",
        description = "Print duties as iCalendar: one person's own, or everybody's by role without names.",
        mixinStandardHelpOptions = true)
final class FeedCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan: YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--person", paramLabel = "ID", description = "Only this person's duties, with alarms.")
    private @Nullable String person;

    @Option(names = "--from", paramLabel = "TIME", description = "Start, ISO 8601 with an offset. Default: now.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "End. Default: 60 days after the start.")
    private @Nullable String to;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = PlanFile.read(file);
        Span window = PlanFile.window(from, to, 60);
        List<Duty> duties = plan.schedules().stream()
                .flatMap(s -> Roster.duties(plan, s, window).stream())
                .filter(d -> person == null || d.people().contains(person))
                .toList();
        String text = CalendarFeed.text(plan.name(), duties, person != null, window.start(), 0);
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        out.print(text);
        out.flush();
        return ExitCode.FINE;
    }
}
