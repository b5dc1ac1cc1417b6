/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept.criteria;

import io.plimsoll.acceptance.criteria.CriteriaJudge;
import io.plimsoll.acceptance.criteria.CriterionSets;
import io.plimsoll.acceptance.criteria.NodeJudgement;
import io.plimsoll.acceptance.criteria.Note;
import io.plimsoll.acceptance.criteria.Samples;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept criteria judge}. */
@Command(
        name = "judge",
        description = "Judge nodes by a set of learned criteria.",
        mixinStandardHelpOptions = true,
        footer = "Exit code 1: not every node is PASS.")
final class JudgeCommand implements Callable<Integer> {

    private static final int FINDINGS_SHOWN = 10;

    @Option(names = "--criteria", paramLabel = "SET", required = true, description = "The set.")
    private Path criteria = Path.of("");

    @Mixin
    private ResultsInput input = new ResultsInput();

    @Mixin
    private Output output = new Output();

    /** The JSON of the answer. */
    record Answer(
            String set,
            String sha256,
            String signedBy,
            Map<Verdict, Integer> verdicts,
            List<NodeJudgement> nodes,
            List<String> unknownMetrics,
            List<Note> notes) {}

    @Override
    public Integer call() throws Exception {
        CriterionSets.Document document = ResultsInput.document(criteria);
        Samples samples = input.samples();
        List<NodeJudgement> nodes = CriteriaJudge.judge(document.set(), samples, input.strata());
        Map<Verdict, Integer> verdicts = new TreeMap<>();
        nodes.forEach(n -> verdicts.merge(n.verdict(), 1, Integer::sum));
        Answer answer = new Answer(
                document.set().title(),
                document.sha256().hex(),
                document.signedBy(),
                verdicts,
                nodes,
                CriteriaJudge.unknown(document.set(), samples),
                samples.notes());
        output.print(answer, out -> text(answer, out));
        return nodes.stream().allMatch(n -> n.verdict() == Verdict.PASS) ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static void text(Answer answer, PrintWriter out) {
        out.println(answer.set() + (answer.signedBy().isEmpty() ? ", not signed" : ", signed by " + answer.signedBy()));
        for (NodeJudgement n : answer.nodes()) {
            if (n.verdict() == Verdict.PASS) {
                continue;
            }
            out.println(n.verdict() + " " + n.node() + " (" + n.stratum() + ", " + n.judged() + " metrics judged)");
            n.findings().stream()
                    .limit(FINDINGS_SHOWN)
                    .forEach(f -> out.println("  " + f.verdict() + " " + f.metric()
                            + (f.scope().isEmpty() ? "" : " on " + f.scope() + " is " + f.value() + " " + f.unit())
                            + ": " + f.reason()));
            if (n.findings().size() > FINDINGS_SHOWN) {
                out.println("  and " + (n.findings().size() - FINDINGS_SHOWN) + " more; --json has them all");
            }
        }
        answer.notes().forEach(n -> out.println("note: " + n.text()));
        if (!answer.unknownMetrics().isEmpty()) {
            out.println(
                    "not judged, unknown to the set: " + answer.unknownMetrics().size() + " metrics");
        }
        out.println(answer.verdicts());
    }
}
