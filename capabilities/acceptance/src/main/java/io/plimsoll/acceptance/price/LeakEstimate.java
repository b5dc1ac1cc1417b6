/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.price;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a set of skipped tests lets through, and what that costs.
 *
 * @param expectedBadNodes bad nodes that the whole plan would find and what is left of it would not
 * @param low the same if benchmarks overlap as much as their shares allow
 * @param high the same if they overlap as little as their shares allow
 * @param residualBadNodes bad nodes that also the whole plan does not find
 * @param unpriced skipped tests of which no source says what they find: the estimate leaves them out
 * @param interruptedGpuHours GPU hours that customers lose; empty until the terms are given
 * @param creditsCents what is given back for them; empty until the terms are given
 * @param asked what must be given for hours and credits
 */
public record LeakEstimate(
        String plan,
        long nodes,
        List<String> skipped,
        double expectedBadNodes,
        double low,
        double high,
        double residualBadNodes,
        List<TestLeak> perTest,
        List<String> unpriced,
        OptionalDouble interruptedGpuHours,
        OptionalLong creditsCents,
        List<String> asked,
        List<String> sources) {

    public LeakEstimate {
        skipped = List.copyOf(skipped);
        perTest = List.copyOf(perTest);
        unpriced = List.copyOf(unpriced);
        asked = List.copyOf(asked);
        sources = List.copyOf(sources);
    }
}
