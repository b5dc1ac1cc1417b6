/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.infer.Inference;
import io.plimsoll.fabric.infer.Proposal;
import io.plimsoll.fabric.plan.PlanFormat;
import io.plimsoll.fabric.plan.PlanWriter;
import io.plimsoll.fabric.read.ObservedFormat;
import io.plimsoll.fabric.verify.Verifier;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll fabric infer}: which wiring law explains a dump best, and what then differs. */
@Command(
        name = "infer",
        description = "Find the wiring law that explains a dump best, and verify the dump against it.",
        mixinStandardHelpOptions = true)
public final class InferCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Option(names = "--observed", required = true, paramLabel = "FILE", description = "The dump.")
    private Path observed = Path.of("");

    @Option(names = "--format", description = "The dump's format: ${COMPLETION-CANDIDATES}; else it is recognised.")
    private @Nullable ObservedFormat format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the best proposal as a plan (JSON).")
    private @Nullable Path out;

    /** One law and how well it fits; {@code explained} is links that fit, of all seen or planned. */
    record Candidate(
            String template,
            long gpus,
            Map<String, Long> parameters,
            int linksSeen,
            int linksFit,
            int linksPlanned,
            double explained,
            List<String> notes) {}

    /** What {@code --json} prints; best first. */
    record Result(List<Candidate> proposals, Verification.Summary summary) {}

    @Override
    public Integer call() throws IOException {
        ObservedFabric seen = ObservedFiles.read(observed, Optional.ofNullable(format));
        List<Proposal> proposals = Inference.infer(seen, Templates.shipped());
        Proposal best = best(proposals, observed);
        Verification verification = Verifier.verify(best.plan(), seen);
        if (out != null) {
            PlanFiles.write(out, stream -> PlanWriter.write(best.plan(), PlanFormat.JSON, stream));
        }
        List<Candidate> candidates =
                proposals.stream().map(InferCommand::candidate).toList();
        output.print(new Result(candidates, verification.summary()), text -> {
            text.println("Best: " + words(best));
            best.notes().forEach(note -> text.println("  " + note));
            proposals.stream().skip(1).limit(3).forEach(p -> text.println("Next: " + words(p)));
            text.printf(
                    "%,d of %,d planned cables verified, %,d repair orders; list them with: plimsoll fabric verify --infer --observed %s%n",
                    verification.summary().cablesVerified(),
                    verification.summary().cablesPlanned(),
                    verification.summary().repairOrders(),
                    observed);
        });
        return verification.repairOrders().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
    }

    private static Candidate candidate(Proposal p) {
        return new Candidate(
                p.template(),
                p.gpus(),
                p.parameters(),
                p.linksSeen(),
                p.linksFit(),
                p.linksPlanned(),
                p.explained(),
                p.notes());
    }

    /** The best proposal, if it explains at least half of the links. */
    static Proposal best(List<Proposal> proposals, Path observed) {
        if (proposals.isEmpty()
                || proposals.getFirst().linksFit() * 2 < proposals.getFirst().linksSeen()) {
            throw new BadInputException(new InputProblem(
                    observed.toString(),
                    0,
                    "wiring that no known law explains"
                            + (proposals.isEmpty() ? "" : "; the nearest is " + words(proposals.getFirst())),
                    "one of the laws of 'plimsoll fabric templates', fitting at least half of the links",
                    "give the plan with --plan, or your own law with --template FILE and --gpus"));
        }
        return proposals.getFirst();
    }

    static String words(Proposal p) {
        return String.format(
                Locale.ROOT,
                "%s for %,d GPUs (inferred: %,d of %,d links fit, %,d planned)",
                p.template(),
                p.gpus(),
                p.linksFit(),
                p.linksSeen(),
                p.linksPlanned());
    }
}
