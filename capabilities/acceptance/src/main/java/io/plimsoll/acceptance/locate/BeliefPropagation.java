/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.acceptance.locate.FactorGraph.Factor;
import io.plimsoll.acceptance.locate.FactorGraph.Outcome;
import java.util.List;

/**
 * Loopy belief propagation (Pearl 1988; Kschischang, Frey and Loeliger 2001) on a noisy-or graph. Each message costs as much as
 * the test has parts, so a group of thousands is no harder than a pair. Messages go out in the factors' order, each on the
 * newest beliefs, damped in the log domain; there is nothing random and no thread in it. On a graph without loops the result is
 * exact.
 */
final class BeliefPropagation {

    static final int ITERATIONS_MAX = 300;
    private static final double DAMPING = 0.25;
    private static final double SETTLED = 1e-7;
    private static final double LOG_MAX = 60;

    private final FactorGraph graph;
    private final double[] total;
    private final double[][] message;

    private BeliefPropagation(FactorGraph graph) {
        this.graph = graph;
        this.total = new double[graph.parts()];
        for (int i = 0; i < total.length; i++) {
            total[i] = logit(graph.prior()[i]);
        }
        this.message = new double[graph.factors().size()][];
        for (int f = 0; f < message.length; f++) {
            message[f] = new double[graph.factors().get(f).size()];
        }
    }

    static Beliefs run(FactorGraph graph) {
        return new BeliefPropagation(graph).run();
    }

    private Beliefs run() {
        int rounds = 0;
        double change = 1;
        while (rounds < ITERATIONS_MAX && change > SETTLED) {
            change = 0;
            double damping = rounds == 0 ? 0 : DAMPING;
            for (int f = 0; f < message.length; f++) {
                change = Math.max(change, update(graph.factors().get(f), message[f], damping));
            }
            rounds++;
        }
        double[] posterior = new double[total.length];
        for (int i = 0; i < posterior.length; i++) {
            posterior[i] = graph.prior()[i] == 0 ? 0 : sigmoid(total[i]);
        }
        return new Beliefs(posterior, message, rounds, change <= SETTLED);
    }

    /** New messages of one factor to its parts; returns the largest change of a belief. */
    private double update(Factor factor, double[] sent, double damping) {
        double[] fresh = messages(factor, sent);
        double change = 0;
        int e = 0;
        for (int part : factor.shared()) {
            change = Math.max(change, send(part, sent, e, fresh[e], damping));
            e++;
        }
        for (Outcome o : factor.outcomes()) {
            for (int part : o.own()) {
                change = Math.max(change, send(part, sent, e, fresh[e], damping));
                e++;
            }
        }
        return change;
    }

    private double send(int part, double[] sent, int e, double fresh, double damping) {
        double bounded = Math.clamp(fresh, -LOG_MAX, LOG_MAX);
        double next = damping * sent[e] + (1 - damping) * bounded;
        double before = sigmoid(total[part]);
        total[part] += next - sent[e];
        sent[e] = next;
        return Math.abs(sigmoid(total[part]) - before);
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
        int e = 0;
        for (int part : factor.shared()) {
            in[e] = believed(part, sent[e]);
            e++;
        }
        for (Outcome o : factor.outcomes()) {
            for (int part : o.own()) {
                in[e] = believed(part, sent[e]);
                e++;
            }
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
