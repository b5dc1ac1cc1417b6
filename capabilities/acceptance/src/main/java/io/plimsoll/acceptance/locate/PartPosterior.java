/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.locate;

import io.plimsoll.model.Verdict;
import java.util.List;

/**
 * What all tests together say of one part.
 *
 * @param probability that it is bad
 * @param decision FAIL, PASS, INCONCLUSIVE or NOT_RUN
 * @param tests in which it took part
 * @param partners different nodes that it was tested with
 * @param alternatives other parts that were in exactly the same tests, so that no test so far can tell them apart
 * @param togetherProbability that this part or one of the alternatives is bad
 * @param evidence strongest first
 */
public record PartPosterior(
        FaultKind kind,
        String name,
        double probability,
        Verdict decision,
        int tests,
        int partners,
        List<String> alternatives,
        double togetherProbability,
        List<Evidence> evidence) {}
