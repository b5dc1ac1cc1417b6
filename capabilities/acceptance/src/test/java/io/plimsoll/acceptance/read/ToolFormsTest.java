/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms of the tools' logs that other versions, other launchers and bad runs give. */
class ToolFormsTest {

    private static Reading read(String log) throws IOException {
        return ToolReaders.read(
                new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "test.log", Optional.empty());
    }

    private static double value(Reading reading, String metric, String scope) {
        return reading.measurements().stream()
                .filter(m -> m.metric().equals(metric) && m.scope().equals(scope))
                .mapToDouble(Measurement::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Verdict verdict(Reading reading, String scope, String text) {
        return reading.verdicts().stream()
                .filter(v -> v.scope().equals(scope) && v.text().startsWith(text))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Test
    void dcgmPassBesideAnAllocationErrorIsAContradictionAndNoPass() throws Exception {
        Reading reading = read(MoreLogs.DCGM4);
        assertThat(reading.format()).isEqualTo("dcgm-diag");
        assertThat(reading.tool()).isEqualTo("DCGM 4.5.3 driver 580.126.09");
        assertThat(reading.contradictions()).singleElement().asString().contains("Could not allocate", "gpu:1");
        assertThat(verdict(reading, "gpu:0", "memory")).isEqualTo(Verdict.PASS);
        assertThat(verdict(reading, "gpu:1", "memory")).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict(reading, "gpu:2", "memory")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(reading, "gpu:0", "targeted_power")).isEqualTo(Verdict.NOT_RUN);
        assertThat(value(reading, "dcgm_tests_failed", "node")).isEqualTo(1);
        assertThat(reading.measurements())
                .contains(
                        new Measurement("dcgm_gpu_to_host_bandwidth", "GB/s", 52.77, "gpu:0", Map.of("test", "pcie")),
                        new Measurement(
                                "dcgm_failures", "count", 1, "gpu:2", Map.of("serial", "167", "device", "2330")));
    }

    @Test
    void dcgm3IsReadWithItsGpuIds() throws Exception {
        Reading reading = read(MoreLogs.DCGM3);
        assertThat(reading.tool()).isEqualTo("DCGM 3.3.1 driver 535.129.03");
        assertThat(verdict(reading, "gpu:2", "GPU Memory")).isEqualTo(Verdict.FAIL);
        assertThat(verdict(reading, "gpu:3", "GPU Memory")).isEqualTo(Verdict.NOT_RUN);
        assertThat(verdict(reading, "node", "Denylist")).isEqualTo(Verdict.PASS);
    }

    @Test
    void dcgmTableIsRead() throws Exception {
        Reading reading = read(MoreLogs.DCGM_TABLE);
        assertThat(reading.format()).isEqualTo("dcgm-diag");
        assertThat(verdict(reading, "gpu:1", "memory")).isEqualTo(Verdict.FAIL);
        assertThat(value(reading, "dcgm_tests_passed", "node")).isEqualTo(1);
        Reading cut = read(MoreLogs.DCGM_TABLE.substring(0, MoreLogs.DCGM_TABLE.indexOf("GPU1: Fail")));
        assertThat(cut.warnings()).anyMatch(w -> w.contains("truncated"));
    }

    @Test
    void dcgmRuntimeErrorIsNoPass() throws Exception {
        Reading reading = read("{\"DCGM Diagnostic\": {\"runtime_error\": \"Unable to complete diagnostic\"}}");
        assertThat(reading.verdicts()).singleElement().matches(v -> v.verdict() == Verdict.ERROR);
    }

    @Test
    void mndiagNamesTheHostAndHearsMpi() throws Exception {
        Reading reading = read(MoreLogs.MNDIAG);
        assertThat(reading.format()).isEqualTo("dcgm-mndiag");
        assertThat(verdict(reading, "node-2/gpu:0", "mnubergemm")).isEqualTo(Verdict.FAIL);
        assertThat(reading.contradictions()).anyMatch(c -> c.contains("MPI rank 3 left"));
        assertThat(reading.verdicts()).noneMatch(v -> v.verdict() == Verdict.PASS);
    }

    @Test
    void aJsonThatIsCutOffGivesWhatItHasAndSaysSo() throws Exception {
        Reading reading = read(MoreLogs.DCGM4.substring(0, MoreLogs.DCGM4.indexOf("\"Integration\"")));
        assertThat(verdict(reading, "gpu:2", "memory")).isEqualTo(Verdict.FAIL);
        assertThat(reading.warnings()).anyMatch(w -> w.contains("truncated"));
    }

    @Test
    void aJsonWithOtherOutputInItsMidstIsRead() throws Exception {
        Reading reading = read(MoreLogs.DCGM4.replace(
                "  {\"category\": \"Hardware\"",
                "nvvs WARN something else was printed\n  {\"category\": \"Hardware\""));
        assertThat(reading.warnings()).anyMatch(w -> w.contains("other output within the JSON"));
        assertThat(verdict(reading, "gpu:2", "memory")).isEqualTo(Verdict.FAIL);
    }

    @Test
    void prefixesOfLaunchersAndCollectorsAreTakenOff() throws Exception {
        for (String prefix : new String[] {
            "[1,0]<stdout>:",
            "[1,0]<stdout>: ",
            "[prterun-n1-77@1,3]<stdout>: ",
            " 0: ",
            "node-17: ",
            "2026-05-01T12:00:00.123456789Z ",
            "[2026-05-01 12:00:00,123] ",
            "May  1 12:00:00 node-7 burn[123]: ",
            "[pod/test-0/main] ",
            "\u001b[32m"
        }) {
            for (String log : new String[] {Logs.NCCL, Logs.NVBANDWIDTH, MoreLogs.HPL, Logs.STREAM, MoreLogs.DCGM3}) {
                String prefixed = log.lines().reduce("", (a, b) -> a + prefix + b + "\r\n");
                assertThat(read(prefixed).measurements())
                        .as(prefix + log)
                        .isEqualTo(read(log).measurements());
            }
        }
    }

    @Test
    void anInfoLineInTheMidstOfARowDoesNotLoseTheRow() throws Exception {
        String row = "sum      -1    63000";
        Reading reading = read(Logs.NCCL.replace(
                row, "sum      -1node-1:374:401 [0] NCCL INFO Channel 00/0 : 0[0] -> 1[1] via P2P\n    63000"));
        assertThat(value(reading, "busbw_max", "node")).isEqualTo(477.21);
    }

    @Test
    void anAbortedNcclRunIsAnErrorAndItsRowsStay() throws Exception {
        Reading reading = read(Logs.NCCL.substring(0, Logs.NCCL.indexOf("# Out"))
                + "node-1: Test NCCL failure common.cu:959 'unhandled cuda error'\n"
                + "slurmstepd: error: *** JOB 7 ON node-1 CANCELLED AT 2026-05-01T12:00:00 DUE TO TIME LIMIT ***\n");
        assertThat(value(reading, "busbw_max", "node")).isEqualTo(477.21);
        assertThat(reading.warnings()).anyMatch(w -> w.contains("truncated"));
        assertThat(reading.verdicts()).noneMatch(v -> v.verdict() == Verdict.PASS);
    }

    @Test
    void twoNcclRunsInOneLogKeepApart() throws Exception {
        Reading reading = read(Logs.NCCL + Logs.NCCL.replace("477.21", "111.11"));
        assertThat(reading.measurements())
                .contains(
                        new Measurement("busbw_max", "GB/s", 477.21, "node"),
                        new Measurement("busbw_max", "GB/s", 476.46, "node", Map.of("run", "2")));
    }

    @Test
    void anOkOfARunThatCheckedNothingIsNoPass() throws Exception {
        Reading reading =
                read(Logs.NCCL.replace("477.21      0", "477.21    N/A").replace("476.46      0", "476.46    N/A"));
        assertThat(reading.verdicts()).singleElement().matches(v -> v.verdict() == Verdict.INCONCLUSIVE);
    }

    @Test
    void perftestLatencyIsInMicroseconds() throws Exception {
        Reading reading = read(MoreLogs.PERFTEST_LAT);
        assertThat(value(reading, "ib_write_lat_typical", "nic:mlx5_3")).isEqualTo(1.07);
        assertThat(value(reading, "ib_write_lat_p99_9", "nic:mlx5_3")).isEqualTo(4.31);
    }

    @Test
    void perftestJsonThatIsNoJsonIsReadAndItsUnitComesFromTheMessageRate() throws Exception {
        assertThat(read(MoreLogs.PERFTEST_JSON).measurements())
                .contains(
                        new Measurement("ib_write_bw_average", "Gbit/s", 391.5, "nic:mlx5_0", Map.of("size", "65536")));
        assertThat(read(MoreLogs.PERFTEST_JSON.replace("0.746727", "0.1")).measurements())
                .contains(new Measurement(
                        "ib_write_bw_average", "unstated", 391.5, "nic:mlx5_0", Map.of("size", "65536")));
    }

    @Test
    void hplSaysPassedBesideAResidualOverItsLimit() throws Exception {
        assertThat(value(read(MoreLogs.HPL), "hpl_rate", "node")).isEqualTo(198600);
        assertThat(value(read(MoreLogs.HPL), "hpl_rate_per_gpu", "node")).isEqualTo(24830);
        Reading bad = read(MoreLogs.HPL.replace("0.0024938", "1234.5"));
        assertThat(bad.contradictions()).isNotEmpty();
        assertThat(bad.verdicts()).noneMatch(v -> v.verdict() == Verdict.PASS);
        Reading nan = read(MoreLogs.HPL.replace("0.0024938", "-nan"));
        assertThat(nan.contradictions()).isNotEmpty();
    }

    @Test
    void hplThatWasKilledHasNoRate() throws Exception {
        Reading reading = read("HPLinpack 2.3\nColumn=000000384 Fraction= 0.1% Gflops=7.818e+03\nKilled\n");
        assertThat(reading.measurements()).isEmpty();
        assertThat(reading.warnings()).anyMatch(w -> w.contains("truncated"));
    }

    @Test
    void rasTellsTheMissingRank() throws Exception {
        Reading reading = read(MoreLogs.RAS_DEGRADED);
        assertThat(value(reading, "ras_ranks_missing", "group")).isEqualTo(1);
        assertThat(reading.verdicts()).anyMatch(v -> v.verdict() == Verdict.FAIL);
        assertThat(reading.warnings()).anyMatch(w -> w.contains("10.0.0.7"));
        assertThat(read("read socket: Connection reset by peer\n").verdicts())
                .anyMatch(v -> v.verdict() == Verdict.ERROR);
    }

    @Test
    void fioTextGivesDecimalBandwidth() throws Exception {
        Reading reading = read(MoreLogs.FIO_TEXT);
        assertThat(value(reading, "disk_read_bandwidth", "disk")).isEqualTo(349);
        assertThat(value(reading, "disk_read_iops", "disk")).isEqualTo(85100);
        assertThat(value(reading, "disk_read_latency_p99", "disk")).isEqualTo(2245);
    }

    @Test
    void babelStreamFailsItsValidation() throws Exception {
        assertThat(value(read(MoreLogs.BABELSTREAM), "gpu_stream_triad", "gpu:0"))
                .isEqualTo(2912345.5);
        assertThat(read(MoreLogs.BABELSTREAM + "Validation failed on sum. Error 0.03\n")
                        .verdicts())
                .anyMatch(v -> v.verdict() == Verdict.FAIL);
    }

    @Test
    void gpcnetNetworkTestHasTwoColumns() throws Exception {
        assertThat(value(read(MoreLogs.GPCNET_TEST), "gpcnet_rr_two_sided_lat_p99", "group"))
                .isEqualTo(2.9);
    }

    @Test
    void nulBytesOfACrashedNodeAreTold() throws Exception {
        Reading reading = read(Logs.NCCL + "\u0000\u0000\u0000");
        assertThat(reading.warnings()).anyMatch(w -> w.contains("NUL"));
    }

    @Test
    void aLogOfManyMillionLinesIsReadInBoundedMemory() throws Exception {
        byte[] noise = "node-1:374:401 [0] NCCL INFO Channel 00/0 : 0[0] -> 1[1] via P2P/CUMEM\n"
                .repeat(1000)
                .getBytes(StandardCharsets.UTF_8);
        byte[] log = Logs.NCCL.getBytes(StandardCharsets.UTF_8);
        InputStream in = new InputStream() {
            private long left = 24L << 20;
            private int at;

            @Override
            public int read() {
                throw new UnsupportedOperationException("only blocks are read");
            }

            @Override
            public int read(byte[] into, int from, int length) {
                byte[] block = left == 24L << 20 ? log : noise;
                if (left <= 0) {
                    return -1;
                }
                int n = Math.min(length, block.length - at);
                System.arraycopy(block, at, into, from, n);
                at = at + n == block.length ? 0 : at + n;
                left = at == 0 ? left - block.length : left;
                return n;
            }
        };
        Reading reading = ToolReaders.read(in, "big.log", Optional.empty());
        assertThat(value(reading, "busbw_max", "node")).isEqualTo(477.21);
    }
}
