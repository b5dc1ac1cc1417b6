/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.Directions;
import io.plimsoll.acceptance.criteria.LearnOptions;
import io.plimsoll.acceptance.criteria.LearnedCriterion;
import io.plimsoll.acceptance.criteria.Learner;
import io.plimsoll.acceptance.criteria.Note;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept criteria learn}. */
@Command(
        name = "learn",
        description = "Learn a limit for each metric from the results of many nodes.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: the set was written, and it has alarms that a person must look at before signing.")
final class LearnCommand implements Callable<Integer> {

    @Mixin
    private ResultsInput input = new ResultsInput();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where the set is written.")
    private Path out = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "The set's name; the anchor's, else ${DEFAULT-VALUE}.")
    private String name = "fleet";

    @Option(
            names = "--budget",
            paramLabel = "P",
            description = "The chance that a healthy node fails any metric of the whole suite (${DEFAULT-VALUE}).")
    private double budget = LearnOptions.BUDGET;

    @Option(
            names = "--repeatability",
            paramLabel = "S",
            description = "Metrics less repeatable than this are told and not used (${DEFAULT-VALUE}).")
    private double repeatability = LearnOptions.REPEATABILITY_MIN;

    @Option(names = "--anchor", paramLabel = "SET", description = "The last signed set.")
    private @Nullable Path anchor;

    @Option(
            names = "--accept-shift",
            paramLabel = "METRIC",
            split = ",",
            description = "A metric whose shift you have looked at and take; * for all.")
    private Set<String> acceptShift = new TreeSet<>();

    @Option(
            names = "--directions",
            paramLabel = "FILE",
            description = "Lines WORDS TAB DIRECTION that say which side of a metric is bad, before the shipped ones.")
    private @Nullable Path directions;

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(
            String file,
            String sha256,
            String name,
            int version,
            int nodes,
            double budget,
            int used,
            int notUsed,
            List<Note> alarms,
            List<Note> notes) {}

    @Override
    public Integer call() throws Exception {
        Samples samples = input.samples();
        CriterionSet set = Learner.learn(samples, options());
        byte[] document = CriterionSets.write(set);
        Files.write(out, document);
        List<LearnedCriterion> all =
                set.strata().values().stream().flatMap(List::stream).toList();
        int used = (int) all.stream().filter(LearnedCriterion::used).count();
        Answer answer = new Answer(
                out.toString(),
                CriterionSets.read(document, out.toString()).sha256().hex(),
                set.name(),
                set.version(),
                set.nodes(),
                set.budget(),
                used,
                all.size() - used,
                set.alarms(),
                set.notes());
        output.print(answer, o -> text(set, answer, o));
        return set.alarms().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private LearnOptions options() throws IOException {
        LearnOptions plain = LearnOptions.of(name, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        LearnOptions told = new LearnOptions(
                plain.name(),
                plain.learnedAt(),
                budget,
                repeatability,
                plain.materialMin(),
                directions == null
                        ? plain.directions()
                        : Directions.read(Files.readString(directions), directions.toString())
                                .before(plain.directions()),
                input.strata(),
                plain.anchor(),
                acceptShift);
        return anchor == null
                ? told
                : told.withAnchor(ResultsInput.document(anchor).anchor());
    }

    private static void text(CriterionSet set, Answer answer, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %s from %d nodes, %d limits, %d metrics not used; at most %s of healthy nodes fail any%n",
                answer.file(),
                set.title(),
                set.nodes(),
                answer.used(),
                answer.notUsed(),
                set.budget());
        set.strata().forEach((key, list) -> {
            out.println();
            out.println(key);
            for (LearnedCriterion c : list) {
                String why = c.notes().stream()
                        .map(n -> n.code().name())
                        .reduce((a, b) -> a + " " + b)
                        .orElse("");
                out.printf(
                        Locale.ROOT,
                        "  %-64s %-28s %7.3f %%  aside %d  %s%n",
                        c.metric(),
                        c.text(),
                        100 * c.distanceMax(),
                        c.population().setAside(),
                        why);
            }
        });
        answer.notes().forEach(n -> out.println("note: " + n.text()));
        answer.alarms().forEach(n -> out.println("ALARM " + n.code() + ": " + n.text()));
    }
}
