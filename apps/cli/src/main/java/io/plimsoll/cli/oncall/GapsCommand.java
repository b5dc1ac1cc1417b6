/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Roster;
import io.plimsoll.oncall.schedule.Span;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll oncall gaps}: when nobody would answer. */
@Command(
        name = "gaps",
        description = "Say when nobody would answer, before it happens.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: there is a gap.")
final class GapsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan: YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--from", paramLabel = "TIME", description = "Start, ISO 8601 with an offset. Default: now.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "End. Default: 90 days after the start.")
    private @Nullable String to;

    @Mixin
    private Output output = new Output();

    /** @param minutes of all gaps together */
    record Answer(Instant from, Instant to, long minutes, List<Hole> gaps) {}

    record Hole(String schedule, Instant start, Instant end, String startLocal, long minutes, String why) {}

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = PlanFile.read(file);
        Span window = PlanFile.window(from, to, 90);
        List<Roster.Gap> gaps = Roster.gaps(plan, window);
        List<Hole> holes = gaps.stream()
                .map(g -> new Hole(
                        g.schedule(),
                        g.start(),
                        g.end(),
                        ShowCommand.local(
                                g.start(),
                                plan.schedule(g.schedule()).orElseThrow().zone()),
                        new Span(g.start(), g.end()).length().toMinutes(),
                        g.why()))
                .toList();
        long minutes = holes.stream().mapToLong(Hole::minutes).sum();
        output.print(new Answer(window.start(), window.end(), minutes, holes), out -> {
            out.println(headline(gaps));
            holes.forEach(h ->
                    out.println("  " + h.schedule() + "  " + h.startLocal() + "  " + h.minutes() + " min  " + h.why()));
        });
        return gaps.isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    static String headline(List<Roster.Gap> gaps) {
        return gaps.isEmpty()
                ? "no gaps: somebody is on call all the time"
                : gaps.size() + (gaps.size() == 1 ? " gap" : " gaps") + ", the first from "
                        + gaps.getFirst().start();
    }
}
