/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.fabric;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.Finding;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.design.DesignRequest;
import io.plimsoll.fabric.design.FabricDesigner;
import io.plimsoll.fabric.design.Template;
import io.plimsoll.fabric.design.Templates;
import io.plimsoll.fabric.infer.Inference;
import io.plimsoll.fabric.infer.Proposal;
import io.plimsoll.fabric.read.ObservedFormat;
import io.plimsoll.fabric.verify.Verifier;
import io.plimsoll.model.AssuranceLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll fabric verify}: what is wired against what should be, as repair orders with proof. */
@Command(
        name = "verify",
        description = "Compare what is wired with what should be; list the repairs with proof.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Mixin
    private PlanInput planInput = new PlanInput();

    @ArgGroup(multiplicity = "1")
    private Against against = new Against();

    /** Where the plan comes from. */
    static final class Against {
        @Option(names = "--plan", paramLabel = "FILE", description = "A plan in any format that is read.")
        private @Nullable Path plan;

        @Option(
                names = "--template",
                paramLabel = "NAME|FILE",
                description = "A wiring law; with --gpus its size, else the one that fits.")
        private @Nullable String template;

        @Option(names = "--infer", description = "No plan at hand: find the law that explains the dump best.")
        private boolean infer;
    }

    @Option(names = "--gpus", description = "With --template: for how many GPUs.")
    private @Nullable Long gpus;

    @Option(names = "--param", paramLabel = "NAME=N", description = "With --template: a parameter of the law.")
    private Map<String, Long> parameters = new LinkedHashMap<>();

    @Option(
            names = "--observed",
            required = true,
            paramLabel = "FILE",
            description =
                    "What is there: ibnetdiscover text, lldpctl JSON (or a folder with one file for each host), a NetQ graph.")
    private Path observed = Path.of("");

    @Option(names = "--format", description = "The dump's format: ${COMPLETION-CANDIDATES}; else it is recognised.")
    private @Nullable ObservedFormat format;

    @Option(
            names = "--require",
            description = "Fail if a cable that is to be there was checked less well: ${COMPLETION-CANDIDATES}.")
    private @Nullable Require require;

    /** How well every cable must be checked. */
    enum Require {
        identity(AssuranceLevel.IDENTITY_BOTH_ENDS),
        oneEnd(AssuranceLevel.IDENTITY_ONE_END),
        mac(AssuranceLevel.MAC),
        link(AssuranceLevel.LINK_ONLY);

        private final AssuranceLevel level;

        Require(AssuranceLevel level) {
            this.level = level;
        }
    }

    @Option(names = "--cables", description = "Add the assurance level of every cable to the JSON.")
    private boolean cables;

    /** What {@code --json} prints; the keys are stable. */
    record Result(
            String plan,
            Verification.Summary summary,
            List<RepairOrder> repairOrders,
            List<Finding> findings,
            List<Verification.IdentityGap> identityGaps,
            int belowRequired,
            Map<String, AssuranceLevel> assurance) {}

    @Override
    public Integer call() throws IOException {
        ObservedFabric seen = ObservedFiles.read(observed, Optional.ofNullable(format));
        List<String> found = new ArrayList<>();
        FabricPlan plan = plan(seen, found);
        Verification verification = Verifier.verify(plan, seen);
        int below = require == null ? 0 : below(plan, verification, require.level);
        String title = found.isEmpty() ? "the plan " + plan.name() : found.getFirst();
        Result result = new Result(
                title,
                verification.summary(),
                verification.repairOrders(),
                verification.findings(),
                verification.identityGaps(),
                below,
                cables ? verification.assurance() : Map.of());
        output.print(result, text -> {
            new VerificationText(text).print(observed.toString(), title, verification);
            if (require != null) {
                text.printf("%n%,d cables are below the required %s.%n", below, require.level.words());
            }
        });
        return verification.repairOrders().isEmpty() && below == 0 ? ExitCode.FINE : ExitCode.FOUND;
    }

    private FabricPlan plan(ObservedFabric seen, List<String> found) throws IOException {
        if (against.plan != null) {
            return PlanFiles.read(against.plan, planInput.options()).plan();
        }
        if (against.template != null && gpus != null) {
            Template template = PlanFiles.template(against.template);
            return FabricDesigner.design(template, new DesignRequest("compute", gpus, parameters, Optional.empty()));
        }
        List<Template> templates = against.infer || against.template == null
                ? Templates.shipped()
                : List.of(PlanFiles.template(against.template));
        Proposal best = InferCommand.best(Inference.infer(seen, templates), observed);
        found.add(InferCommand.words(best));
        return best.plan();
    }

    private static int below(FabricPlan plan, Verification verification, AssuranceLevel level) {
        return (int) plan.cables().stream()
                .filter(c -> c.state() == io.plimsoll.fabric.PlannedCable.State.CONNECTED)
                .filter(c -> !verification
                        .assurance()
                        .getOrDefault(c.id(), AssuranceLevel.UNCHECKED)
                        .atLeast(level))
                .count();
    }
}
