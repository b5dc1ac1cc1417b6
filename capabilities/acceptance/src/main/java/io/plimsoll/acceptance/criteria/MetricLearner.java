/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import io.plimsoll.acceptance.CanonicalJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Learns one metric in one class of nodes. */
final class MetricLearner {

    /** With fewer nodes (or scopes) no tail can be fitted. */
    static final int UNITS_MIN = 20;

    /** Values that differ by less are the same: the last bits of a conversion of units. */
    private static final double LAST_BITS = 1e-12;

    private static final int INDEPENDENT_FEW = 60;

    /** A value does not count where fewer than this many of all were to be expected so far out. */
    private static final double EXPECTED_BEYOND = 0.05;

    private static final int GROWTHS_MAX = 10;

    private static final double MODEL_SHARE = 0.8;
    private static final double MODEL_DOUBT = 9;
    private static final double MODEL_VALUES = 150;
    private static final double MODEL_SKEW = 3;

    /** The reference saw 10.36 % of nodes bad over all tests at build-out, 6.04 % in the worst single one. */
    private static final double SET_ASIDE_MANY = 0.12;

    private static final double WIDE = 0.25;
    private static final int ROUNDS_MAX = 3;

    private final Column column;
    private final Direction direction;
    private final LearnOptions options;
    private final double p;
    private final boolean relative;
    private final double[] means;
    private final int[] group;
    private final int groups;
    private final boolean byNode;
    private final List<Note> notes = new ArrayList<>();
    private double[] sorted = {};
    private double step;
    private double independentShare = 1;

    /** @param p the chance that a healthy node fails this metric */
    MetricLearner(Column column, LearnOptions options, double p) {
        this.column = column;
        this.options = options;
        this.direction = options.directions().of(column.metric);
        this.relative = Arrays.stream(column.values).allMatch(v -> v > 0);
        this.means = new double[column.units()];
        for (int u = 0; u < means.length; u++) {
            means[u] = column.mean(u);
        }
        this.byNode = column.distinctNodes() >= UNITS_MIN;
        this.p = byNode ? p : p / Math.max(1, column.unitsOfNodeMax());
        this.group = new int[column.units()];
        for (int u = 1; u < group.length; u++) {
            group[u] = group[u - 1] + (this.byNode && column.node[u] == column.node[u - 1] ? 0 : 1);
        }
        this.groups = group.length == 0 ? 0 : group[group.length - 1] + 1;
    }

    /** Whether there is something to learn; only such metrics share the budget. */
    static boolean learnable(Column column) {
        if (column.units() < UNITS_MIN) {
            return false;
        }
        for (double v : column.values) {
            if (v != column.values[0]) {
                return true;
            }
        }
        return false;
    }

    /** The law of the noise by this metric alone, to be weighed with those of the others; empty if there is none. */
    Optional<NoiseLaw> law() {
        if (!learnable(column)) {
            return Optional.empty();
        }
        sorted = means.clone();
        Arrays.sort(sorted);
        step = step(sorted);
        independentShare = independentShare();
        return Optional.of(grow(Shapes.BEFORE).own()).filter(NoiseLaw::known);
    }

    /** What is learned, after {@link #law} was asked. */
    LearnedCriterion learn(Shapes shapes) {
        if (!learnable(column)) {
            return unusable();
        }
        if (!options.directions().knows(column.metric)) {
            note(Note.Code.DIRECTION_UNKNOWN, "no line of the table says which side is bad: both are judged");
        }
        if (column.distinctNodes() < UNITS_MIN) {
            note(
                    Note.Code.SCOPES_AS_NODES,
                    "%d nodes: their %d scopes were counted as if independent",
                    column.distinctNodes(),
                    groups);
        }
        return criterion(grow(shapes));
    }

    /**
     * The nodes that count, and the law of their noise.
     *
     * @param sorted distances of all units, bad ones positive, ascending; those in {@code from..to} count
     * @param own the law by this metric alone
     * @param drawn the law with its shape drawn to that of all metrics
     */
    @SuppressWarnings("ArrayRecordComponent") // numbers of an inner loop, never compared
    private record Kept(double[] centroid, double[] sorted, int from, int to, NoiseLaw own, NoiseLaw drawn) {
        double low() {
            return sorted[from];
        }

        double high() {
            return sorted[to - 1];
        }
    }

    private Kept grow(Shapes shapes) {
        boolean[] all = new boolean[column.units()];
        Arrays.fill(all, true);
        double[] centroid = column.single() ? middle(0, sorted.length) : Centroid.of(column, all, relative);
        Kept kept = grow(shapes, centroid);
        for (int round = 1; round < ROUNDS_MAX && kept.to() - kept.from() < sorted.length; round++) {
            double[] next = column.single()
                    ? badIsLow()
                            ? middle(sorted.length - kept.to(), sorted.length - kept.from())
                            : middle(kept.from(), kept.to())
                    : Centroid.of(column, units(kept), relative);
            if (Arrays.equals(next, kept.centroid())) {
                break;
            }
            kept = grow(shapes, next);
        }
        return kept;
    }

    private boolean badIsLow() {
        return direction != Direction.LOWER_IS_BETTER;
    }

    private double[] middle(int from, int to) {
        return new double[] {relative ? Centroid.mostSimilar(sorted, from, to) : sorted[(from + to - 1) / 2]};
    }

    /** From the inner part outwards, as long as the law of those that count explains the next ones. */
    private Kept grow(Shapes shapes, double[] centroid) {
        double[] y = distances(centroid);
        double resolution = step / scale(centroid);
        int n = y.length;
        int to = Tail.countTo(y, Tail.start(y, resolution));
        int from = 0;
        if (direction == Direction.BOTH) {
            double[] turned = turned(y);
            from = n - Tail.countTo(turned, Tail.start(turned, resolution));
        }
        double keepAt = EXPECTED_BEYOND / n;
        NoiseLaw own = law(y, from, to);
        NoiseLaw drawn = shapes.draw(own);
        for (int round = 0; round < GROWTHS_MAX && own.known(); round++) {
            int moreTo = Math.max(to, Tail.countTo(y, drawn.exceededWith(keepAt) + resolution));
            int moreFrom = from;
            if (from > 0) {
                double[] turned = turned(y);
                NoiseLaw other = shapes.draw(law(turned, n - to, n - from));
                moreFrom = Math.min(from, n - Tail.countTo(turned, other.exceededWith(keepAt) + resolution));
            }
            if (moreTo == to && moreFrom == from) {
                break;
            }
            to = moreTo;
            from = moreFrom;
            own = law(y, from, to);
            drawn = shapes.draw(own);
        }
        return new Kept(centroid, y, from, to, own, drawn);
    }

    private NoiseLaw law(double[] y, int from, int to) {
        return LawFit.fit(y, from, to, Math.max(2, (to - from) * independentShare));
    }

    private static double[] turned(double[] y) {
        double[] out = new double[y.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = -y[y.length - 1 - i];
        }
        return out;
    }

    /** Of all units, ascending, bad ones positive; ties from a coarse tool are spread over one of its steps. */
    private double[] distances(double[] centroid) {
        int n = column.units();
        double[] out = new double[n];
        if (column.single()) {
            for (int i = 0; i < n; i++) {
                int at = badIsLow() ? n - 1 - i : i;
                out[i] = Distance.signed(sorted, at, at + 1, centroid, direction, relative);
            }
        } else {
            for (int u = 0; u < n; u++) {
                out[u] = signed(u, centroid);
            }
            Arrays.sort(out);
        }
        return step > 0 && column.single() ? Dip.spread(out, step / scale(centroid)) : out;
    }

    private double signed(int u, double[] centroid) {
        return Distance.signed(column.values, column.start[u], column.start[u + 1], centroid, direction, relative);
    }

    /** By unit: whether it counts. */
    private boolean[] units(Kept kept) {
        boolean[] out = new boolean[column.units()];
        double edge = step / scale(kept.centroid()) / 2;
        for (int u = 0; u < out.length; u++) {
            double y = signed(u, kept.centroid());
            out[u] = y >= kept.low() - edge && y <= kept.high() + edge;
        }
        return out;
    }

    /** Values of one node go together: the share of independent ones, by the spread of nodes beside that of their scopes. */
    private double independentShare() {
        int units = column.units();
        if (groups == units) {
            return 1;
        }
        boolean[] all = new boolean[units];
        Arrays.fill(all, true);
        double[] nodes = nodeMeans(all);
        double ofUnits = quartiles(sorted);
        double ofNodes = quartiles(nodes);
        double share = ofNodes > 0 ? groups * ofUnits * ofUnits / (ofNodes * ofNodes) / units : 1;
        return Math.clamp(share, (double) groups / units, 1);
    }

    private static double quartiles(double[] ascending) {
        return ascending[(3 * ascending.length - 1) / 4] - ascending[(ascending.length - 1) / 4];
    }

    private double scale(double[] centroid) {
        return relative ? Arrays.stream(centroid).average().orElse(1) : 1;
    }

    /** The distance that a healthy node exceeds with the chance that this metric has. */
    private double limit(Kept kept, double resolution) {
        double each = byNode ? p / Math.max(1, column.scopesOfNodeMax()) : p;
        if (!kept.own().known() || kept.drawn().spread(NoiseLaw.READ_TO) < resolution) {
            // Ties: the middle says nothing of the spread.
            double[] worst = worst(kept.centroid());
            Arrays.sort(worst);
            return Tail.fit(worst, p, resolution).limit();
        }
        if (direction != Direction.BOTH) {
            return kept.drawn().exceededWith(each * share(kept.drawn())) + resolution;
        }
        int n = kept.sorted().length;
        double[] turned = turned(kept.sorted());
        NoiseLaw own = law(turned, n - kept.to(), n - kept.from());
        NoiseLaw other = new Shapes(-kept.drawn().skew(), 0.01, kept.drawn().weight(), 0.01).draw(own);
        double low = kept.drawn().exceededWith(each / 2 * share(kept.drawn()));
        double high = own.known() ? other.exceededWith(each / 2 * share(other)) : low;
        return Math.max(low, high) + resolution;
    }

    /**
     * The law is asked for this share of the wanted chance; the rest is for what the form of the law gets wrong: more where few
     * values were read, and where it is far from normal.
     */
    private static double share(NoiseLaw law) {
        return MODEL_SHARE
                * law.independent()
                / (law.independent() + MODEL_VALUES)
                * Math.exp(-MODEL_DOUBT * Math.max(0, law.weight()))
                / (1 + MODEL_SKEW * Math.abs(law.skew()));
    }

    /** By group (a node, or a scope where nodes are few): the distance of its worst sample. */
    private double[] worst(double[] centroid) {
        double[] out = new double[groups];
        for (int u = 0; u < group.length; u++) {
            double d =
                    Distance.worse(column.values, column.start[u], column.start[u + 1], centroid, direction, relative);
            out[group[u]] = Math.max(out[group[u]], d);
        }
        return out;
    }

    /** The smallest step between values where a tool prints few digits, so that many are equal; else 0. */
    static double step(double[] sorted) {
        double step = Double.POSITIVE_INFINITY;
        int distinct = 1;
        for (int i = 1; i < sorted.length; i++) {
            double gap = sorted[i] - sorted[i - 1];
            if (gap > LAST_BITS * Math.abs(sorted[i])) {
                distinct++;
                step = Math.min(step, gap);
            }
        }
        return distinct * 2 <= sorted.length && Double.isFinite(step) ? step : 0;
    }

    private LearnedCriterion criterion(Kept kept) {
        double[] centroid = kept.centroid();
        double resolution = step / scale(centroid);
        double limit = Math.max(limit(kept, resolution), relative ? options.materialMin() : 0);
        boolean[] in = units(kept);
        Repeatability repeatability = Repeatability.of(column, in, means);
        boolean used = modes(nodeMeans(in), step);
        if (repeatability.value() < options.repeatabilityMin()) {
            used = false;
            note(
                    Note.Code.LOW_REPEATABILITY,
                    "repeatability %.4f is under the %.4f that is needed: not used",
                    repeatability.value(),
                    options.repeatabilityMin());
        }
        if (relative && limit >= 1) {
            used = false;
            note(Note.Code.WIDE_LIMIT, "no value would be far enough from the centre to fail: not used");
        } else if (relative && limit > WIDE) {
            note(Note.Code.WIDE_LIMIT, "only %.0f %% worse than the centre is a failure", 100 * limit);
        }
        int aside = aside(centroid, limit);
        if (aside > SET_ASIDE_MANY * groups) {
            note(Note.Code.MANY_SET_ASIDE, "%d of %d set aside as bad: look before you sign", aside, groups);
        }
        double independent = kept.own().independent();
        if (independent < INDEPENDENT_FEW) {
            note(
                    Note.Code.SMALL_SAMPLE,
                    "%.0f independent values are few for a chance of %.1e: the limit rests on the shape that all metrics"
                            + " have, and is wide; without a model it would take %.0f",
                    independent,
                    p,
                    Math.ceil(Math.log(0.05) / Math.log1p(-p)));
        }
        double low = Distance.valueAt(centroid, limit, true, relative);
        double high = Distance.valueAt(centroid, limit, false, relative);
        boolean lowBad = direction != Direction.LOWER_IS_BETTER;
        boolean highBad = direction != Direction.HIGHER_IS_BETTER;
        double centre = Arrays.stream(centroid).average().orElse(0);
        return new LearnedCriterion(
                column.metric,
                column.unit,
                direction,
                used,
                used && lowBad ? Optional.of(low) : Optional.empty(),
                used && highBad ? Optional.of(high) : Optional.empty(),
                limit,
                relative,
                p,
                Arrays.stream(centroid).boxed().toList(),
                centre,
                false,
                population(kept, aside, repeatability),
                notes);
    }

    /** Tells more than one mode among the kept nodes; such a metric is not used without an anchor. */
    private boolean modes(double[] nodeMeans, double step) {
        if (nodeMeans.length < Dip.VALUES_MIN) {
            return true;
        }
        double dip = Dip.scaled(nodeMeans, step);
        if (dip < Dip.THRESHOLD) {
            return true;
        }
        int at = Dip.split(nodeMeans);
        note(
                Note.Code.MULTIMODAL,
                "two groups: %d near %s and %d near %s (dip %.2f, told from %.2f): not used;"
                        + " tell the classes apart, or anchor to a signed set",
                at,
                CanonicalJson.rounded(nodeMeans[at / 2]),
                nodeMeans.length - at,
                CanonicalJson.rounded(nodeMeans[at + (nodeMeans.length - at) / 2]),
                dip,
                Dip.THRESHOLD);
        return false;
    }

    private double[] nodeMeans(boolean[] kept) {
        double[] out = new double[groups];
        int n = 0;
        for (int u = 0; u < kept.length; ) {
            double sum = 0;
            int end = u;
            boolean all = true;
            while (end < kept.length && group[end] == group[u]) {
                sum += means[end];
                all &= kept[end];
                end++;
            }
            if (all) {
                out[n++] = sum / (end - u);
            }
            u = end;
        }
        double[] sorted = Arrays.copyOf(out, n);
        Arrays.sort(sorted);
        return sorted;
    }

    /** Groups with a unit beyond the limit. */
    private int aside(double[] centroid, double limit) {
        int out = 0;
        for (double d : worst(centroid)) {
            out += d > limit ? 1 : 0;
        }
        return out;
    }

    private LearnedCriterion.Population population(Kept kept, int aside, Repeatability repeatability) {
        boolean[] all = new boolean[column.units()];
        Arrays.fill(all, true);
        double[] nodes = nodeMeans(all);
        List<Double> quantiles = LearnedCriterion.Population.LEVELS.stream()
                .map(q -> nodes[(int) Math.round(q * (nodes.length - 1))])
                .toList();
        double spread = kept.own().known() ? kept.drawn().spread(1) * scale(kept.centroid()) : 0;
        return new LearnedCriterion.Population(
                column.distinctNodes(),
                aside,
                column.scopesOfNodeMax(),
                repeatability.value(),
                repeatability.repeats(),
                repeatability.share(spread),
                (int) kept.own().independent(),
                kept.own().known() ? kept.drawn().skew() : 0,
                kept.own().known() ? kept.drawn().weight() : 0,
                quantiles);
    }

    private LearnedCriterion unusable() {
        if (column.units() == 0) {
            note(Note.Code.NO_VALUES, "no value that could be used");
        } else if (column.units() >= UNITS_MIN) {
            note(Note.Code.CONSTANT, "always %s: nothing can be learned", CanonicalJson.rounded(column.values[0]));
        } else {
            note(
                    Note.Code.TOO_FEW_NODES,
                    "%d samples of %d nodes, at least %d are needed",
                    column.units(),
                    column.distinctNodes(),
                    UNITS_MIN);
        }
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        double centre = sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
        return new LearnedCriterion(
                column.metric,
                column.unit,
                direction,
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                relative,
                p,
                sorted.length == 0 ? List.of() : List.of(centre),
                centre,
                false,
                new LearnedCriterion.Population(
                        column.distinctNodes(), 0, column.scopesOfNodeMax(), 0, 0, 0, 0, 0, 0, List.of()),
                notes);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need Error Prone at run time
    private void note(Note.Code code, String format, Object... arguments) {
        notes.add(new Note(code, String.format(Locale.ROOT, format, arguments)));
    }
}
