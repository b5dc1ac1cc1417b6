/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.oncall;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.oncall.burden.Burden;
import io.plimsoll.oncall.read.CallReader;
import io.plimsoll.oncall.schedule.OnCallPlan;
import io.plimsoll.oncall.schedule.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll oncall burden}: what on-call costs people. */
@Command(
        name = "burden",
        description = "Weigh on-call: one person with --person, else everybody together without names.",
        mixinStandardHelpOptions = true,
        footer = {
            "Pages are CSV with person,at,minutes. Groups under 5 people are not shown.",
            "Exit code 1: somebody is over a limit, or lost their rest."
        })
final class BurdenCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PLAN", description = "The plan: YAML or JSON.")
    private Path file = Path.of("");

    @Option(names = "--pages", paramLabel = "FILE", description = "Pages that were answered. Default: none.")
    private @Nullable Path pages;

    @Option(names = "--person", paramLabel = "ID", description = "One person's own ledger.")
    private @Nullable String person;

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "Start, ISO 8601 with an offset.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "End.")
    private String to = "";

    @Mixin
    private Output output = new Output();

    /** @param group null for one person, and for groups under 5 */
    record Answer(Instant from, Instant to, Burden.@Nullable Person person, Burden.@Nullable Group group) {}

    @Override
    public Integer call() throws Exception {
        OnCallPlan plan = PlanFile.read(file);
        Span window = PlanFile.window(from, to, 28);
        List<Burden.Call> calls =
                pages == null ? List.of() : CallReader.read(Files.readString(pages), pages.toString());
        List<Burden.Person> all = Burden.people(plan, calls, window);
        Optional<Burden.Person> one = Optional.empty();
        if (person != null) {
            one = all.stream().filter(p -> p.person().equals(person)).findFirst();
            if (one.isEmpty()) {
                throw new BadInputException(new InputProblem("--person", 0, person, "a person of the plan"));
            }
        }
        Optional<Burden.Group> group = person == null ? Burden.group(all) : Optional.empty();
        output.print(new Answer(window.start(), window.end(), one.orElse(null), group.orElse(null)), out -> {
            if (group.isEmpty() && person == null) {
                out.println(
                        "fewer than " + Burden.GROUP_MIN + " people: a group would tell on its members; give --person");
            }
            group.ifPresent(g -> out.printf(
                    Locale.ROOT,
                    "%d people, %.0f weighted minutes, %d pages of which %d at night%nfairness %.3f, balance %.3f, %d over a limit, %d rests lost%n",
                    g.people(),
                    g.burden(),
                    g.pages(),
                    g.nightPages(),
                    g.jain(),
                    g.balance(),
                    g.peopleOverLimit(),
                    g.restsLost()));
        });
        List<Burden.Person> asked = one.map(List::of).orElse(all);
        if (!output.json()) {
            one.ifPresent(BurdenCommand::text);
        }
        boolean fine = asked.stream()
                .allMatch(p -> p.overLimit().isEmpty() && p.restLost().isEmpty());
        return fine ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Burden.Person p) {
        System.out.printf(
                Locale.ROOT,
                "%s: on call %.1f %% of the time, %.0f weighted minutes, %d pages of which %d at night%n",
                p.person(),
                100 * p.share(),
                p.burden(),
                p.pages(),
                p.nightPages());
        p.minutes()
                .forEach((h, m) -> System.out.printf(
                        Locale.ROOT, "  %-9s %8.0f min x %.1f%n", h.name().toLowerCase(Locale.ROOT), m, h.weight()));
        p.overLimit().forEach(o -> System.out.println("  over the limit: " + o));
        p.restLost().forEach(r -> System.out.println("  paged at night: start not before " + r.local()));
        System.out.flush();
    }
}
