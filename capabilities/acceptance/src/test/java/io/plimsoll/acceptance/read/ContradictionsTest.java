/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A tool that says PASS beside an error is heard twice, and a log that is cut off is refused. */
class ContradictionsTest {

    private static Reading read(String log) throws IOException {
        return ToolReaders.read(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "test.log", Optional.empty());
    }

    @Test
    void everySmallLogIsReadWithoutContradiction() throws Exception {
        for (String log : Logs.ALL) {
            Reading reading = read(log);
            assertThat(reading.contradictions()).as(reading.format()).isEmpty();
            assertThat(reading.measurements()).as(reading.format()).isNotEmpty();
        }
    }

    @Test
    void gpuBurnSaysOkBesideErrors() throws Exception {
        Reading reading =
                read(Logs.GPU_BURN.replace("errors: 0 - 0   temps: 61", "errors: 0 - 3  (WARNING!)   temps: 61"));
        assertThat(reading.contradictions()).containsExactly("GPU 1 is OK beside 3 errors");
        assertThat(reading.measurements()).contains(new Measurement("gpu_burn_errors", "count", 3, "gpu:1"));
    }

    @Test
    void gpuBurnSaysOkForAGpuThatDidNothing() throws Exception {
        Reading reading = read(Logs.GPU_BURN.replaceAll("- \\d+ \\(\\d+ Gflop/s\\)", "- 0 (0 Gflop/s)"));
        assertThat(reading.contradictions()).containsExactly("GPU 1 is OK and computed nothing");
    }

    @Test
    void gpuBurnSaysFaulty() throws Exception {
        Reading reading = read(Logs.GPU_BURN
                .replace("errors: 0 - 0   temps: 63", "errors: 9 (WARNING!) - 0   temps: 63")
                .replace("GPU 0: OK", "GPU 0: FAULTY"));
        assertThat(reading.verdicts())
                .anyMatch(v -> v.verdict() == Verdict.FAIL && v.scope().equals("gpu:0"));
        assertThat(reading.contradictions()).isEmpty();
    }

    @Test
    void ncclSaysOkBesideWrongValues() throws Exception {
        Reading reading = read(Logs.NCCL.replace("477.21      0", "477.21     12"));
        assertThat(reading.measurements()).contains(new Measurement("wrong_values", "count", 12, "node"));
        assertThat(reading.contradictions()).singleElement().asString().contains("12 wrong values");
    }

    @Test
    void ncclTellsATestFailure() throws Exception {
        Reading reading = read(Logs.NCCL.lines().limit(7).reduce("", (a, b) -> a + b + "\n")
                + "node-1: Test NCCL failure common.cu:959 'unhandled cuda error'\n");
        assertThat(reading.verdicts()).anyMatch(v -> v.verdict() == Verdict.ERROR && v.line() == 8);
    }

    @Test
    void ncclRowsBehindPrefixesOfMpirunAndSrunAreRead() throws Exception {
        for (String prefix : new String[] {"[1,0]<stdout>:", " 0: "}) {
            Reading reading = read(Logs.NCCL.lines().reduce("", (a, b) -> a + prefix + b + "\n"));
            assertThat(reading.measurements())
                    .contains(new Measurement("busbw_max", "GB/s", 477.21, "node"))
                    .contains(new Measurement(
                            "busbw", "GB/s", 476.46, "node", Map.of("size", "17179869184", "place", "in-place")));
        }
    }

    @Test
    void perftestReportsAnErrorBesideAResult() throws Exception {
        Reading reading = read(Logs.PERFTEST + "Completion with error at client\n");
        assertThat(reading.contradictions()).isNotEmpty();
        assertThat(read(Logs.PERFTEST).measurements())
                .contains(new Measurement(
                        "ib_write_bw_average", "Gbit/s", 391.95, "nic:mlx5_0", Map.of("size", "8388608")));
    }

    @Test
    void nvbandwidthIsPassedBesideAnError() throws Exception {
        Reading reading = read(Logs.NVBANDWIDTH_JSON.replace(
                "\"status\": \"Passed\",", "\"status\": \"Passed\", \"error\": \"CUDA_ERROR_UNKNOWN\","));
        assertThat(reading.contradictions()).singleElement().asString().contains("CUDA_ERROR_UNKNOWN");
    }

    @Test
    void nvbandwidthGpuPairsAreTheirOwnScope() throws Exception {
        assertThat(read(Logs.NVBANDWIDTH).measurements())
                .contains(new Measurement("device_to_device_memcpy_read_ce", "GB/s", 376.01, "gpu:0-1"))
                .contains(new Measurement("host_to_device_memcpy_ce", "GB/s", 55.29, "gpu:1", Map.of("row", "0")));
    }

    @Test
    void ourOwnTestSaysPassBesideAnError() throws Exception {
        String log = new TestLog("cpu", "agent")
                .error("core 3 is wrong")
                .says(Verdict.PASS)
                .end();
        assertThat(read(log).contradictions()).isNotEmpty();
    }

    @Test
    void aLogThatIsCutOffIsToldAndNeverPasses() throws Exception {
        for (String log : new String[] {
            Logs.NCCL.substring(0, Logs.NCCL.indexOf("# Out")),
            Logs.GPU_BURN.substring(0, Logs.GPU_BURN.indexOf("Tested")),
            Logs.STREAM.substring(0, Logs.STREAM.indexOf("Solution")),
            Logs.NVBANDWIDTH.substring(0, Logs.NVBANDWIDTH.lastIndexOf("SUM")),
        }) {
            Reading reading = read(log);
            assertThat(reading.warnings()).as(log).anyMatch(w -> w.contains("truncated"));
            assertThat(reading.verdicts()).as(log).anyMatch(v -> v.verdict() == Verdict.ERROR);
            assertThat(reading.verdicts()).as(log).noneMatch(v -> v.verdict() == Verdict.PASS);
        }
    }

    @Test
    void oneOfOurOwnLogsThatIsCutOffIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read(Logs.OWN.replace("end\n", "")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("test.log:");
    }

    @Test
    void whatIsNoLogIsRefused() {
        for (String log : new String[] {"", "hello\n", "{}", "{\"jobs\": []}", "# plimsoll test log 1\u0000\n"}) {
            assertThatThrownBy(() -> read(log)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void aLineWithoutEndIsRefusedInBoundedMemory() {
        assertThatThrownBy(() -> read("# plimsoll test log 1\nnote " + "x".repeat(LogLines.LINE_BYTES_MAX + 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a line over");
    }
}
