/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.choose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The cost frontier of many items: all start at their cheapest option and the step that saves the most loss for its price is taken
 * next.
 *
 * <p><b>Why each vertex is optimal.</b> Steps run along each item's lower convex hull, so an item's steps come in falling order of
 * gain g. After all steps with gain at least g, every item's option minimises {@code loss + g * price}; hence the whole minimises
 * the sum of that, and a cheaper or equal whole with less loss would contradict it. Between vertices the optimum may lie off this
 * line: {@link ExactChoice} finds it. An option that is not on its item's hull is never at a vertex; with two echelons the least
 * loss for each number of units need not be convex, so such options exist.
 */
public final class Frontier {

    /** Item {@code item} moves to its option {@code option} (from the option before it on the hull). */
    public record Step(int item, int option, double price, double saved) {
        double gain() {
            return saved / price;
        }
    }

    private final List<Options> items;
    private final List<Step> steps;

    private Frontier(List<Options> items, List<Step> steps) {
        this.items = items;
        this.steps = steps;
    }

    public static Frontier of(List<Options> items) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Options o = items.get(i);
            int[] hull = o.hull();
            for (int k = 1; k < hull.length; k++) {
                int from = hull[k - 1];
                int to = hull[k];
                steps.add(new Step(i, to, o.price(to) - o.price(from), o.loss(from) - o.loss(to)));
            }
        }
        // The sort is stable, so an item's own steps stay in order where gains are equal.
        steps.sort(Comparator.comparingDouble(Step::gain).reversed());
        return new Frontier(List.copyOf(items), List.copyOf(steps));
    }

    /** The steps in the order in which they are taken; after each of them stands one vertex. */
    public List<Step> steps() {
        return steps;
    }

    public List<Options> items() {
        return items;
    }

    /** The price of the cheapest whole. */
    public double startPrice() {
        return items.stream().mapToDouble(o -> o.price(0)).sum();
    }

    /** The loss of the cheapest whole. */
    public double startLoss() {
        return items.stream().mapToDouble(o -> o.loss(0)).sum();
    }
}
