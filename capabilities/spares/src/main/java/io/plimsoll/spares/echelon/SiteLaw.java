/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.echelon;

import java.util.Arrays;

/** The law of the units that one site waits for, with the depot's stock held at one level. Reused from level to level. */
final class SiteLaw {

    private double[] above = new double[16];
    private double[] backorders = new double[16];
    private int size;

    /** Takes the probabilities of 0 to {@code size - 1}, which add up to one. */
    void set(double[] probability, int newSize) {
        size = newSize;
        if (above.length < size) {
            above = new double[size * 2];
            backorders = new double[size * 2];
        }
        double tail = 0;
        double sum = 0;
        for (int s = size - 1; s >= 0; s--) {
            above[s] = tail;
            sum += tail;
            backorders[s] = sum;
            tail += probability[s];
        }
    }

    /** P(X > s). */
    double above(int s) {
        return s < 0 ? 1 : s < size ? above[s] : 0;
    }

    /** E(X - s)+. */
    double backorders(int s) {
        return s < size ? backorders[s] : 0;
    }

    /** P(X >= s): the share of demands that find an empty shelf. */
    double unfilled(int s) {
        return above(s - 1);
    }

    SiteLaw copy() {
        SiteLaw out = new SiteLaw();
        out.above = Arrays.copyOf(above, size);
        out.backorders = Arrays.copyOf(backorders, size);
        out.size = size;
        return out;
    }
}
