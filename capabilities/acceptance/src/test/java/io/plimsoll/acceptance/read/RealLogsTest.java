/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import io.plimsoll.testkit.SharedData;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each reader on logs that real tools wrote, with the numbers that stand in them. */
class RealLogsTest {

    private static Reading read(String file) throws Exception {
        try (InputStream in = Files.newInputStream(SharedData.require("acceptance/" + file))) {
            return ToolReaders.read(in, file, Optional.empty());
        }
    }

    private static double value(Reading reading, String metric, String scope) {
        return reading.measurements().stream()
                .filter(m -> m.metric().equals(metric) && m.scope().equals(scope))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void nvbandwidthText() throws Exception {
        Reading reading = read("superbench-nvbandwidth_results.log");
        assertThat(reading.format()).isEqualTo("nvbandwidth");
        assertThat(reading.tool()).isEqualTo("nvbandwidth v0.6 driver 550.54.15");
        assertThat(reading.measurements())
                .contains(
                        new Measurement("host_to_device_memcpy_ce", "GB/s", 369.36, "gpu:0", Map.of("row", "0")),
                        new Measurement("host_to_device_memcpy_ce", "GB/s", 312.11, "gpu:2", Map.of("row", "1")),
                        new Measurement("host_to_device_memcpy_ce_sum", "GB/s", 1985.60, "node"),
                        new Measurement("host_device_latency_sm", "ns", 772.58, "gpu:0", Map.of("row", "0")));
        assertThat(reading.contradictions()).isEmpty();
        assertThat(reading.verdicts()).isEmpty();
    }

    @Test
    void ncclTestsText() throws Exception {
        Reading reading = read("superbench-nccl_allreduce.log");
        assertThat(reading.format()).isEqualTo("nccl-tests");
        assertThat(value(reading, "busbw_max", "node")).isEqualTo(235.26);
        assertThat(value(reading, "busbw_average", "node")).isEqualTo(68.4048);
        assertThat(value(reading, "out_of_bounds", "node")).isZero();
        assertThat(value(reading, "ranks", "node")).isEqualTo(8);
        assertThat(value(reading, "wrong_values", "node"))
                .as("this run checked nothing (validation: 0), so there is no count of wrong values")
                .isNaN();
        assertThat(reading.measurements())
                .contains(new Measurement(
                        "busbw", "GB/s", 90.63, "node", Map.of("size", "8388608", "place", "out-of-place")));
    }

    @Test
    void ncclTestsWithoutRedop() throws Exception {
        assertThat(value(read("superbench-nccl_alltoall.log"), "busbw_max", "node"))
                .isEqualTo(226.16);
        assertThat(value(read("superbench-nccl_allgather.log"), "busbw_max", "node"))
                .isEqualTo(230.07);
        assertThat(value(read("superbench-nccl_reducescatter.log"), "busbw_average", "node"))
                .isPositive();
    }

    @Test
    void gpuBurn() throws Exception {
        Reading reading = read("superbench-gpu_burn.log");
        assertThat(reading.format()).isEqualTo("gpu-burn");
        for (int gpu = 0; gpu < 8; gpu++) {
            assertThat(value(reading, "gpu_burn_errors", "gpu:" + gpu)).isZero();
            assertThat(value(reading, "gpu_burn_calculations", "gpu:" + gpu)).isPositive();
        }
        assertThat(value(reading, "gpu_burn_calculations", "gpu:0")).isEqualTo(6783);
        assertThat(reading.verdicts()).hasSize(8).allMatch(v -> v.verdict() == Verdict.PASS);
        assertThat(reading.contradictions()).isEmpty();
    }

    @Test
    void perftestTellsMebibytes() throws Exception {
        Reading reading = read("superbench-ib_loopback_8M_size.log");
        assertThat(reading.format()).isEqualTo("perftest");
        assertThat(reading.measurements())
                .contains(new Measurement(
                        "ib_write_bw_average", "MiB/s", 24056.72, "nic:ib0", Map.of("size", "8388608")));
        assertThat(reading.verdicts()).isEmpty();
    }

    @Test
    void perftestOverAllSizes() throws Exception {
        Reading reading = read("superbench-ib_loopback_all_sizes.log");
        assertThat(reading.measurements().stream().filter(m -> m.metric().equals("ib_write_bw_average")))
                .hasSizeGreaterThan(15);
    }

    @Test
    void fio() throws Exception {
        Reading reading = read("superbench-disk_performance.log");
        assertThat(reading.format()).isEqualTo("fio");
        assertThat(value(reading, "disk_read_bandwidth", "disk")).isEqualTo(348.743777);
        assertThat(value(reading, "disk_read_latency_p99", "disk")).isEqualTo(2244.608);
        assertThat(value(reading, "disk_errors", "disk")).isZero();
    }

    @Test
    void stream() throws Exception {
        Reading reading = read("superbench-streamResultZen.log");
        assertThat(reading.format()).isEqualTo("stream");
        assertThat(value(reading, "stream_triad", "node")).isEqualTo(363208.7);
        assertThat(value(reading, "stream_validation_errors", "node")).isZero();
    }

    @Test
    void everySharedFileIsReadInItsFormat() throws Exception {
        Map<String, String> formats = Map.ofEntries(
                Map.entry("cvs-inspector_sample.jsonl", "nccl-inspector"),
                Map.entry("cvs-rccl_v2283_text_healthy.txt", "ras"),
                Map.entry("cvs-rccl_v2289_json_healthy.json", "ras"),
                Map.entry("dcgm-diag-skus.yaml", "dcgm-skus"),
                Map.entry("superbench-cuda_memory_d2h_bw.log", "cuda-bandwidth"),
                Map.entry("superbench-cuda_memory_h2d_bw.log", "cuda-bandwidth"),
                Map.entry("superbench-disk_performance.log", "fio"),
                Map.entry("superbench-gpcnet_network_load.log", "gpcnet"),
                Map.entry("superbench-gpu_burn.log", "gpu-burn"),
                Map.entry("superbench-gpu_copy_bw_performance.log", "gpu-copy"),
                Map.entry("superbench-gpu_stream.log", "gpu-stream"),
                Map.entry("superbench-hpl_results.log", "hpl"),
                Map.entry("superbench-ib_loopback_8M_size.log", "perftest"),
                Map.entry("superbench-ib_loopback_all_sizes.log", "perftest"),
                Map.entry("superbench-nccl_allgather.log", "nccl-tests"),
                Map.entry("superbench-nccl_reducescatter.log", "nccl-tests"),
                Map.entry("superbench-nvbandwidth_results.log", "nvbandwidth"),
                Map.entry("superbench-streamResultZen.log", "stream"),
                Map.entry("superbench-test_baseline.json", "superbench-baseline"),
                Map.entry("superbench-test_generate_baseline_results.jsonl", "superbench"),
                Map.entry("superbench-test_results.jsonl", "superbench"),
                Map.entry("superbench-test_rules.yaml", "superbench-rules"));
        for (Map.Entry<String, String> entry : formats.entrySet()) {
            Reading reading = read(entry.getKey());
            assertThat(reading.format()).as(entry.getKey()).isEqualTo(entry.getValue());
            assertThat(reading.measurements()).as(entry.getKey()).isNotEmpty();
            assertThat(reading.contradictions()).as(entry.getKey()).isEmpty();
            assertThat(reading.warnings()).as(entry.getKey()).noneMatch(w -> w.contains("truncated"));
        }
    }

    @Test
    void theNumbersThatStandInTheLogs() throws Exception {
        assertThat(value(read("superbench-hpl_results.log"), "hpl_rate", "node"))
                .isEqualTo(8126.1);
        assertThat(value(read("superbench-gpu_stream.log"), "gpu_stream_copy", "gpu:1"))
                .isEqualTo(6708.74);
        assertThat(value(read("superbench-gpu_copy_bw_performance.log"), "gpu_to_gpu_write_by_dma", "gpu:1-0"))
                .isEqualTo(278.308);
        assertThat(value(read("superbench-cuda_memory_h2d_bw.log"), "h2d_bandwidth", "gpu:0"))
                .isEqualTo(0.4);
        assertThat(value(read("cvs-inspector_sample.jsonl"), "busbw", "rank:8")).isEqualTo(382.0);
        assertThat(value(read("cvs-rccl_v2289_json_healthy.json"), "ras_ranks_missing", "group"))
                .isZero();
        assertThat(value(read("superbench-gpcnet_network_load.log"), "ranks", "group"))
                .isEqualTo(10);
    }

    @Test
    void gpcnetTellsWhyItDidNotRun() throws Exception {
        Reading reading = read("superbench-gpcnet_network_load_error.log");
        assertThat(reading.measurements()).isEmpty();
        assertThat(reading.verdicts())
                .anyMatch(v -> v.verdict() == Verdict.ERROR && v.text().contains("at least 10 nodes"));
    }

    @Test
    void aReturnCodeOfSuperBenchIsAnError() throws Exception {
        assertThat(read("superbench-test_results.jsonl").verdicts())
                .singleElement()
                .matches(v -> v.verdict() == Verdict.ERROR && v.scope().equals("sb-validation-03"));
    }
}
