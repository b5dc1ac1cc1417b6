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

    private static final int EXCEEDANCES_FEW = 30;

    /** The reference saw 10.36 % of nodes bad over all tests at build-out, 6.04 % in the worst single one. */
    private static final double SET_ASIDE_MANY = 0.12;

    private static final double WIDE = 0.25;
    private static final int ROUNDS_MAX = 5;

    private final Column column;
    private final Direction direction;
    private final LearnOptions options;
    private final double p;
    private final boolean relative;
    private final double[] means;
    private final int[] group;
    private final int groups;
    private final List<Note> notes = new ArrayList<>();

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
        boolean byNode = column.distinctNodes() >= UNITS_MIN;
        this.p = byNode ? p : p / Math.max(1, column.unitsOfNodeMax());
        this.group = new int[column.units()];
        for (int u = 1; u < group.length; u++) {
            group[u] = group[u - 1] + (byNode && column.node[u] == column.node[u - 1] ? 0 : 1);
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

    LearnedCriterion learn() {
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
        double[] sorted = means.clone();
        Arrays.sort(sorted);
        double step = step(sorted);
        return column.single() && groups == column.units() ? simple(sorted, step) : series(step);
    }

    /** One value a node: everything is read off one sorted array, and the nodes that count are a range of it. */
    private LearnedCriterion simple(double[] sorted, double step) {
        double[] kept = sorted;
        double[] centroid = {};
        Tail.Fit fit = new Tail.Fit(0, 0, 0, 0);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            centroid = new double[] {relative ? Centroid.mostSimilar(kept) : kept[(kept.length - 1) / 2]};
            double[] ascending = ascending(sorted, centroid);
            fit = Tail.fit(ascending, p, step / scale(centroid));
            double edge = ascending[fit.kept() - 1];
            int from = 0;
            int to = sorted.length;
            while (Distance.worse(sorted, from, from + 1, centroid, direction, relative) > edge) {
                from++;
            }
            while (Distance.worse(sorted, to - 1, to, centroid, direction, relative) > edge) {
                to--;
            }
            boolean same = to - from == kept.length;
            kept = Arrays.copyOfRange(sorted, from, to);
            if (same) {
                break;
            }
        }
        return criterion(centroid, fit, Repeatability.ofNodes(kept), kept, sorted, step);
    }

    /** The distances of sorted values, sorted: without a sort where one side alone is bad. */
    private double[] ascending(double[] sorted, double[] centroid) {
        int n = sorted.length;
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            int at = direction == Direction.HIGHER_IS_BETTER ? n - 1 - i : i;
            out[i] = Distance.worse(sorted, at, at + 1, centroid, direction, relative);
        }
        if (direction == Direction.BOTH) {
            Arrays.sort(out);
        }
        return out;
    }

    private LearnedCriterion series(double step) {
        boolean[] kept = new boolean[column.units()];
        Arrays.fill(kept, true);
        double[] all = nodeMeans(kept);
        double[] centroid = {};
        Tail.Fit fit = new Tail.Fit(0, 0, 0, 0);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            centroid = Centroid.of(column, kept, relative);
            double[] distance = distances(centroid);
            double[] ascending = distance.clone();
            Arrays.sort(ascending);
            fit = Tail.fit(ascending, p, step / scale(centroid));
            double edge = ascending[fit.kept() - 1];
            boolean changed = false;
            for (int u = 0; u < kept.length; u++) {
                boolean in = distance[group[u]] <= edge;
                changed |= in != kept[u];
                kept[u] = in;
            }
            if (!changed) {
                break;
            }
        }
        return criterion(centroid, fit, Repeatability.of(column, kept, means), nodeMeans(kept), all, step);
    }

    private double scale(double[] centroid) {
        return relative ? Arrays.stream(centroid).average().orElse(1) : 1;
    }

    /** By group (a node, or a scope where nodes are few): the distance of its worst sample. */
    private double[] distances(double[] centroid) {
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
            if (gap > 0) {
                distinct++;
                step = Math.min(step, gap);
            }
        }
        return distinct * 2 <= sorted.length && Double.isFinite(step) ? step : 0;
    }

    /**
     * @param kept sorted means of the nodes that count
     * @param all sorted means of all nodes
     */
    private LearnedCriterion criterion(
            double[] centroid, Tail.Fit fit, Repeatability repeatability, double[] kept, double[] all, double step) {
        double limit = Math.max(fit.limit(), relative ? options.materialMin() : 0);
        boolean used = modes(kept, step);
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
        int aside = groups - fit.kept();
        if (aside > SET_ASIDE_MANY * groups) {
            note(Note.Code.MANY_SET_ASIDE, "%d of %d set aside as bad: look before you sign", aside, groups);
        }
        if (fit.exceedances() < EXCEEDANCES_FEW) {
            note(
                    Note.Code.SMALL_SAMPLE,
                    "%d samples are few for a chance of %.1e: the limit rests on a tail fitted on %d and is wide;"
                            + " without a model it would take %.0f",
                    fit.kept(),
                    p,
                    fit.exceedances(),
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
                population(fit, aside, repeatability, all),
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

    private LearnedCriterion.Population population(Tail.Fit fit, int aside, Repeatability repeatability, double[] all) {
        List<Double> quantiles = LearnedCriterion.Population.LEVELS.stream()
                .map(q -> all[(int) Math.round(q * (all.length - 1))])
                .toList();
        return new LearnedCriterion.Population(
                column.distinctNodes(),
                aside,
                column.scopesOfNodeMax(),
                repeatability.value(),
                repeatability.repeats(),
                fit.exceedances(),
                fit.shape(),
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
                        column.distinctNodes(), 0, column.scopesOfNodeMax(), 0, 0, 0, 0, List.of()),
                notes);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would need Error Prone at run time
    private void note(Note.Code code, String format, Object... arguments) {
        notes.add(new Note(code, String.format(Locale.ROOT, format, arguments)));
    }
}
