/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.campaign.CampaignNode;
import io.plimsoll.acceptance.campaign.CampaignPlan;
import io.plimsoll.acceptance.campaign.CampaignPlanner;
import io.plimsoll.acceptance.campaign.CampaignRequest;
import io.plimsoll.acceptance.campaign.DeadlineAdvice;
import io.plimsoll.acceptance.campaign.NotFitting;
import io.plimsoll.acceptance.campaign.PowerLimits;
import io.plimsoll.acceptance.price.DefectModel;
import io.plimsoll.acceptance.price.DefectOrder;
import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll accept plan}: what of a test plan fits before a deadline, and the bill for the rest. */
@Command(
        name = "plan",
        description = "Plan a test plan over nodes under power and a deadline, and say what does not fit.",
        mixinStandardHelpOptions = true,
        footer = {
            "A required test is never dropped: if it does not fit, the answer says by how much and what would make it fit.",
            "Nodes from a file: CSV with name,rack,hall,leaf,pod,nodeWatts,idleWatts,provenance (the last two optional).",
            "Exit code 1: something required does not fit."
        })
final class PlanCommand implements Callable<Integer> {

    @Option(names = "--plan", required = true, paramLabel = "NAME|FILE", description = "The test plan.")
    private String plan = "";

    @Option(names = "--nodes", required = true, paramLabel = "N|FILE", description = "How many nodes, or their file.")
    private String nodes = "";

    @Option(names = "--deadline", paramLabel = "T", description = "An instant, or a time after the start such as 8h.")
    private String deadline = "";

    @Option(names = "--start", paramLabel = "T", description = "When it starts; now if not given.")
    private String start = "";

    @Option(names = "--hall-watts", paramLabel = "W", description = "The most that the nodes of one hall may draw.")
    private @Nullable Long hallWatts;

    @Option(names = "--rack-watts", paramLabel = "W", description = "The most that the nodes of one rack may draw.")
    private @Nullable Long rackWatts;

    @Option(names = "--ramp-watts", paramLabel = "W", description = "By how much a hall may rise within a minute.")
    private @Nullable Long rampWatts;

    @Option(names = "--node-watts", paramLabel = "W", description = "With --nodes N: what a node draws at full load.")
    private @Nullable Integer nodeWatts;

    @Option(names = "--node-cap", paramLabel = "N", description = "How many nodes may be under test at one time.")
    private int nodeCap = Integer.MAX_VALUE;

    @Option(names = "--per-rack", paramLabel = "N", description = "With --nodes N: nodes in a rack (4).")
    private int perRack = 4;

    @Option(names = "--per-leaf", paramLabel = "N", description = "With --nodes N: nodes at a leaf (32).")
    private int perLeaf = 32;

    @Option(names = "--per-pod", paramLabel = "N", description = "With --nodes N: nodes in a pod (256).")
    private int perPod = 256;

    @Option(names = "--seed", paramLabel = "S", description = "For the choice of partners (1).")
    private long seed = 1;

    @Option(names = "--rates", paramLabel = "FILE", description = "Your own shares or your fleet's counts, in JSON.")
    private @Nullable Path rates;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the whole plan is written as canonical JSON.")
    private @Nullable Path file;

    @Mixin
    private Output output = new Output();

    /** One test in the order in which tests find most bad nodes a minute. */
    record Ranked(
            String test, boolean required, double minutes, OptionalDouble badNodes, OptionalDouble badNodesPerMinute) {}

    record Left(
            String test,
            String title,
            boolean required,
            boolean planned,
            int nodes,
            String reason,
            double lateMinutes,
            OptionalDouble expectedBadNodes) {}

    record Answer(
            String id,
            String testPlan,
            String testPlanSha256,
            int nodes,
            Instant start,
            Optional<Instant> deadline,
            Instant predictedEnd,
            boolean fits,
            long peakWatts,
            int tasks,
            List<Ranked> order,
            List<Left> notFitting,
            List<String> advice,
            List<String> sources) {}

    @Override
    public Integer call() throws Exception {
        DefectModel model = PlanArgument.rates(rates);
        CampaignRequest request = request();
        CampaignPlan planned = CampaignPlanner.plan(request, model);
        if (file != null) {
            Files.writeString(file, planned.canonicalJson());
        }
        int count = request.nodes().size();
        List<Ranked> order = CampaignPlanner.ranked(request, model).stream()
                .map(r -> ranked(r, count))
                .toList();
        List<Left> left = planned.notFitting().stream().map(PlanCommand::left).toList();
        Answer answer = new Answer(
                planned.id().hex(),
                planned.testPlan(),
                planned.testPlanDigest().hex(),
                count,
                planned.start(),
                planned.deadline(),
                planned.predictedEnd(),
                left.isEmpty(),
                planned.peakWatts(),
                planned.tasks().size(),
                order,
                left,
                DeadlineAdvice.of(request, planned),
                model.sources());
        output.print(answer, out -> text(answer, out));
        return left.stream().anyMatch(Left::required) ? ExitCode.FOUND : ExitCode.FINE;
    }

    private CampaignRequest request() throws IOException {
        Instant from =
                start.isEmpty() ? Instant.now().truncatedTo(ChronoUnit.MINUTES) : instant("--start", start, null);
        return new CampaignRequest(
                "accept plan",
                PlanArgument.plan("--plan", plan),
                nodes(),
                new PowerLimits(optional(hallWatts), optional(rackWatts), optional(rampWatts)),
                deadline.isEmpty() ? Optional.empty() : Optional.of(instant("--deadline", deadline, from)),
                from,
                nodeCap,
                seed);
    }

    private List<CampaignNode> nodes() throws IOException {
        if (!nodes.matches("[0-9]{1,6}")) {
            Path path = Path.of(nodes);
            if (!Files.isRegularFile(path)) {
                throw new BadInputException(new InputProblem("--nodes", 0, nodes, "a number of nodes, or their file"));
            }
            return CampaignNodes.read(path);
        }
        boolean limited = hallWatts != null || rackWatts != null || rampWatts != null;
        if (limited && nodeWatts == null) {
            throw new BadInputException(new InputProblem(
                    "--node-watts", 0, "", "what a node draws at full load, since there are limits to keep"));
        }
        return CampaignNodes.regular(
                Integer.parseInt(nodes), perRack, perLeaf, perPod, nodeWatts == null ? 1 : nodeWatts);
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static Instant instant(String option, String text, @Nullable Instant from) {
        try {
            if (from != null && text.matches("[0-9]{1,5}[mhd]")) {
                String iso = text.endsWith("d") ? "P" + text : "PT" + text;
                return from.plus(Duration.parse(iso.toUpperCase(Locale.ROOT)));
            }
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadInputException(new InputProblem(
                    option,
                    0,
                    text,
                    "an instant such as 2026-12-01T06:00:00Z"
                            + (from == null ? "" : ", or a time after the start such as 90m, 8h or 2d")));
        }
    }

    private static Ranked ranked(DefectOrder.Ranked r, int nodes) {
        return new Ranked(
                r.test(),
                r.required(),
                r.takes().toSeconds() / 60.0,
                r.priced() ? OptionalDouble.of(r.finds() * nodes) : OptionalDouble.empty(),
                r.priced() ? OptionalDouble.of(r.perMinute() * nodes) : OptionalDouble.empty());
    }

    private static Left left(NotFitting n) {
        return new Left(
                n.test(),
                n.title(),
                n.required(),
                n.planned(),
                n.nodes().size(),
                n.reason(),
                n.late().toSeconds() / 60.0,
                n.expectedBadNodes());
    }

    private static void text(Answer answer, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s over %d nodes: %d tasks from %s to %s, at most %d W.%n",
                answer.testPlan(),
                answer.nodes(),
                answer.tasks(),
                answer.start(),
                answer.predictedEnd(),
                answer.peakWatts());
        out.println("What finds most bad nodes a minute:");
        for (Ranked r : answer.order()) {
            out.printf(
                    Locale.ROOT,
                    "  %-20s %8.1f min  %s%n",
                    r.test(),
                    r.minutes(),
                    r.badNodes().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f bad nodes, %.2f a minute",
                                    r.badNodes().getAsDouble(),
                                    r.badNodesPerMinute().orElse(0))
                            : "no source says what it finds");
        }
        for (Left l : answer.notFitting()) {
            out.printf(
                    Locale.ROOT,
                    "%s %s on %d nodes: %s%s%n",
                    l.required() ? "REQUIRED" : "optional",
                    l.test(),
                    l.nodes(),
                    l.reason(),
                    l.expectedBadNodes().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "; without it %.1f bad nodes ship",
                                    l.expectedBadNodes().getAsDouble())
                            : "; no source says what going without it ships");
        }
        answer.advice().forEach(out::println);
    }
}
