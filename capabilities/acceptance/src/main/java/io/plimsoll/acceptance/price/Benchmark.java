/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one kind of test found where somebody counted.
 *
 * @param share of all nodes, those that it flagged
 * @param repeatability how alike its repeats are on healthy nodes; a run is taken to miss a bad node in the rest
 * @param finds the class of defects that it is made for, or {@link DefectModel#WORKLOAD}
 * @param tests the ids of plans' tests that do the same
 */
public record Benchmark(
        String name, double share, double repeatability, String finds, Set<String> tests, String source) {

    public Benchmark {
        tests = Collections.unmodifiableSet(new TreeSet<>(tests));
    }
}
