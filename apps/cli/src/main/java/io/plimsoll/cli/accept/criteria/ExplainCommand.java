/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.criteria.CriterionSet;
import io.plimsoll.acceptance.criteria.Explanation;
import io.plimsoll.acceptance.criteria.LearnedCriterion;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.acceptance.criteria.SamplesBuilder;
import io.plimsoll.acceptance.criteria.Stratum;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll accept criteria explain}. */
@Command(
        name = "explain",
        description = "Show what was learned of one metric, how it was spread, and who fails by how much.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Parameters(paramLabel = "METRIC", description = "The metric, as the set names it.")
    private String metric = "";

    @Option(names = "--criteria", paramLabel = "SET", required = true, description = "The set.")
    private Path criteria = Path.of("");

    @Option(
            names = "--stratum",
            paramLabel = "SKU,FIRMWARE,INLET",
            description = "The class of nodes; the whole fleet by default.")
    private String stratum = "";

    @ArgGroup(exclusive = false, multiplicity = "0..1")
    private @Nullable ResultsInput input;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        CriterionSet set = ResultsInput.document(criteria).set();
        List<String> level = List.of((stratum + ",,,").split(",", -1));
        Stratum asked = new Stratum(level.getFirst(), level.get(1), level.get(2));
        Samples samples = input == null ? new SamplesBuilder().build() : input.samples();
        Explanation explanation = Explanation.of(
                        set, asked, metric, samples, input == null ? java.util.Map.of() : input.strata())
                .orElseThrow(() -> new BadInputException(new InputProblem(
                        criteria.toString(),
                        0,
                        metric + " of " + asked.key(),
                        "a metric of " + set.strata().keySet())));
        output.print(explanation, out -> text(explanation, out));
        return ExitCode.FINE;
    }

    private static void text(Explanation e, PrintWriter out) {
        LearnedCriterion c = e.criterion();
        LearnedCriterion.Population p = c.population();
        out.println(c.metric() + " in " + e.set() + ", " + e.stratum() + ": " + c.text());
        out.printf(
                Locale.ROOT,
                "  centre %s %s, a node fails %.3f %% beyond it; a healthy one does with chance %.2e%n",
                CanonicalJson.rounded(c.centre()),
                c.unit(),
                100 * c.distanceMax(),
                c.falseFail());
        out.printf(
                Locale.ROOT,
                "  %d nodes, %d set aside; repeatability %.4f (%s); law of noise from %d independent values, skew %.2f, weight of tail %.2f%n",
                p.nodes(),
                p.setAside(),
                p.repeatability(),
                p.repeats() > 0 ? p.repeats() + " repeats" : "nodes stand in for repeats",
                p.independent(),
                p.skew(),
                p.weight());
        for (int i = 0; i < p.quantiles().size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "  %5.1f %%  %s%n",
                    100 * LearnedCriterion.Population.LEVELS.get(i),
                    CanonicalJson.rounded(p.quantiles().get(i)));
        }
        c.notes().forEach(n -> out.println("  " + n.code() + ": " + n.text()));
        e.values().stream()
                .filter(v -> v.verdict() == Verdict.FAIL)
                .forEach(v ->
                        out.println("  FAIL " + v.node() + " " + v.scope() + ": " + CanonicalJson.rounded(v.value())
                                + " " + c.unit() + ", " + CanonicalJson.rounded(100 * v.distance()) + " % worse"));
    }
}
