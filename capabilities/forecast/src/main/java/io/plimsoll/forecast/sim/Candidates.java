/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import org.jspecify.annotations.Nullable;

/**
 * The moments at which the nodes of one cohort might fail in one way, whether up or not: a Poisson process with the cumulative
 * hazard count x (rate x age)^shape, found by inverting that. A node that is down at its moment does not fail (thinning), so the
 * process does not depend on the state, and neither parts nor crews shift it.
 */
final class Candidates {

    private final double rate;
    private final double shape;
    private final int count;
    private final double born;
    private final Stream stream;
    private final double tiltFrom;
    private final double tiltUntil;
    private final double factor;
    private double cumulative;
    double next;

    Candidates(
            double rate,
            double shape,
            int count,
            double born,
            double start,
            Stream stream,
            @Nullable Tilt tilt,
            int stretch) {
        this.rate = rate;
        this.shape = shape;
        this.count = count;
        this.born = born;
        this.stream = stream;
        boolean tilted = tilt != null && stretch >= 0;
        factor = tilted && tilt != null ? tilt.factor() : 1;
        tiltFrom = tilted && tilt != null ? hazard(tilt.start(stretch)) : 0;
        tiltUntil = tilted && tilt != null ? hazard(tilt.end(stretch)) : 0;
        double at = hazard(start);
        cumulative = factor == 1 ? at : at + (factor - 1) * (Math.min(at, tiltUntil) - Math.min(at, tiltFrom));
        next = start;
        advance();
    }

    /** The true expected number up to a time. */
    double hazard(double time) {
        double age = time - born;
        if (age <= 0) {
            return 0;
        }
        return shape == 1 ? count * rate * age : count * Math.pow(rate * age, shape);
    }

    private double inverse(double hazard) {
        double each = hazard / count;
        return born + (shape == 1 ? each / rate : Math.pow(each, 1 / shape) / rate);
    }

    /** Draws the next moment. */
    void advance() {
        if (rate <= 0) {
            next = Double.POSITIVE_INFINITY;
            return;
        }
        cumulative += stream.nextExponential();
        if (factor == 1 || cumulative <= tiltFrom) {
            next = inverse(cumulative);
        } else {
            double within = tiltFrom + (cumulative - tiltFrom) / factor;
            next = inverse(within <= tiltUntil ? within : cumulative - (factor - 1) * (tiltUntil - tiltFrom));
        }
    }

    /** Which of the nodes it is. */
    int node() {
        return stream.nextInt(count);
    }
}
