/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Learns a {@link CriterionSet}. The budget is shared out evenly over the metrics that can be learned (Bonferroni: it holds
 * however the metrics depend on one another, and is safe where they do). Metrics are learned side by side, in two passes: the
 * first reads the law of each one's noise, then all shapes are weighed together ({@link Shapes}), and the second takes a
 * metric's limit from its own law and the shape of all. Sums are in the order of metrics, so the number of threads changes
 * nothing.
 */
public final class Learner {

    private static final List<Note.Code> ALARMS = List.of(
            Note.Code.MULTIMODAL,
            Note.Code.MANY_SET_ASIDE,
            Note.Code.SHIFTED,
            Note.Code.LOOSENED,
            Note.Code.MISSING_METRIC,
            Note.Code.CLASS_WORSE);

    private final Samples samples;
    private final LearnOptions options;
    private final Stratum[] ofNode;
    private final List<Note> notes;

    private Learner(Samples samples, LearnOptions options) {
        this.samples = samples;
        this.options = options;
        this.notes = new ArrayList<>(samples.notes());
        this.ofNode = samples.nodes().stream()
                .map(n -> options.strata().getOrDefault(n, Stratum.ALL))
                .toArray(Stratum[]::new);
    }

    public static CriterionSet learn(Samples samples, LearnOptions options) {
        return new Learner(samples, options).learn();
    }

    private CriterionSet learn() {
        Map<Stratum, List<LearnedCriterion>> learned = new TreeMap<>();
        Map<BitSet, List<MetricLearner>> learners = new LinkedHashMap<>();
        Map<Stratum, BitSet> nodesOf = new TreeMap<>();
        for (Stratum stratum : classes()) {
            BitSet in = in(stratum);
            if (in.cardinality() < MetricLearner.UNITS_MIN && stratum.wider().isPresent()) {
                notes.add(new Note(
                        Note.Code.FALLBACK,
                        stratum.key() + " has " + in.cardinality() + " nodes, too few of its own: "
                                + stratum.wider().orElseThrow().key() + " counts for it"));
                continue;
            }
            // A wider class with no other nodes than its one narrower class is learned once.
            nodesOf.put(stratum, in);
            learners.computeIfAbsent(in, this::learners);
        }
        List<MetricLearner> all =
                learners.values().stream().flatMap(List::stream).toList();
        Shapes shapes = Shapes.of(all.parallelStream()
                .map(MetricLearner::law)
                .flatMap(Optional::stream)
                .toList());
        Map<BitSet, List<LearnedCriterion>> same = new HashMap<>();
        learners.forEach((in, list) ->
                same.put(in, list.parallelStream().map(l -> l.learn(shapes)).toList()));
        nodesOf.forEach((stratum, in) -> learned.put(stratum, anchored(stratum, same.getOrDefault(in, List.of()))));
        classWorse(learned);
        TreeMap<String, List<LearnedCriterion>> strata = new TreeMap<>();
        learned.forEach((k, v) -> strata.put(k.key(), v));
        List<Note> alarms = new ArrayList<>();
        strata.forEach((key, list) -> list.forEach(c -> c.notes().stream()
                .filter(n -> ALARMS.contains(n.code()))
                .map(n -> new Note(n.code(), c.metric() + " (" + key + "): " + n.text()))
                .forEach(alarms::add)));
        if (strata.values().stream()
                .flatMap(List::stream)
                .allMatch(c -> c.population().repeats() == 0)) {
            notes.add(new Note(
                    Note.Code.NO_REPEATS,
                    "nothing was measured twice: the spread between nodes stands in for repeatability"));
        }
        return new CriterionSet(
                options.name(),
                options.anchor().map(a -> a.set().version() + 1).orElse(1),
                options.learnedAt(),
                options.budget(),
                samples.nodes().size(),
                chain(),
                strata,
                alarms,
                notes);
    }

    private List<CriterionSet.AnchorRef> chain() {
        List<CriterionSet.AnchorRef> out = new ArrayList<>();
        options.anchor().ifPresent(a -> {
            out.add(new CriterionSet.AnchorRef(
                    a.set().name(), a.set().version(), a.sha256().hex(), a.signedBy()));
            out.addAll(a.set().anchors());
        });
        return out;
    }

    private SortedSet<Stratum> classes() {
        TreeSet<Stratum> out = new TreeSet<>();
        for (Stratum stratum : ofNode) {
            for (Optional<Stratum> at = Optional.of(stratum);
                    at.isPresent();
                    at = at.get().wider()) {
                out.add(at.get());
            }
        }
        return out;
    }

    /** The nodes of a class; a wider class has those of all narrower ones. */
    private BitSet in(Stratum stratum) {
        BitSet in = new BitSet(ofNode.length);
        for (int i = 0; i < ofNode.length; i++) {
            in.set(i, isIn(ofNode[i], stratum));
        }
        return in;
    }

    private static boolean isIn(Stratum node, Stratum stratum) {
        for (Optional<Stratum> at = Optional.of(node);
                at.isPresent();
                at = at.get().wider()) {
            if (at.get().equals(stratum)) {
                return true;
            }
        }
        return false;
    }

    private List<MetricLearner> learners(BitSet in) {
        boolean[] wanted = new boolean[ofNode.length];
        in.stream().forEach(i -> wanted[i] = true);
        List<Column> own =
                samples.columns().parallelStream().map(c -> c.only(wanted)).toList();
        long learnable = own.parallelStream().filter(MetricLearner::learnable).count();
        double p = options.budget() / Math.max(1, learnable);
        return own.parallelStream().map(c -> new MetricLearner(c, options, p)).toList();
    }

    private List<LearnedCriterion> anchored(Stratum stratum, List<LearnedCriterion> learned) {
        return options.anchor()
                .flatMap(a -> a.set().forStratum(stratum))
                .map(e -> new Anchoring(options, e.getValue()).hold(learned))
                .orElse(learned);
    }

    /** A class of nodes that is worse than a sibling by more than the sibling allows its own: maybe its firmware is wrong. */
    private void classWorse(Map<Stratum, List<LearnedCriterion>> learned) {
        Map<Stratum, List<LearnedCriterion>> before = new TreeMap<>(learned);
        learned.replaceAll((stratum, list) -> {
            List<LearnedCriterion> out = list;
            for (Map.Entry<Stratum, List<LearnedCriterion>> other : before.entrySet()) {
                Stratum sibling = other.getKey();
                if (!sibling.equals(stratum)
                        && !stratum.equals(Stratum.ALL)
                        && sibling.wider().equals(stratum.wider())
                        && sibling.wider().isPresent()) {
                    out = heldAgainst(out, sibling, other.getValue());
                }
            }
            return out;
        });
    }

    private static List<LearnedCriterion> heldAgainst(
            List<LearnedCriterion> own, Stratum sibling, List<LearnedCriterion> theirs) {
        Map<String, LearnedCriterion> byMetric = new TreeMap<>();
        theirs.forEach(c -> byMetric.put(c.metric(), c));
        return own.stream()
                .map(c -> {
                    LearnedCriterion other = byMetric.get(c.metric());
                    if (other == null || !other.used() || c.centroid().isEmpty()) {
                        return c;
                    }
                    double worse = Anchoring.worse(c.sample(), other);
                    if (worse <= other.distanceMax()) {
                        return c;
                    }
                    List<Note> told = new ArrayList<>(c.notes());
                    told.add(new Note(
                            Note.Code.CLASS_WORSE,
                            "the centre is " + Anchoring.told(worse, c.relative()) + " worse than that of "
                                    + sibling.key() + ", whose own nodes may be "
                                    + Anchoring.told(other.distanceMax(), c.relative())));
                    return c.with(c.used(), told);
                })
                .toList();
    }
}
