/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.model.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** AIReSim's Table 1 comes out as its authors report it. */
class AiresimTest {

    @Test
    void thePapersModelIsReproducedWithinThreeStandardErrors() {
        JobReport r = JobReport.of("airesim", JobModel.paper(), 40, 99);
        JobReport.Comparison c = r.comparison().orElseThrow();
        assertThat(c.hoursApart()).isBetween(-3.0, 3.0);
        assertThat(c.failuresApart()).isBetween(-3.0, 3.0);
        // Their report: 80.1 % go to manual repair, 24.0 % of repairs do not work, 42.9 selections, 13.9 preemptions.
        assertThat(r.manualRepairs().mean() / r.failures().mean()).isBetween(0.795, 0.805);
        assertThat(r.failedRepairs().mean() / r.failures().mean()).isBetween(0.235, 0.245);
        assertThat(r.hostSelections().mean()).isBetween(39.0, 47.0);
        assertThat(r.systematicFailures().mean()).isBetween(676.0, 701.0);
    }

    @Test
    void theirCorrectedEscalationIsReproducedToo() {
        JobReport r = JobReport.of("airesim-corrected", JobModel.corrected(), 40, 99);
        JobReport.Comparison c = r.comparison().orElseThrow();
        assertThat(c.hoursApart()).isBetween(-3.0, 3.0);
        assertThat(c.failuresApart()).isBetween(-3.0, 3.0);
        assertThat(r.preemptions().mean()).isLessThan(1);
    }

    @Test
    void changedInputsAreNotComparedAndWrongOnesAreRefused() {
        JobModel shorter = JobModel.paper().with(Map.of("job_length", "14400", "recovery_time", "10"));
        assertThat(JobReport.of("airesim", shorter, 3, 1).comparison()).isEmpty();
        assertThatThrownBy(() -> JobModel.paper().with(Map.of("colour", "1", "recovery_time", "soon")))
                .isInstanceOfSatisfying(
                        BadInputException.class, e -> assertThat(e.problems()).hasSize(2));
        assertThatThrownBy(() -> JobModel.paper().with(Map.of("working_pool_size", "100")))
                .isInstanceOf(BadInputException.class);
    }
}
