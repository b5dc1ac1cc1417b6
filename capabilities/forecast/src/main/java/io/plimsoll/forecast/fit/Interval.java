/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval. An end that the data do not bound is 0 below or infinite above and then shown as null.
 *
 * @param method WALD (normal law of the logarithm or logit), LIKELIHOOD_RATIO (profile), CHI_SQUARE (exact for counts), GAMMA
 *     (posterior)
 */
public record Interval(@Nullable Double low, @Nullable Double high, String method) {

    static Interval of(double low, double high, String method) {
        return new Interval(low > 0 || low < 0 ? low : null, Double.isFinite(high) ? high : null, method);
    }
}
