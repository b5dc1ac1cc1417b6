/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.accept;

import io.plimsoll.acceptance.locate.Coverage;
import io.plimsoll.acceptance.locate.Evidence;
import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.GroupLadder;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.NextTest;
import io.plimsoll.acceptance.locate.NextTests;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.PairTest;
import io.plimsoll.acceptance.locate.PartPosterior;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.acceptance.locate.read.LocateInput;
import io.plimsoll.model.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code accept locate --observations} says; the component names are the keys of its JSON.
 *
 * @param verdicts how many nodes are PASS, FAIL, INCONCLUSIVE, NOT_RUN; a node with all that is its own
 * @param condemned parts that are bad for sure, or of which one is and no test so far can say which
 * @param undecided nodes that are neither condemned nor cleared
 * @param next tests to run next, best first; disjoint, so that they can run at one time
 * @param ladder what the group ladder wants, once the pairs have passed
 */
record LocateReport(
        int rounds,
        int observations,
        List<String> noEvidence,
        Map<Verdict, Integer> verdicts,
        List<PartPosterior> condemned,
        List<String> undecided,
        List<NextTest> next,
        GroupLadder.Climb ladder,
        List<PartPosterior> parts,
        Coverage coverage,
        boolean converged,
        int iterations,
        double bad,
        double miss,
        double flake,
        String ratesSource,
        Thresholds thresholds,
        List<String> notes) {

    private static final int SHOWN_MAX = 30;
    private static final int REPEATS = 2;

    static LocateReport of(LocateInput input, Localisation known, List<Observation> pairs, List<Observation> groups) {
        FaultModel model = known.model();
        Topology topology = known.topology();
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        List<String> undecided = new ArrayList<>();
        for (TopologyNode n : topology.nodes()) {
            Verdict v = known.decision(n.name());
            verdicts.merge(v, 1, Integer::sum);
            if (v == Verdict.INCONCLUSIVE || v == Verdict.NOT_RUN) {
                undecided.add(n.name());
            }
        }
        return new LocateReport(
                known.rounds(),
                pairs.size() + groups.size(),
                input.noEvidence(),
                verdicts,
                known.condemned(),
                undecided,
                NextTests.choose(known, NextTests.Options.USUAL),
                GroupLadder.next(known, List.of(), groups, REPEATS),
                known.parts(),
                Coverage.of(topology, met(topology, pairs)),
                known.converged(),
                known.iterations(),
                model.priors().getOrDefault(FaultKind.NODE, 0.0),
                model.miss(),
                model.flake(),
                model.source(),
                known.thresholds(),
                notes(known));
    }

    private static List<PairTest> met(Topology topology, List<Observation> pairs) {
        return pairs.stream()
                .filter(o -> o.nodes().size() == 2)
                .map(o -> topology.pair(o.nodes().get(0), o.nodes().get(1)))
                .distinct()
                .toList();
    }

    private static List<String> notes(Localisation known) {
        List<String> out = new ArrayList<>();
        if (!known.converged()) {
            out.add("the messages did not settle: distrust what lies near a threshold");
        }
        boolean several =
                known.condemned().stream().anyMatch(p -> !p.alternatives().isEmpty());
        if (several) {
            out.add(
                    "parts that were in the same tests cannot be told apart by more of them: test the NIC by loopback, read the"
                            + " port's counters, or swap the cable");
        }
        return out;
    }

    /** Whether every node is PASS and nothing is condemned. */
    boolean fine() {
        return condemned.isEmpty()
                && ladder.found().isEmpty()
                && verdicts.keySet().stream().allMatch(v -> v == Verdict.PASS);
    }

    void text(PrintWriter out) {
        out.println(observations + " results in " + rounds + " rounds; nodes: " + verdicts);
        out.printf(
                Locale.ROOT,
                "believed before: %.2f%% of nodes bad, %.1f%% miss, %.1f%% flake (%s)%n",
                100 * bad,
                100 * miss,
                100 * flake,
                ratesSource);
        noEvidence.forEach(n -> out.println("no evidence: " + n));
        for (PartPosterior p : condemned.stream().limit(SHOWN_MAX).toList()) {
            out.printf(
                    Locale.ROOT,
                    "%s %s %s: bad with %.2f%%%s%n",
                    p.decision(),
                    p.kind(),
                    p.name(),
                    100 * p.probability(),
                    p.alternatives().isEmpty()
                            ? ""
                            : String.format(
                                    Locale.ROOT,
                                    "; with %s together %.2f%%",
                                    String.join(", ", p.alternatives()),
                                    100 * p.togetherProbability()));
            p.evidence().stream().limit(4).forEach(e -> out.println("    " + told(e)));
        }
        ladder.found().forEach(f -> out.println("FAIL " + f.kind() + " " + f.name() + ": bad only together"));
        if (!undecided.isEmpty()) {
            out.println("not decided: " + undecided.size() + " nodes: "
                    + String.join(" ", undecided.stream().limit(SHOWN_MAX).toList())
                    + (undecided.size() > SHOWN_MAX ? " ..." : ""));
        }
        for (NextTest t : next.stream().limit(SHOWN_MAX).toList()) {
            out.printf(
                    Locale.ROOT,
                    "next: %s (%s, %.2f bits in %.0f min): %s%n",
                    String.join(" + ", t.nodes()),
                    t.layer(),
                    t.bits(),
                    t.minutes(),
                    t.why());
        }
        if (ladder.step() instanceof GroupLadder.Step.Test test) {
            out.println("next: " + test.groups().size() + " groups of up to " + test.rung() + " nodes, at one time");
        }
        notes.forEach(n -> out.println("note: " + n));
    }

    private static String told(Evidence e) {
        return String.format(
                Locale.ROOT,
                "round %d, %s: %s%s, %+.1f bits",
                e.round(),
                String.join(" + ", e.nodes()),
                e.passed() ? "passed" : "failed",
                e.value().map(v -> " at " + v).orElse(""),
                e.bits());
    }
}
