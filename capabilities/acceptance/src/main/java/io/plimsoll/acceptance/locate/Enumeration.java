/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.acceptance.locate.FactorGraph.Factor;
import io.plimsoll.acceptance.locate.FactorGraph.Outcome;

/** The exact posterior of a small graph: every state of its parts is weighed. The oracle of {@link BeliefPropagation}. */
final class Enumeration {

    static final int PARTS_MAX = 20;

    private Enumeration() {}

    /** Chance that each part is bad. */
    static double[] posterior(FactorGraph graph) {
        int n = graph.parts();
        if (n > PARTS_MAX) {
            throw new IllegalArgumentException(n + " parts have too many states; the limit is " + PARTS_MAX);
        }
        double[] bad = new double[n];
        double sum = 0;
        for (int state = 0; state < 1 << n; state++) {
            double weight = weight(graph, state);
            sum += weight;
            for (int i = 0; i < n; i++) {
                if ((state & (1 << i)) != 0) {
                    bad[i] += weight;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            bad[i] /= sum;
        }
        return bad;
    }

    private static double weight(FactorGraph graph, int state) {
        double weight = 1;
        for (int i = 0; i < graph.parts(); i++) {
            weight *= (state & (1 << i)) != 0 ? graph.prior()[i] : 1 - graph.prior()[i];
        }
        for (Factor f : graph.factors()) {
            for (Outcome o : f.outcomes()) {
                double silent = 1;
                for (int part : o.own()) {
                    silent *= (state & (1 << part)) != 0 ? graph.miss()[part] : 1;
                }
                for (int i = 0; i < f.shared().length; i++) {
                    boolean in = (o.sharedMask() & (1 << i)) != 0 && (state & (1 << f.shared()[i])) != 0;
                    silent *= in ? graph.miss()[f.shared()[i]] : 1;
                }
                weight *= o.healthy() * silent + o.degraded() * (1 - silent);
            }
        }
        return weight;
    }
}
