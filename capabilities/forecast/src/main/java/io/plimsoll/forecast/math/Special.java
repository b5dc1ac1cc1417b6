/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.math;

/**
 * Gamma and normal functions to about 1e-13. Sources: Lanczos approximation with g = 7 for the gamma function; power series and
 * Lentz's continued fraction for the incomplete gamma function (Numerical Recipes, section 6.2, describes the split); the normal
 * law through the incomplete gamma function with parameter 1/2.
 */
public final class Special {

    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };

    private static final double LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
    private static final int TERMS_MAX = 10_000;

    private Special() {}

    /** Logarithm of the gamma function for x above 0. */
    public static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double at = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (at + i);
        }
        double t = at + 7.5;
        return LOG_SQRT_2PI + (at + 0.5) * Math.log(t) - t + Math.log(sum);
    }

    /** P(X <= x) for a gamma law with this shape and scale 1. */
    public static double gammaCdf(double shape, double x) {
        if (x <= 0) {
            return 0;
        }
        return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x);
    }

    /** P(X > x) for a gamma law with this shape and scale 1, without loss in the far tail. */
    public static double gammaTail(double shape, double x) {
        if (x <= 0) {
            return 1;
        }
        return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x);
    }

    private static double series(double shape, double x) {
        double term = 1 / shape;
        double sum = term;
        for (int n = 1; n < TERMS_MAX && Math.abs(term) > 1e-17 * sum; n++) {
            term *= x / (shape + n);
            sum += term;
        }
        return sum * Math.exp(shape * Math.log(x) - x - logGamma(shape));
    }

    private static double fraction(double shape, double x) {
        double b = x + 1 - shape;
        double c = 1e300;
        double d = 1 / b;
        double h = d;
        for (int n = 1; n < TERMS_MAX; n++) {
            double a = -n * (n - shape);
            b += 2;
            d = 1 / (Math.abs(a * d + b) < 1e-300 ? 1e-300 : a * d + b);
            c = Math.abs(b + a / c) < 1e-300 ? 1e-300 : b + a / c;
            h *= c * d;
            if (Math.abs(c * d - 1) < 1e-16) {
                break;
            }
        }
        return h * Math.exp(shape * Math.log(x) - x - logGamma(shape));
    }

    /** The x with P(X <= x) = p for a gamma law with this shape and scale 1; p in (0, 1). */
    public static double gammaQuantile(double shape, double p) {
        double low = 0;
        double high = shape + 10 * Math.sqrt(shape) + 10;
        while (gammaCdf(shape, high) < p) {
            low = high;
            high *= 2;
        }
        for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
            double mid = (low + high) / 2;
            if (gammaCdf(shape, mid) < p) {
                low = mid;
            } else {
                high = mid;
            }
        }
        return (low + high) / 2;
    }

    /** P(X > x) for a chi-square law. */
    public static double chiSquareTail(double degrees, double x) {
        return gammaTail(degrees / 2, x / 2);
    }

    /** The x with P(X <= x) = p for a chi-square law. */
    public static double chiSquareQuantile(double degrees, double p) {
        return 2 * gammaQuantile(degrees / 2, p);
    }

    /** P(Z <= z) for the standard normal law. */
    public static double normalCdf(double z) {
        return z < 0 ? normalTail(-z) : 1 - normalTail(z);
    }

    /** P(Z > z), without loss in the far tail. */
    public static double normalTail(double z) {
        return z < 0 ? 1 - normalTail(-z) : 0.5 * gammaTail(0.5, z * z / 2);
    }

    /** Logarithm of P(Z > z), also where the probability itself is too small for a double. */
    public static double logNormalTail(double z) {
        if (z < 30) {
            return Math.log(normalTail(z));
        }
        double s = 1 / (z * z);
        return logNormalDensity(z) - Math.log(z) + Math.log1p(-s * (1 - 3 * s * (1 - 5 * s * (1 - 7 * s))));
    }

    /** Logarithm of the standard normal density. */
    public static double logNormalDensity(double z) {
        return -LOG_SQRT_2PI - z * z / 2;
    }

    /** The z with P(Z <= z) = p; p in (0, 1). */
    public static double normalQuantile(double p) {
        if (p == 0.5) {
            return 0;
        }
        double chi = 2 * gammaQuantile(0.5, Math.abs(2 * p - 1));
        return Math.copySign(Math.sqrt(chi), p - 0.5);
    }
}
