/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.joint;

import io.plimsoll.acceptance.locate.FaultKind;
import io.plimsoll.acceptance.locate.FaultModel;
import io.plimsoll.acceptance.locate.FaultPart;
import io.plimsoll.acceptance.locate.GroupLadder;
import io.plimsoll.acceptance.locate.HealthyValues;
import io.plimsoll.acceptance.locate.Layer;
import io.plimsoll.acceptance.locate.Localisation;
import io.plimsoll.acceptance.locate.Localiser;
import io.plimsoll.acceptance.locate.NextTest;
import io.plimsoll.acceptance.locate.NextTests;
import io.plimsoll.acceptance.locate.NodeRail;
import io.plimsoll.acceptance.locate.Observation;
import io.plimsoll.acceptance.locate.PartPosterior;
import io.plimsoll.acceptance.locate.Thresholds;
import io.plimsoll.acceptance.locate.Topology;
import io.plimsoll.acceptance.locate.TopologyNode;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides what tests of several nodes say of each node. It keeps no state: it is given all results again, and looks.
 *
 * <p>Pairs: a node is PASS or FAIL once its posterior says so. While a node is not decided and rounds are left, it meets the
 * partner that would tell most; nodes that are known good are kept for that until nobody needs them. Groups: the ladder of
 * {@link GroupLadder} on the groups of the plan, less the nodes that are out.
 */
public final class JointTests {

    private final Topology topology;
    /** The same nodes without rails, for results that speak of whole nodes: what they cannot tell apart is one unknown. */
    private final Topology whole;

    private final FaultModel model;
    private final FaultModel wholeModel;
    private final Thresholds thresholds;

    /** @param healthy spread of healthy values by metric and unit, from criteria that were learned; may be empty */
    public JointTests(Topology topology, Map<String, HealthyValues> healthy, Thresholds thresholds) {
        this.topology = topology;
        this.whole = new Topology(
                topology.nodes().stream()
                        .map(n -> new TopologyNode(n.name(), n.leaf(), n.pod(), List.of()))
                        .toList(),
                topology.spines());
        this.model = JointFaults.of(topology, healthy);
        this.wholeModel = JointFaults.of(whole, healthy);
        this.thresholds = thresholds;
    }

    /**
     * How far a test has come.
     *
     * @param round the last one that was planned or asked for
     * @param ready nodes whose runs of it have all ended and whose verdict is open
     * @param quiet no run of it is on its way
     * @param roundsMax no test is asked for beyond this round; what is open then is INCONCLUSIVE
     * @param minutes that one run takes
     */
    public record Progress(String test, int round, Set<String> ready, boolean quiet, int roundsMax, double minutes) {
        public Progress {
            ready = Set.copyOf(ready);
        }
    }

    /** What the results of a pair test say, with no verdict given and nothing asked for. */
    public Localisation posteriors(List<JointResult> results) {
        boolean rails = results.stream()
                        .flatMap(r -> r.figure().stream())
                        .map(JointFigure::nic)
                        .filter(nic -> !nic.isEmpty())
                        .distinct()
                        .count()
                > 1;
        Topology on = rails ? topology : whole;
        return new Localiser(on, rails ? model : wholeModel, thresholds)
                .localise(results.stream()
                        .filter(JointResult::speaks)
                        .map(r -> observation(on, r))
                        .toList());
    }

    private static Observation observation(Topology topology, JointResult r) {
        List<FaultPart> via = new ArrayList<>();
        String nic = r.figure().map(JointFigure::nic).orElse("");
        for (String node : r.nodes()) {
            List<NodeRail> rails = topology.node(node).orElseThrow().rails();
            List<NodeRail> named = rails.stream()
                    .filter(rail -> rail.nic().equals(node + "/" + nic))
                    .toList();
            for (NodeRail rail : named.isEmpty() ? rails : named) {
                via.add(new FaultPart(FaultKind.NIC, rail.nic()));
                via.add(new FaultPart(FaultKind.CABLE, rail.cable()));
                via.add(new FaultPart(FaultKind.PORT, rail.port()));
            }
        }
        return new Observation(
                r.round(),
                r.nodes(),
                via,
                r.figure().map(JointFigure::spread).orElse(""),
                r.passed(),
                r.figure().map(JointFigure::value),
                r.figure().map(JointFigure::limit));
    }

    /** Looks at a test of pairs. */
    public JointLook pairs(Progress at, List<JointResult> results) {
        Localisation known = posteriors(results);
        List<String> ready = new TreeSet<>(at.ready()).stream().toList();
        List<JointVerdict> failed = new ArrayList<>();
        Set<String> able = new HashSet<>();
        boolean open = false;
        for (String node : ready) {
            Verdict verdict = known.decision(node);
            if (verdict == Verdict.FAIL) {
                failed.add(verdict(at, known, node, results));
            } else {
                able.add(node);
                open |= verdict != Verdict.PASS;
            }
        }
        if (!at.quiet()) {
            return new JointLook(known, failed, List.of());
        }
        List<JointAsk> asks = open && at.round() < at.roundsMax() ? asks(at, known, able) : List.of();
        if (!asks.isEmpty()) {
            return new JointLook(known, failed, asks);
        }
        return new JointLook(
                known, ready.stream().map(n -> verdict(at, known, n, results)).toList(), List.of());
    }

    /** The tests that would tell most, among nodes that are free for it; what is sure enough is not tested again. */
    public static List<NextTest> next(Localisation known, Set<String> able, double minutes) {
        NextTests.Options options = new NextTests.Options(
                Map.of(Layer.LEAF, minutes, Layer.POD, minutes, Layer.FABRIC, minutes), 1, Integer.MAX_VALUE);
        return NextTests.choose(known, options, able::contains);
    }

    private static List<JointAsk> asks(Progress at, Localisation known, Set<String> able) {
        return next(known, able, at.minutes()).stream()
                .map(t -> new JointAsk(at.test(), t.nodes(), at.round() + 1, t.why(), t.bits()))
                .toList();
    }

    private JointVerdict verdict(Progress at, Localisation known, String node, List<JointResult> results) {
        List<JointResult> own = evidence(node, results);
        Verdict verdict = own.isEmpty() ? Verdict.NOT_RUN : known.decision(node);
        return new JointVerdict(
                at.test(), node, verdict, Optional.of(known.trouble(node)), reason(known, node, verdict, own), own);
    }

    /**
     * The verdict of a node whose test will not go on: the campaign was stopped, or its time is over.
     *
     * @param known what the results of pairs say; empty for a test of groups, of which nothing is decided before its end
     * @param complete all runs that the plan asks for have been made; without them there is no PASS
     */
    public JointVerdict cutShort(
            String test, String node, boolean complete, Optional<Localisation> known, List<JointResult> results) {
        List<JointResult> own = evidence(node, results);
        if (own.isEmpty()) {
            return new JointVerdict(
                    test, node, Verdict.NOT_RUN, Optional.empty(), "it was in no run of this test", own);
        }
        Verdict decision = known.map(k -> k.decision(node)).orElse(Verdict.INCONCLUSIVE);
        boolean holds = decision == Verdict.FAIL || (decision == Verdict.PASS && complete);
        Verdict verdict = holds ? decision : Verdict.INCONCLUSIVE;
        String reason = (holds ? "" : "the campaign ended before this was decided; ")
                + known.map(k -> reason(k, node, verdict, own)).orElseGet(() -> counts(own));
        return new JointVerdict(test, node, verdict, known.map(k -> k.trouble(node)), reason, own);
    }

    /** Failed runs first where something is wrong; a run that says nothing last. */
    private static List<JointResult> evidence(String node, List<JointResult> results) {
        return results.stream()
                .filter(r -> r.nodes().contains(node))
                .sorted(Comparator.comparing((JointResult r) -> !r.speaks())
                        .thenComparing(JointResult::passed)
                        .thenComparingInt(JointResult::round)
                        .thenComparingLong(JointResult::id))
                .toList();
    }

    private static String counts(List<JointResult> own) {
        long passed = own.stream().filter(JointResult::passed).count();
        long failed = own.stream().filter(r -> r.verdict() == Verdict.FAIL).count();
        long silent = own.size() - passed - failed;
        return passed + " passed and " + failed + " failed of " + own.size() + " runs"
                + (silent == 0 ? "" : ", " + silent + " said nothing");
    }

    private String reason(Localisation known, String node, Verdict verdict, List<JointResult> own) {
        String told = String.format(
                Locale.ROOT, "bad with %.2f %%: %s", 100 * known.trouble(node), own.isEmpty() ? "no run" : counts(own));
        if (verdict == Verdict.PASS || own.isEmpty()) {
            return told;
        }
        String part = suspect(known, node).map(p -> "; most likely " + p).orElse("");
        return switch (verdict) {
            case INCONCLUSIVE ->
                told
                        + part
                        + String.format(
                                Locale.ROOT,
                                "; neither above %.1f %% nor below %.1f %% with %d partners",
                                100 * thresholds.condemnAbove(),
                                100 * thresholds.clearBelow(),
                                thresholds.partnersMin());
            case PASS, FAIL, NOT_RUN, WAIVED, ERROR -> told + part;
        };
    }

    /** The node's most suspect part, where there is more than the node itself to suspect. */
    private Optional<String> suspect(Localisation known, String node) {
        List<FaultPart> parts = new ArrayList<>(known.topology().railParts(node, -1));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        parts.add(FaultPart.node(node));
        FaultPart worst = parts.stream()
                .max(Comparator.comparingDouble(known::probability).thenComparing(FaultPart::name))
                .orElseThrow();
        PartPosterior p = known.part(worst);
        String beside = p.alternatives().isEmpty() ? "" : " (or " + String.join(", ", p.alternatives()) + ")";
        return Optional.of(worst.kind() + " " + worst.name() + beside);
    }

    /**
     * Looks at a test of groups.
     *
     * @param pairs what the results of the pairs say; none where the plan has no test of pairs
     * @param rungs the plan's groups, rung by rung
     * @param out nodes that are not tested in groups: they failed before, or left the campaign
     */
    public JointLook groups(
            Progress at,
            List<JointResult> pairs,
            List<List<List<String>>> rungs,
            Set<String> out,
            List<JointResult> results) {
        Localisation known = posteriors(pairs);
        List<List<List<String>>> whole = rungs.stream()
                .map(rung -> rung.stream().filter(g -> all(g, out, at.ready())).toList())
                .toList();
        Set<String> waits = new HashSet<>();
        rungs.forEach(
                rung -> rung.stream().filter(g -> !all(g, out, at.ready())).forEach(waits::addAll));
        List<Observation> ladder = results.stream()
                .filter(JointResult::speaks)
                .map(r -> Observation.judged(r.round(), r.nodes(), List.of(), r.passed()))
                .toList();
        GroupLadder.Climb climb = GroupLadder.on(known, out, whole, ladder);
        boolean more = climb.step() instanceof GroupLadder.Step.Test && at.round() < at.roundsMax();
        if (!at.quiet()) {
            return new JointLook(known, List.of(), List.of());
        }
        if (more && climb.step() instanceof GroupLadder.Step.Test test) {
            return new JointLook(
                    known,
                    List.of(),
                    test.groups().stream()
                            .map(g -> new JointAsk(
                                    at.test(), g, at.round() + 1, "a group of " + g.size() + " to decide", 0))
                            .toList());
        }
        Set<String> unsettled = climb.step() instanceof GroupLadder.Step.Test test
                ? new HashSet<>(test.groups().stream().flatMap(List::stream).toList())
                : Set.of();
        return new JointLook(
                known,
                new TreeSet<>(at.ready())
                        .stream()
                                .filter(n -> !waits.contains(n))
                                .map(n -> inGroups(at.test(), n, climb.found(), unsettled.contains(n), results))
                                .toList(),
                List.of());
    }

    /** Whether every node of a group is ready, but for those that are out. */
    private static boolean all(List<String> group, Set<String> out, Set<String> ready) {
        return group.stream().allMatch(n -> out.contains(n) || ready.contains(n));
    }

    private static JointVerdict inGroups(
            String test, String node, List<FaultPart> found, boolean unsettled, List<JointResult> results) {
        List<JointResult> own = evidence(node, results);
        Optional<FaultPart> part = found.stream()
                .filter(p -> List.of(p.name().split(" \\+ ")).contains(node))
                .findFirst();
        if (part.isPresent() && part.get().kind() == FaultKind.NODE) {
            String why = "groups with it fail; " + counts(own);
            return new JointVerdict(test, node, Verdict.FAIL, Optional.empty(), why, own);
        }
        if (part.isPresent()) {
            String why = "bad only together: " + part.get().name() + "; " + counts(own);
            return new JointVerdict(test, node, Verdict.INCONCLUSIVE, Optional.empty(), why, own);
        }
        if (own.stream().noneMatch(JointResult::speaks)) {
            return new JointVerdict(
                    test, node, Verdict.NOT_RUN, Optional.empty(), "no group was left to test it in", own);
        }
        return new JointVerdict(
                test,
                node,
                unsettled ? Verdict.INCONCLUSIVE : Verdict.PASS,
                Optional.empty(),
                (unsettled ? "no rounds are left to find what is bad in its group; " : "") + counts(own),
                own);
    }
}
