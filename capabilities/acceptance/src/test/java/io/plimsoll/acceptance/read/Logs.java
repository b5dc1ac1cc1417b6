/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import java.util.List;

/** Small logs in the shape of the real ones, written for these tests. */
final class Logs {

    static final String GPU_BURN = """
            GPU 0: NVIDIA H100 80GB HBM3 (UUID: GPU-aa)
            GPU 1: NVIDIA H100 80GB HBM3 (UUID: GPU-bb)
            \r50.0%  proc'd: 100 (41000 Gflop/s) - 98 (40900 Gflop/s)   errors: 0 - 0   temps: 61 C - 60 C \
            \r100.0%  proc'd: 200 (41010 Gflop/s) - 198 (40950 Gflop/s)   errors: 0 - 0   temps: 63 C - 62 C
            Tested 2 GPUs:
            \tGPU 0: OK
            \tGPU 1: OK
            """;

    static final String NCCL = """
            # nThread 1 nGpus 8 minBytes 8388608 maxBytes 17179869184 step: 2(factor) warmup iters: 5 iters: 20 agg iters: 1 validation: 1 graph: 0
            #
            # Using devices
            #  Rank  0 Group  0 Pid    374 on node-1 device  0 [0x0f] NVIDIA H100 80GB HBM3
            #
            #       size         count      type   redop    root     time   algbw   busbw #wrong     time   algbw   busbw #wrong
            #        (B)    (elements)                               (us)  (GB/s)  (GB/s)            (us)  (GB/s)  (GB/s)
             17179869184    4294967296     float     sum      -1    63000  272.69  477.21      0    63100  272.26  476.46      0
            # Out of bounds values : 0 OK
            # Avg bus bandwidth    : 476.835
            #
            """;

    static final String PERFTEST = """
                                RDMA_Write BW Test
             Dual-port       : OFF\t\tDevice         : mlx5_0
             Link type       : IB
             #bytes     #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]
             8388608    5000             392.11             391.95\t\t   0.005840
            ---------------------------------------------------------------------------------------
            """;

    static final String NVBANDWIDTH = """
            nvbandwidth Version: v0.8
            Driver Version: 570.86.10

            Running host_to_device_memcpy_ce.
            memcpy CE CPU(row) -> GPU(column) bandwidth (GB/s)
                       0         1
             0     55.31     55.29

            SUM host_to_device_memcpy_ce 110.60

            Running device_to_device_memcpy_read_ce.
            memcpy CE GPU(row) -> GPU(column) bandwidth (GB/s)
                       0         1
             0       N/A    376.01
             1    377.22       N/A

            SUM device_to_device_memcpy_read_ce 753.23
            """;

    static final String NVBANDWIDTH_JSON = """
            WARNING: Failed to acquire log file lock {{
            {"nvbandwidth": {"CUDA Runtime Version": 12070, "Driver Version": "565.02", "version": "v0.5", "testcases": [
              {"name": "host_to_device_memcpy_ce", "status": "Passed", "sum": 110.6,
               "bandwidth_description": "memcpy CE CPU(row) -> GPU(column) bandwidth (GB/s) ",
               "bandwidth_matrix": [["55.31", "55.29"]]},
              {"name": "device_to_device_memcpy_read_ce", "status": "Waived"}]}}
            WARNING: suffix }}}
            """;

    static final String STREAM = """
            STREAM version $Revision: 5.10 $
            Number of Threads counted = 32
            Copy:          342008.3     0.018755     0.018713     0.018895
            Triad:         363208.7     0.026599     0.026431     0.026855
            Solution Validates: avg error less than 1.000000e-13 on all three arrays
            """;

    static final String FIO = """
            {"fio version": "fio-3.33", "jobs": [{"jobname": "verify", "error": 0, "total_err": 0,
             "read": {"total_ios": 10, "bw_bytes": 1000000, "iops": 7.5, "clat_ns": {"percentile": {"99.000000": 5000}}},
             "write": {"total_ios": 0}}]}
            """;

    static final String OWN = new TestLog("cpu", "agent 1")
            .note("a remark")
            .measure("cpu_errors", 0, "count", "core:0")
            .measure("cpu_rounds", 12, "count", "core:0")
            .end();

    static final List<String> ALL = List.of(GPU_BURN, NCCL, PERFTEST, NVBANDWIDTH, NVBANDWIDTH_JSON, STREAM, FIO, OWN);

    private Logs() {}
}
