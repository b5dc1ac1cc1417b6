/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.acceptance.read.ToolReaders;
import java.io.ByteArrayInputStream;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A test that cannot see a fault shows nothing: each one is shown a fault. */
class DetectorsTest {

    @Test
    void theKnownAnswersAreKeptAndAFlippedBitIsSeenInEach() {
        KnownAnswers answers = new KnownAnswers();
        assertThat(answers.round()).isEmpty();
        assertThat(answers.roundWithFlippedBit())
                .containsExactly("SHA-256 chain", "integer matrix product", "double matrix product");
        assertThat(answers.round()).as("the flip is taken back").isEmpty();
    }

    @Test
    void goodMemoryHasNoErrorsAndTheDetectorSeesItsOwnFlip() {
        try (Arena arena = Arena.ofConfined()) {
            MemoryPatterns patterns = new MemoryPatterns(arena.allocate(1 << 16, 8), 0);
            assertThat(patterns.detectorCatches()).isTrue();
            patterns.pass();
            assertThat(patterns.errors()).isZero();
            assertThat(patterns.wordsChecked()).isEqualTo((2 + 2 * 3) * (1 << 13));
        }
    }

    @Test
    void nvidiaSmiLinesBecomeMeasurements() throws Exception {
        TestLog log = new TestLog("gpu-health", "nvidia-smi");
        NvidiaTest.health(log, "0, 0, 34, 71.22, 81559, 5, 16\n1, [N/A], 36, 70.01, 81559, 5, 16\n");
        NvidiaTest.remaps(log, "00000000:1B:00.0, No, No\n00000000:43:00.0, Yes, 0\n");
        Reading reading = ToolReaders.read(
                new ByteArrayInputStream(log.end().getBytes(StandardCharsets.UTF_8)), "log", Optional.empty());
        assertThat(reading.measurements())
                .contains(
                        new Measurement("gpu_ecc_uncorrected", "count", 0, "gpu:0"),
                        new Measurement("gpu_power", "W", 71.22, "gpu:0"),
                        new Measurement("gpu_remap_pending", "count", 1, "gpu:1"),
                        new Measurement("gpu_remap_failed", "count", 0, "gpu:1"))
                .noneMatch(m ->
                        m.metric().equals("gpu_ecc_uncorrected") && m.scope().equals("gpu:1"));
    }
}
