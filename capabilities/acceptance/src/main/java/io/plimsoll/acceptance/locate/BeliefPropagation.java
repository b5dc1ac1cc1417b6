/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.acceptance.locate.FactorGraph.Factor;
import io.plimsoll.acceptance.locate.FactorGraph.Outcome;
import java.util.Arrays;
import java.util.List;

/**
 * Loopy belief propagation (Pearl 1988; Kschischang, Frey and Loeliger 2001) on a noisy-or graph. Each message costs as much as
 * the test has parts, so a group of thousands is no harder than a pair. Messages go out in the factors' order, each on the
 * newest beliefs, damped in the log domain; a factor rests until something around it moves. There is nothing random and no
 * thread in it. On a graph without loops the result is
 * exact.
 */
final class BeliefPropagation {

    static final int ITERATIONS_MAX = 300;
    private static final double DAMPING = 0.25;
    /** A change of a log likelihood ratio below this wakes nobody. */
    private static final double SETTLED = 1e-6;

    private static final double LOG_MAX = 60;

    private final FactorGraph graph;
    private final double[] total;
    private final double[][] message;
    private final int[][] scope;
    private final int[][] around;
    private final boolean[] dirty;

    private BeliefPropagation(FactorGraph graph) {
        this.graph = graph;
        this.total = new double[graph.parts()];
        for (int i = 0; i < total.length; i++) {
            total[i] = logit(graph.prior()[i]);
        }
        this.message = new double[graph.factors().size()][];
        this.scope = new int[message.length][];
        for (int f = 0; f < message.length; f++) {
            scope[f] = graph.factors().get(f).scope();
            message[f] = new double[scope[f].length];
        }
        this.around = around(graph.parts(), scope);
        this.dirty = new boolean[message.length];
        Arrays.fill(dirty, true);
    }

    /** The factors around each part. */
    private static int[][] around(int parts, int[][] scope) {
        int[] count = new int[parts];
        for (int[] s : scope) {
            for (int part : s) {
                count[part]++;
            }
        }
        int[][] out = new int[parts][];
        for (int i = 0; i < parts; i++) {
            out[i] = new int[count[i]];
        }
        for (int f = scope.length - 1; f >= 0; f--) {
            for (int part : scope[f]) {
                out[part][--count[part]] = f;
            }
        }
        return out;
    }

    static Beliefs run(FactorGraph graph) {
        return new BeliefPropagation(graph).run();
    }

    private Beliefs run() {
        int sweeps = 0;
        int awake = awake();
        while (sweeps < ITERATIONS_MAX && awake > 0) {
            for (int f = 0; f < message.length; f++) {
                if (dirty[f]) {
                    dirty[f] = false;
                    update(f, sweeps == 0 ? 0 : DAMPING);
                }
            }
            awake = awake();
            sweeps++;
        }
        double[] posterior = new double[total.length];
        for (int i = 0; i < posterior.length; i++) {
            posterior[i] = graph.prior()[i] == 0 ? 0 : sigmoid(total[i]);
        }
        return new Beliefs(posterior, message, sweeps, awake == 0);
    }

    private int awake() {
        int count = 0;
        for (boolean d : dirty) {
            count += d ? 1 : 0;
        }
        return count;
    }

    /** New messages of one factor to its parts; wakes the factors around each part whose belief moved. */
    private void update(int f, double damping) {
        double[] sent = message[f];
        double[] fresh = messages(graph.factors().get(f), sent);
        for (int e = 0; e < sent.length; e++) {
            double bounded = Math.clamp(fresh[e], -LOG_MAX, LOG_MAX);
            double next = damping * sent[e] + (1 - damping) * bounded;
            double step = next - sent[e];
            total[scope[f][e]] += step;
            sent[e] = next;
            if (Math.abs(step) > SETTLED) {
                for (int g : around[scope[f][e]]) {
                    dirty[g] = true;
                }
            }
        }
    }

    private double[] messages(Factor factor, double[] sent) {
        List<Outcome> outcomes = factor.outcomes();
        int states = 1 << factor.shared().length;
        double[] in = incoming(factor, sent);
        double[] silentOwn = silentOwn(factor, in);
        double[][] likelihood = new double[outcomes.size()][states];
        double[] all = new double[states];
        for (int s = 0; s < states; s++) {
            all[s] = 1;
            for (int j = 0; j < outcomes.size(); j++) {
                double silent = silentShared(factor, outcomes.get(j), s) * silentOwn[j];
                likelihood[j][s] = mix(outcomes.get(j), silent);
                all[s] *= likelihood[j][s];
            }
        }
        double[] out = new double[in.length];
        int e = 0;
        for (int i = 0; i < factor.shared().length; i++) {
            out[e] = toShared(factor, in, all, i);
            e++;
        }
        for (int j = 0; j < outcomes.size(); j++) {
            for (int part : outcomes.get(j).own()) {
                out[e] = toOwn(factor, in, all, likelihood[j], j, silentOwn[j] / quiet(in[e], part), part);
                e++;
            }
        }
        return out;
    }

    /** How sure the rest of the graph is that each of the factor's parts is bad. */
    private double[] incoming(Factor factor, double[] sent) {
        double[] in = new double[sent.length];
        int[] parts = factor.scope();
        for (int e = 0; e < in.length; e++) {
            in[e] = believed(parts[e], sent[e]);
        }
        return in;
    }

    private double believed(int part, double without) {
        return graph.prior()[part] == 0 ? 0 : sigmoid(total[part] - without);
    }

    private double[] silentOwn(Factor factor, double[] in) {
        double[] out = new double[factor.outcomes().size()];
        int e = factor.shared().length;
        for (int j = 0; j < out.length; j++) {
            out[j] = 1;
            for (int part : factor.outcomes().get(j).own()) {
                out[j] *= quiet(in[e], part);
                e++;
            }
        }
        return out;
    }

    private double quiet(double bad, int part) {
        return 1 - bad * (1 - graph.miss()[part]);
    }

    private double silentShared(Factor factor, Outcome o, int state) {
        double silent = 1;
        for (int i = 0; i < factor.shared().length; i++) {
            if ((state & o.sharedMask() & (1 << i)) != 0) {
                silent *= graph.miss()[factor.shared()[i]];
            }
        }
        return silent;
    }

    private double toShared(Factor factor, double[] in, double[] all, int to) {
        double bad = 0;
        double good = 0;
        for (int s = 0; s < all.length; s++) {
            double weight = all[s];
            for (int i = 0; i < factor.shared().length; i++) {
                if (i != to) {
                    weight *= (s & (1 << i)) != 0 ? in[i] : 1 - in[i];
                }
            }
            if ((s & (1 << to)) != 0) {
                bad += weight;
            } else {
                good += weight;
            }
        }
        return Math.log(bad) - Math.log(good);
    }

    private double toOwn(
            Factor factor, double[] in, double[] all, double[] likelihood, int j, double silentRest, int part) {
        Outcome o = factor.outcomes().get(j);
        double bad = 0;
        double good = 0;
        for (int s = 0; s < all.length; s++) {
            double weight = all[s] / likelihood[s];
            for (int i = 0; i < factor.shared().length; i++) {
                weight *= (s & (1 << i)) != 0 ? in[i] : 1 - in[i];
            }
            double silent = silentShared(factor, o, s) * silentRest;
            good += weight * mix(o, silent);
            bad += weight * mix(o, silent * graph.miss()[part]);
        }
        return Math.log(bad) - Math.log(good);
    }

    private static double mix(Outcome o, double silent) {
        return Math.max(Double.MIN_NORMAL, o.healthy() * silent + o.degraded() * (1 - silent));
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double logit(double p) {
        double q = Math.clamp(p, FaultModel.CERTAIN * FaultModel.CERTAIN, 1 - FaultModel.CERTAIN);
        return Math.log(q) - Math.log1p(-q);
    }
}
