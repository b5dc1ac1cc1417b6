/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What test tools print, after real output of the same tools (microsoft/superbenchmark tests/data, MIT). Each method takes
 * the figures and gives the whole log.
 */
public final class ToolText {

    private static final DateTimeFormatter SUMMARY = DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy");
    private static final String RULE = "-".repeat(87) + "\n";

    private ToolText() {}

    /** nvbandwidth 0.8: copies between host and each GPU, GB/s. */
    public static String nvbandwidth(String gpuModel, double[] hostToDevice, double[] deviceToHost) {
        StringBuilder out = new StringBuilder("""
                nvbandwidth Version: v0.8
                Built from Git version: v0.8

                CUDA Runtime Version: 12090
                CUDA Driver Version: 12090
                Driver Version: 575.57.08

                """);
        for (int i = 0; i < hostToDevice.length; i++) {
            out.append("Device %d: %s (00000000:%02x:00)\n".formatted(i, gpuModel, 0x1b + i * 0x11));
        }
        out.append('\n');
        copies(out, "host_to_device_memcpy_ce", "memcpy CE CPU(row) -> GPU(column) bandwidth (GB/s)", hostToDevice);
        copies(out, "device_to_host_memcpy_ce", "memcpy CE CPU(row) <- GPU(column) bandwidth (GB/s)", deviceToHost);
        out.append("""
                NOTE: The reported results may not reflect the full capabilities of the platform.
                Performance can vary with software drivers, hardware clocks, and system topology.

                """);
        return out.toString();
    }

    private static void copies(StringBuilder out, String test, String title, double[] values) {
        out.append("Running ").append(test).append(".\n").append(title).append("\n ");
        for (int i = 0; i < values.length; i++) {
            out.append("%10d".formatted(i));
        }
        out.append("\n 0");
        double sum = 0;
        for (double value : values) {
            out.append(fixed(10, 2, value));
            sum += value;
        }
        out.append("\n\nSUM ").append(test).append(' ').append(fixed(1, 2, sum)).append("\n\n");
    }

    /**
     * gpu-burn with a double-precision tensor-core GEMM.
     *
     * @param gflops rate of each GPU
     * @param errors wrong results of each GPU; one with any is FAULTY
     */
    public static String gpuBurn(
            String gpuModel, List<String> uuids, double[] gflops, long[] errors, int[] celsius, Instant end) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < uuids.size(); i++) {
            out.append("GPU %d: %s (UUID: %s)\n".formatted(i, gpuModel, uuids.get(i)));
        }
        for (int percent : new int[] {25, 50, 75, 100}) {
            burnLine(out, percent, gflops, errors, celsius);
            out.append("\tSummary at:   ")
                    .append(SUMMARY.withLocale(Locale.ENGLISH).format(end.atOffset(ZoneOffset.UTC)))
                    .append("\n\n");
        }
        out.append("Killing processes with SIGTERM (soft kill)\ndone\n\nTested ")
                .append(uuids.size())
                .append(" GPUs:\n");
        for (int i = 0; i < uuids.size(); i++) {
            out.append("\tGPU %d: %s\n".formatted(i, errors[i] == 0 ? "OK" : "FAULTY"));
        }
        return out.toString();
    }

    private static void burnLine(StringBuilder out, int percent, double[] gflops, long[] errors, int[] celsius) {
        out.append("%d.0%%  proc'd: ".formatted(percent));
        for (int i = 0; i < gflops.length; i++) {
            long done = Math.round(gflops[i] * percent / 100 / 3);
            out.append(i == 0 ? "" : " - ").append("%d (%d Gflop/s)".formatted(done, Math.round(gflops[i])));
        }
        out.append("   errors: ");
        for (int i = 0; i < errors.length; i++) {
            long now = errors[i] * percent / 100;
            out.append(i == 0 ? "" : " - ").append(now).append(now > 0 ? " (WARNING!)" : "");
        }
        out.append("   temps: ");
        for (int i = 0; i < celsius.length; i++) {
            out.append(i == 0 ? "" : " - ").append(celsius[i]).append(" C");
        }
        out.append('\n');
    }

    /** nccl-tests all_reduce_perf over the GPUs of one node. */
    public static String allReduce(String host, String gpuModel, int gpus, double busBandwidth, long wrong) {
        StringBuilder out = new StringBuilder(
                "# nThread 1 nGpus %d minBytes 8 maxBytes 17179869184 step: 2(factor) warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0\n#\n# Using devices\n"
                        .formatted(gpus));
        for (int i = 0; i < gpus; i++) {
            out.append("#  Rank  %d Group  0 Pid %6d on %10s device  %d [0x%02x] %s\n"
                    .formatted(i, 4_100, host, i, 0x1b + i * 0x11, gpuModel));
        }
        out.append("""
                #
                #                                                              out-of-place                       in-place         \s
                #       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
                #        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)      \s
                """);
        double factor = 2.0 * (gpus - 1) / gpus;
        double sum = 0;
        int rows = 0;
        for (long size = 8; size <= 1L << 34; size *= 2) {
            double bus = busBandwidth * size / (size + 64_000_000.0);
            double algorithm = bus / factor;
            double micros = Math.max(size / (algorithm * 1_000), 20);
            double printed = size / micros / 1_000;
            String half = fixed(8, micros >= 100_000 ? 0 : 2, micros)
                    + fixed(8, 2, printed)
                    + fixed(8, 2, printed * factor)
                    + "%7d".formatted(wrong);
            out.append("%12d%14d%10s%8s%8d".formatted(size, size / 4, "float", "sum", -1))
                    .append(' ')
                    .append(half)
                    .append(' ')
                    .append(half)
                    .append('\n');
            sum += printed * factor;
            rows++;
        }
        out.append("# Out of bounds values : %d %s\n".formatted(wrong, wrong == 0 ? "OK" : "FAILED"))
                .append("# Avg bus bandwidth    : ")
                .append(fixed(1, 3, sum / rows))
                .append(" \n#\n\n");
        return out.toString();
    }

    /** perftest ib_write_bw between two ends, bandwidth in MB/s (2^20 bytes) as it prints without {@code --report_gbits}. */
    public static String writeBandwidth(String device, int bytes, double gigabitsPerSecond) {
        double average = gigabitsPerSecond * 1e9 / 8 / (1 << 20);
        double rate = gigabitsPerSecond * 1e9 / 8 / bytes / 1e6;
        return RULE + "                    RDMA_Write BW Test\n"
                + " Dual-port       : OFF\t\tDevice         : " + device + "\n"
                + """
                   Number of qps   : 1\t\tTransport type : IB
                   Connection type : RC\t\tUsing SRQ      : OFF
                   PCIe relax order: ON\t\tLock-free      : OFF
                   TX depth        : 128
                   CQ Moderation   : 1
                   CQE Poll Batch  : 16
                   Mtu             : 4096[B]
                   Link type       : IB
                   Max inline data : 0[B]
                   rdma_cm QPs\t : OFF
                   Data ex. method : Ethernet
                  """.replace("\n  ", "\n ")
                + RULE
                + " local address: LID 0x1f QPN 0x095f PSN 0x3c9e82 RKey 0x080359 VAddr 0x007f9fc479c000\n"
                + " remote address: LID 0x1f QPN 0x095e PSN 0xbd024b RKey 0x080258 VAddr 0x007fe62504b000\n"
                + RULE
                + " #bytes     #iterations    BW peak[MB/sec]    BW average[MB/sec]   MsgRate[Mpps]\n"
                + " %-10d 20000            ".formatted(bytes)
                + fixed(8, 2, average * 1.0003)
                + "            "
                + fixed(8, 2, average)
                + "\t\t   "
                + fixed(1, 6, rate)
                + "\n"
                + RULE;
    }

    private static String fixed(int width, int places, double value) {
        return String.format(Locale.ROOT, "%" + width + "." + places + "f", value);
    }
}
