/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import java.util.List;
import java.util.Optional;

/**
 * One test as it speaks for or against a part.
 *
 * @param bits log2 of the likelihood ratio, bad against good, given all that is known of the others in the test: above 0 speaks
 *     against the part. Tests of the same nodes are weighed together; each carries the weight of all.
 */
public record Evidence(
        List<String> nodes, boolean passed, Optional<Double> value, Optional<Double> limit, int round, double bits) {}
