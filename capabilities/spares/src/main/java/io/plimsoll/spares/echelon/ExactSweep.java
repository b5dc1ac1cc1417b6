/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import io.plimsoll.spares.demand.CountLaw;

/** One pass over the depot's levels, from the top down, with the exact law of each site at each level. */
final class ExactSweep {

    private static final double NEGLIGIBLE = 1e-30;

    private final PartModel model;
    private final SiteLaw[] laws;
    private final CountLaw depot;
    /** Own law of site j, convolved with the thinned backorders where there are any. */
    private final double[][] late;

    private final double[][] own;
    private final int[] length;
    private final double[] work;

    ExactSweep(PartModel model, SiteLaw[] laws) {
        this.model = model;
        this.laws = laws;
        this.depot = model.depot();
        int n = laws.length;
        this.own = new double[n][];
        this.late = new double[n][];
        this.length = new int[n];
        int longest = 0;
        for (int j = 0; j < n; j++) {
            own[j] = model.own(j).probabilities();
            late[j] = new double[own[j].length + depot.size()];
            length[j] = own[j].length;
            longest = Math.max(longest, late[j].length);
        }
        this.work = new double[longest];
    }

    void run(int low, int high, PartModel.AtDepotLevel visitor) {
        int top = depot.size() - 1;
        for (int s = Math.max(top, high); s >= low; s--) {
            if (s <= high) {
                tell(s, visitor);
            }
            if (s <= top && s > low) {
                for (int j = 0; j < laws.length; j++) {
                    step(j, depot.probability(s));
                }
            }
        }
    }

    private void tell(int s, PartModel.AtDepotLevel visitor) {
        double none = depot.atMost(s);
        for (int j = 0; j < laws.length; j++) {
            double[] mine = own[j];
            double[] waiting = late[j];
            for (int x = 0; x < length[j]; x++) {
                work[x] = waiting[x] + (x < mine.length ? none * mine[x] : 0);
            }
            laws[j].set(work, length[j]);
        }
        visitor.at(s, laws);
    }

    /** late := (1 - p + pz) (late + probability * own). */
    private void step(int j, double probability) {
        double p = model.share(j);
        double[] q = late[j];
        double[] mine = own[j];
        int end = length[j];
        double below = 0;
        for (int x = 0; x < end; x++) {
            double here = q[x] + (x < mine.length ? probability * mine[x] : 0);
            q[x] = (1 - p) * here + p * below;
            below = here;
        }
        q[end] = p * below;
        length[j] = q[end] > NEGLIGIBLE ? end + 1 : end;
    }
}
