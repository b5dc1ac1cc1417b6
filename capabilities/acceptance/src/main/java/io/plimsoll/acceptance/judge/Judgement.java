/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.judge;

import io.plimsoll.acceptance.Waiver;
import io.plimsoll.acceptance.plan.TestPlan;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a plan's tests say of one node.
 *
 * @param verdict the worst verdict of the required tests: FAIL, then ERROR, NOT_RUN, INCONCLUSIVE, WAIVED, PASS
 * @param tests every test of the plan in its order, also those that are not required
 * @param notes what a person should know: results for unknown tests, waivers that did not hold
 */
public record Judgement(TestPlan plan, Instant judgedAt, Verdict verdict, List<TestVerdict> tests, List<String> notes) {

    public Judgement {
        tests = List.copyOf(tests);
        notes = List.copyOf(notes);
    }

    /** The required tests that stand in the way of a certificate. */
    public List<TestVerdict> blocking() {
        return tests.stream().filter(TestVerdict::blocks).toList();
    }

    /** Whether a certificate may be issued: the plan requires something, and nothing required blocks. */
    public boolean certifiable() {
        return tests.stream().anyMatch(TestVerdict::required) && blocking().isEmpty();
    }

    /** When the first of the waivers that were used ends, and the certificate with it. */
    public Optional<Instant> validUntil() {
        return tests.stream()
                .filter(TestVerdict::required)
                .flatMap(t -> t.waiver().stream())
                .map(Waiver::expiresAt)
                .min(Instant::compareTo);
    }
}
