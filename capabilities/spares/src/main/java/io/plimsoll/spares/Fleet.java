/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares;

/**
 * The availability of the whole fleet: the product over part kinds of {@code (1 - EBO / (N Z)) ^ Z}, with N systems, Z places in
 * each, and backorders summed over the sites (Sherbrooke, chapter 2). It is the share of systems that wait for no part, if holes
 * fall on systems at random and nothing is swapped between systems.
 */
final class Fleet {

    /** Below this share of places filled the loss goes on in a straight line, so that it stays finite and convex. */
    private static final double FLOOR = 1e-9;

    private Fleet() {}

    /** The part's summand of the log of availability; minus infinity if on average every place is empty. */
    static double logAvailability(SparePart part, double backorders) {
        double places = part.positions();
        if (places <= 0) {
            return 0;
        }
        return backorders >= places ? Double.NEGATIVE_INFINITY : part.perSystem() * Math.log1p(-backorders / places);
    }

    /** Its negative, made finite; rising and convex in the backorders. */
    static double loss(SparePart part, double backorders) {
        double places = part.positions();
        double most = places * (1 - FLOOR);
        if (backorders <= most) {
            return -part.perSystem() * Math.log1p(-backorders / places);
        }
        return -part.perSystem() * Math.log(FLOOR) + (backorders - most) * part.perSystem() / (places * FLOOR);
    }
}
