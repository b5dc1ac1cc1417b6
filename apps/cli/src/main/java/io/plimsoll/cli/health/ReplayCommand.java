/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.cli.ExitCode;
import io.plimsoll.cli.Output;
import io.plimsoll.health.Signal;
import io.plimsoll.health.engine.Topology;
import io.plimsoll.health.read.SignalReading;
import io.plimsoll.health.replay.Replay;
import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll health replay}: recorded history through rules, and what other rules would change. */
@Command(
        name = "replay",
        description = "Run recorded signals through rules: what would have been cordoned, held, lost and saved.",
        mixinStandardHelpOptions = true,
        footer = {
            "Events may be in any format of 'health read', for example what it printed itself.",
            "Exit code 1: with --compare, the other rules take a tenant below what it was promised where these do not,",
            "  or interrupt more."
        })
final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--rules", paramLabel = "FILE", description = "The rules. Default: the shipped ones.")
    private @Nullable Path rules;

    @Option(names = "--events", paramLabel = "FILE", required = true, description = "Recorded signals.")
    private Path events = Path.of("");

    @Option(names = "--format", paramLabel = "F", description = "Their format, if it shall not be found out.")
    private @Nullable String format;

    @Option(names = "--compare", paramLabel = "RULES2", description = "Other rules to hold against them.")
    private @Nullable Path compare;

    @Option(names = "--topology", paramLabel = "FILE", description = "What contains what, tenants and their floors.")
    private @Nullable Path topology;

    @Option(
            names = "--gpus-per-node",
            paramLabel = "N",
            description = "Where no topology says. Default: 8, as an HGX node has.")
    private int gpus = 8;

    @Option(
            names = "--fleet",
            paramLabel = "N",
            description = "Nodes of the fleet where no topology says. Default: those that are heard.")
    private int fleet;

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private Output output = new Output();

    /** What {@code --json} prints; {@code compare} and {@code comparison} are null without {@code --compare}. */
    record Answer(
            Replay.Result replay,
            Replay.@Nullable Result compare,
            Replay.@Nullable Comparison comparison,
            List<String> warnings) {}

    @Override
    public Integer call() throws Exception {
        if (gpus < 1 || fleet < 0) {
            throw new BadInputException(
                    new InputProblem("--gpus-per-node, --fleet", 0, gpus + ", " + fleet, "whole numbers above 0"));
        }
        RuleSet first = RuleFiles.of(rules);
        RuleSet second = compare == null ? null : RuleFiles.of(compare);
        SignalReading reading = ReadCommand.read(events, Optional.ofNullable(format), source.of(events));
        List<String> warnings = new ArrayList<>(reading.warnings());
        Topology places = topology == null
                ? heard(reading.events(), warnings)
                : Topology.read(RuleFiles.text(topology), topology.toString());
        Replay.Result base = Replay.run(reading.events(), places, first, gpus);
        Replay.Result other = second == null ? null : Replay.run(reading.events(), places, second, gpus);
        Replay.Comparison comparison = other == null ? null : Replay.compare(base, other);
        output.print(new Answer(base, other, comparison, warnings), out -> {
            text(base, out);
            if (other != null && comparison != null) {
                out.println();
                text(other, out);
                out.println();
                text(comparison, out);
            }
            warnings.forEach(w -> out.println("warning: " + w));
        });
        return other != null && worse(base, other) ? ExitCode.FOUND : ExitCode.FINE;
    }

    private Topology heard(List<Signal> signals, List<String> warnings) {
        List<Topology.Place> places = new ArrayList<>(signals.stream()
                .map(Signal::node)
                .filter(n -> !n.isEmpty())
                .distinct()
                .map(n -> new Topology.Place(n, gpus, List.of(), ""))
                .toList());
        warnings.add("no --topology: no correlation beyond a node, no floors, " + gpus + " GPUs a node"
                + (fleet > places.size() ? ", " + fleet + " nodes" : ", " + places.size() + " nodes that were heard"));
        for (int i = places.size(); i < fleet; i++) {
            places.add(new Topology.Place("(silent " + i + ")", gpus, List.of(), ""));
        }
        return Topology.of(places, Map.of());
    }

    private static boolean worse(Replay.Result base, Replay.Result other) {
        boolean below = false;
        for (int i = 0; i < other.contracts().size(); i++) {
            below |= other.contracts().get(i).hoursBelowFloor()
                    > base.contracts().get(i).hoursBelowFloor();
        }
        return below || other.interruptions() > base.interruptions();
    }

    private static void text(Replay.Result r, PrintWriter out) {
        out.printf("rules %s: %,d signals, %s to %s%n", r.rules(), r.signals(), r.from(), r.to());
        out.println("decisions " + r.decisions());
        out.printf(
                Locale.ROOT,
                "interruptions %,d, of them refaults within 7 days %,d; caught before service %,d%n",
                r.interruptions(),
                r.refaults(),
                r.caught());
        out.printf(
                Locale.ROOT,
                "out of service %,.1f GPU-hours, at most %d nodes at once, %d incidents open at the end%n",
                r.gpuHours(),
                r.mostOut(),
                r.openAtEnd());
        out.printf(
                "%-20s %10s %10s %8s %10s %14s%n", "rule", "incidents", "cordons", "held", "suppressed", "GPU-hours");
        r.perRule()
                .forEach(p -> out.printf(
                        Locale.ROOT,
                        "%-20s %10d %10d %8d %10d %14.1f%n",
                        p.rule(),
                        p.incidents(),
                        p.cordons(),
                        p.held(),
                        p.suppressed(),
                        p.gpuHours()));
        r.contracts()
                .forEach(c -> out.printf(
                        Locale.ROOT,
                        "tenant %s: %d nodes, promised %d, least %d, %.2f hours below, held %d times%n",
                        c.tenant(),
                        c.nodes(),
                        c.floor(),
                        c.least(),
                        c.hoursBelowFloor(),
                        c.heldForFloor()));
    }

    private static void text(Replay.Comparison c, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "against these rules the others gain %d cordons, lose %d, %+.1f GPU-hours, %+d interruptions, %+d refaults%n",
                c.gained().size(),
                c.lost().size(),
                c.gpuHours(),
                c.interruptions(),
                c.refaults());
        c.gained().stream()
                .limit(20)
                .forEach(g -> out.println("  gained " + g.node() + " " + g.from() + " by " + g.rule()));
        c.lost().stream()
                .limit(20)
                .forEach(g -> out.println("  lost   " + g.node() + " " + g.from() + " by " + g.rule()));
    }
}
