/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.Units;
import io.plimsoll.acceptance.judge.Judge;
import io.plimsoll.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Judges nodes by a set, also nodes and measurements that the set was not learned from. A metric of the set that a node
 * lacks is NOT_RUN, never a pass; a scope that is missing, or runs that disagree, are INCONCLUSIVE; so is a metric of which
 * the set says that the fleet is of two kinds.
 */
public final class CriteriaJudge {

    private static final double TOLERANCE = 1e-9;

    private final CriterionSet set;
    private final Samples samples;
    private final List<List<LearnedCriterion>> classes = new ArrayList<>();
    private final List<String> classKeys = new ArrayList<>();
    private final int[] classOf;

    /** A finding with the index of its node. */
    private record Found(int node, NodeJudgement.Finding finding) {}

    /** What one criterion says: how many of its nodes were judged stands in {@code judged}. */
    private record Outcome(BitSet judged, List<Found> found) {}

    private CriteriaJudge(CriterionSet set, Samples samples, Map<String, Stratum> strata) {
        this.set = set;
        this.samples = samples;
        this.classOf = new int[samples.nodes().size()];
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < classOf.length; i++) {
            Stratum stratum = strata.getOrDefault(samples.nodes().get(i), Stratum.ALL);
            Optional<Map.Entry<String, List<LearnedCriterion>>> found = this.set.forStratum(stratum);
            String key = found.map(Map.Entry::getKey).orElse("none for " + stratum.key());
            Integer at = index.get(key);
            if (at == null) {
                at = classes.size();
                index.put(key, at);
                classes.add(found.map(Map.Entry::getValue).orElse(List.of()));
                classKeys.add(key);
            }
            classOf[i] = at;
        }
    }

    /**
     * @param strata the class of each node; nodes not named are of {@link Stratum#ALL}
     * @return one judgement a node, in the order of names
     */
    public static List<NodeJudgement> judge(CriterionSet set, Samples samples, Map<String, Stratum> strata) {
        return new CriteriaJudge(set, samples, strata).judge();
    }

    /** Metrics that were measured and that the set does not know. */
    public static List<String> unknown(CriterionSet set, Samples samples) {
        return samples.metrics().stream()
                .filter(m -> set.strata().values().stream()
                        .flatMap(List::stream)
                        .noneMatch(c -> c.metric().equals(m)))
                .toList();
    }

    private List<NodeJudgement> judge() {
        int n = classOf.length;
        Map<String, Column> columns = new TreeMap<>();
        samples.columns().forEach(c -> columns.put(c.metric, c));
        int[] judged = new int[n];
        List<List<NodeJudgement.Finding>> found = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            found.add(new ArrayList<>());
            for (String error : samples.errors(samples.nodes().get(i))) {
                found.get(i)
                        .add(new NodeJudgement.Finding(
                                error, "", Verdict.ERROR, 0, "", "", 0, 0, "the test broke: " + error));
            }
        }
        for (int k = 0; k < classes.size(); k++) {
            int group = k;
            List<LearnedCriterion> criteria = classes.get(k);
            @Nullable Outcome[] outcomes = new Outcome[criteria.size()];
            IntStream.range(0, outcomes.length).parallel().forEach(i -> {
                LearnedCriterion c = criteria.get(i);
                outcomes[i] = outcome(c, Optional.ofNullable(columns.get(c.metric())), group);
            });
            for (@Nullable Outcome o : outcomes) {
                Outcome outcome = Objects.requireNonNull(o);
                outcome.judged().stream().forEach(i -> judged[i]++);
                outcome.found().forEach(f -> found.get(f.node()).add(f.finding()));
            }
        }
        List<NodeJudgement> out = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            out.add(node(i, judged[i], found.get(i)));
        }
        return out;
    }

    private NodeJudgement node(int i, int judged, List<NodeJudgement.Finding> found) {
        List<NodeJudgement.Finding> sorted = found.stream()
                .sorted(Comparator.comparing(NodeJudgement.Finding::metric))
                .sorted((a, b) ->
                        a.verdict() == b.verdict() ? 0 : Judge.worse(a.verdict(), b.verdict()) == a.verdict() ? -1 : 1)
                .toList();
        Verdict verdict = sorted.stream()
                .map(NodeJudgement.Finding::verdict)
                .reduce(judged == 0 ? Verdict.INCONCLUSIVE : Verdict.PASS, Judge::worse);
        return new NodeJudgement(samples.nodes().get(i), classKeys.get(classOf[i]), verdict, judged, sorted);
    }

    private Outcome outcome(LearnedCriterion c, Optional<Column> column, int group) {
        int n = classOf.length;
        BitSet judged = new BitSet(n);
        List<Found> found = new ArrayList<>();
        if (!c.used()) {
            if (c.has(Note.Code.MULTIMODAL) || c.has(Note.Code.CONSTANT)) {
                unused(c, column, group, found);
            }
            if (c.population().nodes() > 0) {
                BitSet measured = new BitSet(n);
                column.ifPresent(col -> Arrays.stream(col.node).forEach(measured::set));
                missing(c, measured, group, found);
            }
            return new Outcome(judged, found);
        }
        BitSet seen = new BitSet(n);
        column.ifPresent(col -> {
            double[] centroid = c.sample();
            OptionalDouble factor = Units.convert(1, col.unit, c.unit());
            for (int u = 0; u < col.units(); ) {
                int node = col.node[u];
                int end = u;
                while (end < col.units() && col.node[end] == node) {
                    end++;
                }
                if (classOf[node] == group) {
                    seen.set(node);
                    judged.set(node, factor.isPresent());
                    one(c, col, centroid, factor, u, end).ifPresent(f -> found.add(new Found(node, f)));
                }
                u = end;
            }
            for (int node : col.broken) {
                if (classOf[node] == group) {
                    seen.set(node);
                    found.add(new Found(
                            node,
                            plain(c, Verdict.ERROR, "a value could not be used: no finite number of " + c.unit())));
                }
            }
        });
        missing(c, seen, group, found);
        return new Outcome(judged, found);
    }

    private void missing(LearnedCriterion c, BitSet seen, int group, List<Found> found) {
        for (int i = seen.nextClearBit(0); i < classOf.length; i = seen.nextClearBit(i + 1)) {
            if (classOf[i] == group) {
                found.add(new Found(i, plain(c, Verdict.NOT_RUN, "not measured")));
            }
        }
    }

    /** The units {@code from..to} of one node; empty if all are within the limit. */
    private Optional<NodeJudgement.Finding> one(
            LearnedCriterion c, Column col, double[] centroid, OptionalDouble factor, int from, int to) {
        if (factor.isEmpty()) {
            return Optional.of(plain(
                    c,
                    Verdict.ERROR,
                    "measured in '" + col.unit + "', which cannot be compared with '" + c.unit() + "'"));
        }
        double f = factor.getAsDouble();
        double worst = -1;
        int at = from;
        int scopes = 0;
        boolean mixed = false;
        boolean bad = false;
        String again = "";
        for (int u = from; u < to; ) {
            int fails = 0;
            int runs = 0;
            double sum = 0;
            int scope = col.scope[u];
            for (; u < to && col.scope[u] == scope; u++) {
                double d = distance(c, col, centroid, f, u);
                fails += within(c, d) ? 0 : 1;
                sum += d;
                runs++;
                if (d > worst) {
                    worst = d;
                    at = u;
                }
            }
            scopes++;
            boolean repeated = runs > 1 && sum / runs > c.distanceMax(runs) * (1 + TOLERANCE);
            mixed |= fails > 0 && fails < runs && !repeated;
            bad |= fails == runs || repeated;
            if (repeated && fails < runs) {
                again = "the mean of " + runs + " runs is " + Anchoring.told(sum / runs, c.relative())
                        + " worse than the fleet, " + Anchoring.told(c.distanceMax(runs), c.relative())
                        + " is allowed for so many";
            }
        }
        if (bad || mixed) {
            boolean alone = !within(c, worst);
            String reason = bad && !alone
                    ? again
                    : bad
                            ? Anchoring.told(worst, c.relative()) + " worse than the fleet, "
                                    + Anchoring.told(c.distanceMax(), c.relative()) + " is allowed"
                            : "runs disagree: one is " + Anchoring.told(worst, c.relative()) + " worse than the fleet";
            return Optional.of(new NodeJudgement.Finding(
                    c.metric(),
                    samples.scopes().get(col.scope[at]),
                    bad ? Verdict.FAIL : Verdict.INCONCLUSIVE,
                    col.mean(at) * f,
                    c.unit(),
                    c.text(),
                    worst,
                    c.distanceMax(),
                    reason));
        }
        return scopes < c.population().scopes()
                ? Optional.of(plain(
                        c,
                        Verdict.INCONCLUSIVE,
                        "measured on " + scopes + " of " + c.population().scopes() + " scopes"))
                : Optional.empty();
    }

    static double distance(LearnedCriterion c, Column col, double[] centroid, double factor, int u) {
        if (factor == 1) {
            return Distance.worse(col.values, col.start[u], col.start[u + 1], centroid, c.direction(), c.relative());
        }
        double[] sample = Arrays.stream(col.sample(u)).map(v -> v * factor).toArray();
        return Distance.worse(sample, 0, sample.length, centroid, c.direction(), c.relative());
    }

    static boolean within(LearnedCriterion c, double distance) {
        return distance <= c.distanceMax() * (1 + TOLERANCE);
    }

    private void unused(LearnedCriterion c, Optional<Column> column, int group, List<Found> found) {
        if (c.has(Note.Code.MULTIMODAL)) {
            for (int i = 0; i < classOf.length; i++) {
                if (classOf[i] == group) {
                    found.add(new Found(
                            i,
                            plain(
                                    c,
                                    Verdict.INCONCLUSIVE,
                                    "the fleet is of two kinds, and nobody said which is right")));
                }
            }
            return;
        }
        column.ifPresent(col -> {
            int told = -1;
            for (int u = 0; u < col.units(); u++) {
                int node = col.node[u];
                if (classOf[node] == group && node != told && distance(c, col, c.sample(), 1, u) > c.distanceMax()) {
                    told = node;
                    found.add(new Found(
                            node,
                            plain(
                                    c,
                                    Verdict.INCONCLUSIVE,
                                    "is " + CanonicalJson.rounded(col.mean(u)) + " where the fleet always had "
                                            + CanonicalJson.rounded(c.centre()))));
                }
            }
        });
    }

    private static NodeJudgement.Finding plain(LearnedCriterion c, Verdict verdict, String reason) {
        return new NodeJudgement.Finding(c.metric(), "", verdict, 0, c.unit(), c.text(), 0, c.distanceMax(), reason);
    }
}
