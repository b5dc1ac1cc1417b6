/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.criteria;

import java.util.Arrays;

/**
 * All samples of one metric. Unit {@code u} is one scope of one node in one run; its values, sorted, are {@code
 * values[start[u]] .. values[start[u + 1] - 1]}, all finite and in one unit of measure.
 */
final class Column {

    final String metric;
    final String unit;
    final double[] values;
    final int[] start;
    /** Index into the nodes of the samples; units of a node stand together, nodes ascend. */
    final int[] node;

    /** Index into the scopes of the samples. */
    final int[] scope;

    /** Nodes that sent values which could not be used, such as NaN or another dimension; ascending. */
    final int[] broken;

    Column(String metric, String unit, double[] values, int[] start, int[] node, int[] scope, int[] broken) {
        this.metric = metric;
        this.unit = unit;
        this.values = values;
        this.start = start;
        this.node = node;
        this.scope = scope;
        this.broken = broken;
    }

    int units() {
        return node.length;
    }

    /** Whether each unit has exactly one value, so that values and units have the same index. */
    boolean single() {
        return values.length == node.length;
    }

    double mean(int u) {
        double sum = 0;
        for (int i = start[u]; i < start[u + 1]; i++) {
            sum += values[i];
        }
        return sum / (start[u + 1] - start[u]);
    }

    double[] sample(int u) {
        return Arrays.copyOfRange(values, start[u], start[u + 1]);
    }

    int distinctNodes() {
        int n = 0;
        for (int u = 0; u < node.length; u++) {
            n += u == 0 || node[u] != node[u - 1] ? 1 : 0;
        }
        return n;
    }

    /** The most units that one node has in this column. */
    int unitsOfNodeMax() {
        int max = 0;
        for (int u = 0, run = 0; u < node.length; u++) {
            run = u > 0 && node[u] == node[u - 1] ? run + 1 : 1;
            max = Math.max(max, run);
        }
        return max;
    }

    /** The most scopes that one node has in this column. */
    int scopesOfNodeMax() {
        int max = 0;
        for (int u = 0, run = 0; u < node.length; u++) {
            if (u == 0 || node[u] != node[u - 1]) {
                run = 1;
            } else if (scope[u] != scope[u - 1]) {
                run++;
            }
            max = Math.max(max, run);
        }
        return max;
    }

    /** Only these nodes; {@code wanted} is indexed as {@link #node}. */
    Column only(boolean[] wanted) {
        int units = 0;
        int length = 0;
        for (int u = 0; u < node.length; u++) {
            if (wanted[node[u]]) {
                units++;
                length += start[u + 1] - start[u];
            }
        }
        if (units == node.length) {
            return this;
        }
        double[] v = new double[length];
        int[] s = new int[units + 1];
        int[] n = new int[units];
        int[] c = new int[units];
        int at = 0;
        for (int u = 0; u < node.length; u++) {
            if (wanted[node[u]]) {
                int size = start[u + 1] - start[u];
                System.arraycopy(values, start[u], v, s[at], size);
                n[at] = node[u];
                c[at] = scope[u];
                s[++at] = s[at - 1] + size;
            }
        }
        return new Column(
                metric,
                unit,
                v,
                s,
                n,
                c,
                Arrays.stream(broken).filter(i -> wanted[i]).toArray());
    }
}
