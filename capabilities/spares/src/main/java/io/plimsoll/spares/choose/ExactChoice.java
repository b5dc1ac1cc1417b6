/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.choose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The least total loss for a limit on the total price: one option of each item.
 *
 * <p>The frontier gives a Lagrange multiplier, with it a bound from below, and a first answer. An option whose reduced loss would
 * lift the bound to that answer or above can be in no better one and is dropped (few items are left undecided). What is left is
 * solved by dynamic programming over items with undominated (price, loss) states, each cut by the same bound. If the states grow
 * over {@link #STATES_MAX} the best are kept, and the result carries the gap to the bound instead of a proof.
 */
public final class ExactChoice {

    /** Most states kept after one item. */
    public static final int STATES_MAX = 100_000;

    /** Most states kept in one round over all items: a bound on the work, whatever the size of the problem. */
    private static final int ROUND_MAX = 2_000_000;

    private static final double TOLERANCE = 1e-12;

    private final List<Options> items;
    private final double limit;
    private final double[] least;
    private double multiplier;
    private double bound;
    private int[] best;
    private double bestLoss = Double.POSITIVE_INFINITY;

    /**
     * @param option the chosen option of each item
     * @param bound no choice within the limit has less loss than this
     * @param proven whether no choice within the limit is better
     */
    public record Choice(List<Integer> option, double price, double loss, double bound, boolean proven) {
        /** How much better another choice could be at most. */
        public double gap() {
            return proven ? 0 : Math.max(0, loss - bound);
        }
    }

    private ExactChoice(List<Options> items, double limit) {
        this.items = items;
        this.limit = limit + TOLERANCE * Math.abs(limit);
        this.least = new double[items.size()];
        this.best = new int[items.size()];
    }

    /** Empty if not even the cheapest options fit. */
    public static Optional<Choice> within(List<Options> items, double limit) {
        ExactChoice choice = new ExactChoice(items, limit);
        double cheapest = items.stream().mapToDouble(o -> o.price(0)).sum();
        if (cheapest > choice.limit) {
            return Optional.empty();
        }
        choice.relax(cheapest);
        boolean complete = false;
        // An answer of a narrow round tightens the bound for the next.
        int widest = Math.min(STATES_MAX, ROUND_MAX / Math.max(1, items.size()));
        for (int width = 50; width <= widest && !complete; width = Math.max(width + 1, Math.min(width * 10, widest))) {
            complete = choice.search(width);
        }
        int[] at = choice.best;
        double price = 0;
        double loss = 0;
        for (int i = 0; i < at.length; i++) {
            price += items.get(i).price(at[i]);
            loss += items.get(i).loss(at[i]);
        }
        return Optional.of(
                new Choice(Arrays.stream(at).boxed().toList(), price, loss, Math.min(loss, choice.bound), complete));
    }

    /** Walks the frontier as far as the limit allows; sets the multiplier, the bound and the first answer. */
    private void relax(double cheapest) {
        double price = cheapest;
        boolean[] stuck = new boolean[items.size()];
        boolean broken = false;
        for (Frontier.Step step : Frontier.of(items).steps()) {
            if (stuck[step.item()]) {
                continue;
            }
            // From the option held now: after a step that did not fit, the rest of that item is left alone.
            double more = items.get(step.item()).price(step.option())
                    - items.get(step.item()).price(best[step.item()]);
            if (price + more <= limit) {
                price += more;
                best[step.item()] = step.option();
            } else {
                stuck[step.item()] = true;
                if (!broken) {
                    multiplier = step.gain();
                    broken = true;
                }
            }
        }
        bestLoss = 0;
        bound = -multiplier * limit;
        for (int i = 0; i < items.size(); i++) {
            bestLoss += items.get(i).loss(best[i]);
            least[i] = Double.POSITIVE_INFINITY;
            for (int k = 0; k < items.get(i).size(); k++) {
                least[i] = Math.min(least[i], weighed(i, k));
            }
            bound += least[i];
        }
    }

    private double weighed(int item, int option) {
        Options o = items.get(item);
        return o.loss(option) + multiplier * o.price(option);
    }

    private boolean better(double reduced) {
        return bound + reduced < bestLoss - TOLERANCE * Math.max(1e-6, Math.abs(bestLoss));
    }

    /** States after some items: sums, and where each came from. */
    private static final class Layer {
        double[] price = new double[16];
        double[] loss = new double[16];
        double[] reduced = new double[16];
        int[] from = new int[16];
        int[] option = new int[16];
        int size;

        void add(double p, double l, double r, int parent, int k) {
            if (size == price.length) {
                price = Arrays.copyOf(price, size * 2);
                loss = Arrays.copyOf(loss, size * 2);
                reduced = Arrays.copyOf(reduced, size * 2);
                from = Arrays.copyOf(from, size * 2);
                option = Arrays.copyOf(option, size * 2);
            }
            price[size] = p;
            loss[size] = l;
            reduced[size] = r;
            from[size] = parent;
            option[size++] = k;
        }

        /** Keeps the states with the lowest reduced loss, in the order in which they are; false if any was dropped. */
        boolean keep(int width) {
            if (size <= width) {
                return true;
            }
            double[] sorted = Arrays.copyOf(reduced, size);
            Arrays.sort(sorted);
            double worst = sorted[width - 1];
            int to = 0;
            for (int s = 0; s < size && to < width; s++) {
                if (reduced[s] <= worst) {
                    move(s, to++);
                }
            }
            size = to;
            return false;
        }

        private void move(int s, int to) {
            price[to] = price[s];
            loss[to] = loss[s];
            reduced[to] = reduced[s];
            from[to] = from[s];
            option[to] = option[s];
        }

        /** Both together in rising price; of a state that another beats, nothing stays. */
        Layer merged(Layer other) {
            Layer out = new Layer();
            double lowest = Double.POSITIVE_INFINITY;
            int i = 0;
            int j = 0;
            while (i < size || j < other.size) {
                boolean mine = j >= other.size
                        || (i < size
                                && (price[i] < other.price[j]
                                        || (price[i] == other.price[j] && loss[i] <= other.loss[j])));
                Layer l = mine ? this : other;
                int s = mine ? i++ : j++;
                if (l.loss[s] < lowest) {
                    lowest = l.loss[s];
                    out.add(l.price[s], l.loss[s], l.reduced[s], l.from[s], l.option[s]);
                }
            }
            return out;
        }
    }

    private boolean search(int width) {
        int[] order = IntStream.range(0, items.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> live(i).length).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double restPrice = items.stream().mapToDouble(o -> o.price(0)).sum();
        Layer layer = new Layer();
        layer.add(0, 0, 0, -1, -1);
        List<Layer> layers = new ArrayList<>();
        boolean complete = true;
        for (int item : order) {
            int[] options = live(item);
            restPrice -= items.get(item).price(0);
            Layer next = new Layer();
            for (int k : options) {
                next = next.merged(extended(layer, item, k, restPrice));
            }
            complete &= next.keep(width);
            if (next.size == 0) {
                return complete;
            }
            layers.add(next);
            layer = next;
        }
        take(order, layers);
        return complete;
    }

    /** The options of an item that could be in a better answer. */
    private int[] live(int item) {
        return IntStream.range(0, items.get(item).size())
                .filter(k -> better(weighed(item, k) - least[item]))
                .toArray();
    }

    /** All states with option k of the item added, as far as they can still lead to a better answer. */
    private Layer extended(Layer layer, int item, int k, double restPrice) {
        Options o = items.get(item);
        double reduced = weighed(item, k) - least[item];
        Layer out = new Layer();
        for (int s = 0; s < layer.size; s++) {
            double price = layer.price[s] + o.price(k);
            double r = layer.reduced[s] + reduced;
            if (price + restPrice <= limit && better(r)) {
                out.add(price, layer.loss[s] + o.loss(k), r, s, k);
            }
        }
        return out;
    }

    private void take(int[] order, List<Layer> layers) {
        Layer last = layers.getLast();
        int at = 0;
        for (int s = 1; s < last.size; s++) {
            if (last.loss[s] < last.loss[at]) {
                at = s;
            }
        }
        if (last.loss[at] >= bestLoss) {
            return;
        }
        int[] found = new int[items.size()];
        for (int i = order.length - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            found[order[i]] = layer.option[at];
            at = layer.from[at];
        }
        best = found;
    }
}
