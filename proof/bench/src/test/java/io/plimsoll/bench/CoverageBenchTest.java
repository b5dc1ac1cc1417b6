/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.bench.CoverageModel.Kind;
import io.plimsoll.testkit.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The case study of the forecast's coverage, in small. */
class CoverageBenchTest {

    private static CoverageBench.Result run() throws IOException {
        return CoverageBench.run(SharedData.require("health/infinitehbd-fault-trace.json"), 200, 200, 1);
    }

    @Test
    void aRateTakenAsKnownIsTooSureOfItselfAndOneAsUnsureAsThePastIsNot() throws IOException {
        CoverageBench.Result r = run();
        assertThat(r.creditCents()).isEqualTo(38_000_000);
        assertThat(r.weeks()).hasSize(21);
        assertThat(once(r, Kind.EXPONENTIAL).coverage90()).isLessThan(0.75);
        assertThat(once(r, Kind.FITTED_UNSURE).coverage90()).isGreaterThan(0.9);
        assertThat(once(r, Kind.FITTED).meanDownWas()).isCloseTo(7.3, within(0.05));
    }

    @Test
    void theFitKnowsNothingOfTheDaysAfterIt() throws IOException {
        CoverageTrace trace = CoverageTrace.read(SharedData.require("health/infinitehbd-fault-trace.json"));
        CoverageModel.Fit fit = new CoverageModel(trace, 200, Kind.EXPONENTIAL).fit();
        long begun = trace.outages.stream().filter(o -> o.from() < 200).count();
        double watched = trace.outages.stream()
                .filter(o -> o.from() < 200)
                .mapToDouble(o -> Math.min(o.until(), 200) - o.from())
                .sum();
        long ended = trace.outages.stream().filter(o -> o.until() <= 200).count();
        assertThat(fit.outages()).isEqualTo((int) begun);
        // The exponential mean of censored lengths is all watched time over those that were seen to end.
        assertThat(fit.meanDays()).isCloseTo(watched / ended, within(0.01));
    }

    private static CoverageBench.Score once(CoverageBench.Result r, Kind kind) {
        return r.scores().stream()
                .filter(s -> s.model() == kind && s.origins() == 1)
                .findFirst()
                .orElseThrow();
    }
}
