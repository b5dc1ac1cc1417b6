/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What all observations together say of all parts. Immutable; made by {@link Localiser}. */
public final class Localisation implements Knowledge {

    /** What is condemned at a deadline is at least four times as likely bad as good. */
    private static final double DEADLINE_ABOVE = 0.8;

    private final Topology topology;
    private final FaultModel model;
    private final Thresholds thresholds;
    private final List<Observation> observations;
    private final Localiser.Unknowns unknowns;
    private final FactorGraph graph;
    private final List<List<Integer>> groups;
    private final Beliefs beliefs;
    private final Map<FaultPart, Integer> unknownOf = new HashMap<>();
    private final List<Set<Integer>> partners = new ArrayList<>();
    private final List<List<Integer>> factorsOf = new ArrayList<>();
    private final double[] trouble;

    Localisation(
            Topology topology,
            FaultModel model,
            Thresholds thresholds,
            List<Observation> observations,
            Localiser.Unknowns unknowns,
            FactorGraph graph,
            List<List<Integer>> groups,
            Beliefs beliefs) {
        this.topology = topology;
        this.model = model;
        this.thresholds = thresholds;
        this.observations = observations;
        this.unknowns = unknowns;
        this.graph = graph;
        this.groups = groups;
        this.beliefs = beliefs;
        for (int i = 0; i < unknowns.members().size(); i++) {
            for (FaultPart part : unknowns.members().get(i)) {
                unknownOf.put(part, i);
            }
        }
        notePartners();
        noteFactors();
        this.trouble = trouble();
    }

    private void notePartners() {
        topology.nodes().forEach(n -> partners.add(new HashSet<>(4)));
        for (Observation o : observations) {
            int[] at = o.nodes().stream().mapToInt(topology::indexOf).toArray();
            for (int a : at) {
                for (int b : at) {
                    if (a != b) {
                        partners.get(a).add(b);
                    }
                }
            }
        }
    }

    private void noteFactors() {
        unknowns.members().forEach(m -> factorsOf.add(new ArrayList<>(4)));
        for (int f = 0; f < groups.size(); f++) {
            for (int o : groups.get(f)) {
                for (int u : unknowns.of()[o]) {
                    List<Integer> in = factorsOf.get(u);
                    if (in.isEmpty() || in.getLast() != f) {
                        in.add(f);
                    }
                }
            }
        }
    }

    private double[] trouble() {
        double[] out = new double[topology.nodes().size()];
        for (int i = 0; i < out.length; i++) {
            String name = topology.nodes().get(i).name();
            Set<Integer> own = new HashSet<>();
            Integer node = unknownOf.get(FaultPart.node(name));
            if (node != null) {
                own.add(node);
            }
            for (FaultPart part : topology.railParts(name, -1)) {
                Integer at = unknownOf.get(part);
                if (at != null) {
                    own.add(at);
                }
            }
            double good = 1;
            for (int u : own) {
                good *= 1 - beliefs.posterior()[u];
            }
            out[i] = own.size() == 1 ? beliefs.posterior()[own.iterator().next()] : 1 - good;
        }
        return out;
    }

    /**
     * The same beliefs where no further test will come. Beside what is sure, the most suspect parts are condemned, in the order
     * of their posteriors, as long as the good ones among all condemned stay within {@code goodMax} on average: by the posteriors,
     * that is the sum of what each lacks to certainty. What is more likely good than bad never is.
     *
     * @param goodMax good parts condemned, on average; 0 changes nothing
     */
    public Localisation atDeadline(double goodMax) {
        double[] suspects = IntStream.range(0, unknowns.members().size())
                .filter(u -> !unknowns.tests().get(u).isEmpty())
                .mapToDouble(u -> -beliefs.posterior()[u])
                .filter(p -> p < -DEADLINE_ABOVE)
                .sorted()
                .toArray();
        double above = thresholds.condemnAbove();
        double good = 0;
        for (double p : suspects) {
            good += 1 + p;
            if (good > goodMax) {
                break;
            }
            above = Math.min(above, Math.nextDown(-p));
        }
        Thresholds last =
                new Thresholds(above, thresholds.clearBelow(), thresholds.referenceBelow(), thresholds.partnersMin());
        return new Localisation(topology, model, last, observations, unknowns, graph, groups, beliefs);
    }

    public Topology topology() {
        return topology;
    }

    public FaultModel model() {
        return model;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** Whether the messages settled; if not, a posterior near a threshold is to be distrusted. */
    public boolean converged() {
        return beliefs.converged();
    }

    public int iterations() {
        return beliefs.iterations();
    }

    public int rounds() {
        return observations.stream().mapToInt(Observation::round).max().orElse(0);
    }

    /** Chance that the part is bad; 0 for one that no prior allows to be. */
    public double probability(FaultPart part) {
        Integer at = unknownOf.get(part);
        return at == null ? 0 : probability(part, at);
    }

    private double probability(FaultPart part, int unknown) {
        double together = beliefs.posterior()[unknown];
        return unknowns.members().get(unknown).size() == 1
                ? together
                : together * model.prior(part) / graph.prior()[unknown];
    }

    /** Chance that the node or anything of its own (NIC, cable, port) is bad. */
    public double trouble(String node) {
        return trouble[topology.indexOf(node)];
    }

    @Override
    public double trouble(int node) {
        return trouble[node];
    }

    @Override
    public int partners(int node) {
        return partners.get(node).size();
    }

    @Override
    public boolean met(int a, int b) {
        return partners.get(a).contains(b);
    }

    /** What is decided of a node with all that is its own: FAIL, PASS, INCONCLUSIVE or NOT_RUN. */
    public Verdict decision(String node) {
        return decision(topology.indexOf(node));
    }

    Verdict decision(int node) {
        return decide(trouble[node], partners(node) > 0, partners(node));
    }

    boolean reference(int node) {
        return trouble[node] < thresholds.referenceBelow() && partners(node) >= thresholds.partnersMin();
    }

    private Verdict decide(double probability, boolean tested, int with) {
        if (!tested) {
            return Verdict.NOT_RUN;
        }
        if (probability > thresholds.condemnAbove()) {
            return Verdict.FAIL;
        }
        boolean enough =
                with >= Math.min(thresholds.partnersMin(), topology.nodes().size() - 1);
        return probability < thresholds.clearBelow() && enough ? Verdict.PASS : Verdict.INCONCLUSIVE;
    }

    /** Leaf-spine links that are neither condemned nor cleared, the most uncertain first. */
    List<FaultPart> openLinks() {
        return unknownOf.keySet().stream()
                .filter(p -> p.kind() == FaultKind.LINK)
                .filter(p -> probability(p) > thresholds.clearBelow() && probability(p) <= thresholds.condemnAbove())
                .sorted(Comparator.comparingDouble((FaultPart p) -> -NextTests.entropy(probability(p)))
                        .thenComparing(FaultPart::name))
                .toList();
    }

    /** Every part that a prior allows to be bad, the most suspect first. */
    public List<PartPosterior> parts() {
        return sorted(unknownOf.keySet().stream());
    }

    private List<PartPosterior> sorted(Stream<FaultPart> parts) {
        return parts.map(this::part)
                .sorted(Comparator.comparingDouble(PartPosterior::probability)
                        .reversed()
                        .thenComparing(PartPosterior::kind)
                        .thenComparing(PartPosterior::name))
                .toList();
    }

    /** Parts that are FAIL, or of which one among several is for sure. */
    public List<PartPosterior> condemned() {
        return sorted(unknownOf.entrySet().stream()
                .filter(e -> beliefs.posterior()[e.getValue()] > thresholds.condemnAbove()
                        && !unknowns.tests().get(e.getValue()).isEmpty())
                .map(Map.Entry::getKey));
    }

    /** What is condemned: a part, or parts of which one is bad and no test so far can say which. */
    public List<Set<FaultPart>> condemnedGroups() {
        List<Set<FaultPart>> out = new ArrayList<>();
        for (int u = 0; u < unknowns.members().size(); u++) {
            if (beliefs.posterior()[u] > thresholds.condemnAbove()
                    && !unknowns.tests().get(u).isEmpty()) {
                out.add(Set.copyOf(unknowns.members().get(u)));
            }
        }
        return out;
    }

    /**
     * One part with its evidence.
     *
     * @throws IllegalArgumentException for a part that was never seen
     */
    public PartPosterior part(FaultPart part) {
        Integer u = unknownOf.get(part);
        if (u == null) {
            throw new IllegalArgumentException("no prior allows " + part.kind() + " " + part.name() + " to be bad");
        }
        List<Integer> tests = unknowns.tests().get(u);
        double probability = probability(part, u);
        int with = partnersOf(part, tests);
        return new PartPosterior(
                part.kind(),
                part.name(),
                probability,
                decide(probability, !tests.isEmpty(), with),
                tests.size(),
                with,
                unknowns.members().get(u).stream()
                        .filter(p -> !p.equals(part))
                        .map(p -> p.kind() + " " + p.name())
                        .toList(),
                beliefs.posterior()[u],
                evidence(u));
    }

    private int partnersOf(FaultPart part, List<Integer> tests) {
        if (part.kind() == FaultKind.NODE) {
            return partners(topology.indexOf(part.name()));
        }
        long nodes = tests.stream()
                .flatMap(o -> observations.get(o).nodes().stream())
                .distinct()
                .count();
        return part.kind() == FaultKind.LINK || part.kind() == FaultKind.PAIR
                ? (int) nodes
                : (int) Math.max(0, nodes - 1);
    }

    private List<Evidence> evidence(int unknown) {
        Set<Integer> mine = new HashSet<>(unknowns.tests().get(unknown));
        if (mine.isEmpty()) {
            return List.of();
        }
        List<Evidence> out = new ArrayList<>();
        for (int f : factorsOf.get(unknown)) {
            double bits = bits(f, unknown);
            groups.get(f).stream()
                    .filter(mine::contains)
                    .map(observations::get)
                    .forEach(o -> out.add(new Evidence(o.nodes(), o.passed(), o.value(), o.limit(), o.round(), bits)));
        }
        return out.stream()
                .sorted(Comparator.comparingDouble((Evidence e) -> -Math.abs(e.bits()))
                        .thenComparingInt(Evidence::round)
                        .thenComparing(e -> String.join(" ", e.nodes())))
                .toList();
    }

    private double bits(int f, int unknown) {
        int[] scope = graph.factors().get(f).scope();
        for (int e = 0; e < scope.length; e++) {
            if (scope[e] == unknown) {
                return beliefs.evidence()[f][e] / Math.log(2);
            }
        }
        return 0;
    }
}
