/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.choose;

import java.util.Arrays;

/**
 * What one item can be: option k has a price and a loss; prices rise and losses fall strictly from option to option.
 *
 * <p>{@code tag} is the caller's own number for an option. The swap of price and loss is the same thing read from the other end, so
 * that "least price for a loss" and "least loss for a price" are one problem.
 */
public final class Options {

    private final double[] price;
    private final double[] loss;
    private final int[] tag;

    private Options(double[] price, double[] loss, int[] tag) {
        this.price = price;
        this.loss = loss;
        this.tag = tag;
    }

    /** Keeps, of all (price, loss) pairs, those that no other beats. Prices must not fall from one to the next. */
    public static Options undominated(double[] price, double[] loss, int[] tag) {
        int size = 0;
        double[] p = new double[price.length];
        double[] l = new double[price.length];
        int[] t = new int[price.length];
        for (int k = 0; k < price.length; k++) {
            if (!Double.isFinite(loss[k]) || (size > 0 && loss[k] >= l[size - 1])) {
                continue;
            }
            if (size > 0 && p[size - 1] == price[k]) {
                size--;
            }
            p[size] = price[k];
            l[size] = loss[k];
            t[size] = tag[k];
            size++;
        }
        return new Options(Arrays.copyOf(p, size), Arrays.copyOf(l, size), Arrays.copyOf(t, size));
    }

    public double price(int k) {
        return price[k];
    }

    public double loss(int k) {
        return loss[k];
    }

    /** The caller's own number for option k. */
    public int tag(int k) {
        return tag[k];
    }

    public int size() {
        return price.length;
    }

    /** Loss and price exchanged, in the order that this needs. */
    public Options swapped() {
        int n = size();
        double[] p = new double[n];
        double[] l = new double[n];
        int[] t = new int[n];
        for (int k = 0; k < n; k++) {
            p[k] = loss[n - 1 - k];
            l[k] = price[n - 1 - k];
            t[k] = tag[n - 1 - k];
        }
        return new Options(p, l, t);
    }

    /** The options on the lower convex hull, from the cheapest to the best. */
    public int[] hull() {
        int[] at = new int[size()];
        int n = 0;
        for (int k = 0; k < size(); k++) {
            while (n >= 2 && gain(at[n - 1], k) >= gain(at[n - 2], at[n - 1])) {
                n--;
            }
            at[n++] = k;
        }
        return Arrays.copyOf(at, n);
    }

    /** Loss saved for one unit of price between two options. */
    public double gain(int from, int to) {
        return (loss[from] - loss[to]) / (price[to] - price[from]);
    }
}
