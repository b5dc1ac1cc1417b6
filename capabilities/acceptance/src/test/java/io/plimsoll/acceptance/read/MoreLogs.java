/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import java.util.List;

/** More small logs in the shape of the real ones, written for these tests. */
final class MoreLogs {

    /** DCGM 4: the allocation error of NVIDIA/DCGM issue 284 beside a Pass on GPU 1, a Fail on GPU 2, a skipped test. */
    static final String DCGM4 = """
            Successfully ran diagnostic for group.
            {
              "DCGM Diagnostic": {
                "test_categories": [
                  {"category": "Deployment", "tests": [
                    {"name": "software", "results": [{"entity_group": "GPU", "entity_group_id": 1, "entity_id": 0, "status": "Pass"}],
                     "test_summary": {"status": "Pass"}}]},
                  {"category": "Hardware", "tests": [
                    {"name": "memory", "results": [
                      {"entity_group": "GPU", "entity_group_id": 1, "entity_id": 0, "status": "Pass",
                       "info": ["GPU 0 Allocated 84000000000 bytes (98.3%)"]},
                      {"entity_group": "GPU", "entity_group_id": 1, "entity_id": 1, "status": "Pass",
                       "warnings": [{"warning": "Could not allocate at least 75% of GPU memory on GPU 1", "error_id": 20,
                                     "error_category": 3, "error_severity": 1}]},
                      {"entity_group": "GPU", "entity_group_id": 1, "entity_id": 2, "status": "Fail",
                       "warnings": [{"warning": "Found 3 uncorrectable errors", "error_id": 4, "error_category": 3,
                                     "error_severity": 4}]}],
                     "test_summary": {"status": "Fail"}}]},
                  {"category": "Integration", "tests": [
                    {"name": "pcie", "results": [
                      {"entity_group": "GPU", "entity_group_id": 1, "entity_id": 0, "status": "Pass",
                       "info": ["GPU 0 GPU to Host bandwidth:\\t\\t52.77 GB/s", "GPU 0 Host to GPU bandwidth:\\t\\t55.1 GB/s"]}],
                     "test_summary": {"status": "Pass"}},
                    {"name": "targeted_power", "results": [
                      {"entity_group": "GPU", "entity_group_id": 1, "entity_id": 0, "status": "Skip"}],
                     "test_summary": {"status": "Skip"}}]}
                ]
              },
              "entity_groups": [{"entity_group": "GPU", "entity_group_id": 1, "entities": [
                {"entity_id": 0, "device_id": "2330", "serial_num": "165"},
                {"entity_id": 1, "device_id": "2330", "serial_num": "166"},
                {"entity_id": 2, "device_id": "2330", "serial_num": "167"}]}],
              "metadata": {"version": "4.5.3", "Driver Version Detected": "580.126.09"}
            }
            """;

    static final String DCGM3 = """
            {"DCGM GPU Diagnostic": {"version": "3.3.1", "Driver Version Detected": "535.129.03", "test_categories": [
              {"category": "Deployment", "tests": [{"name": "Denylist", "results": [{"status": "Pass"}]}]},
              {"category": "Hardware", "tests": [{"name": "GPU Memory", "results": [
                {"gpu_id": "0", "status": "Pass", "info": "Allocated 8 GB"},
                {"gpu_ids": "1,2", "status": "Fail", "warnings": "Memory fault on GPU"},
                {"gpu_id": 3, "status": "Skip"}]}]}]}}
            """;

    static final String DCGM_TABLE = """
            Successfully ran diagnostic for group.
            +---------------------------+------------------------------------------------+
            | Diagnostic                | Result                                         |
            +===========================+================================================+
            |-----  Metadata  ----------+------------------------------------------------|
            | DCGM Version              | 4.2.3                                          |
            | Driver Version Detected   | 570.148.08                                     |
            |-----  Deployment  --------+------------------------------------------------|
            | software                  | Pass                                           |
            |                           | GPU0: Pass                                     |
            |                           | GPU1: Pass                                     |
            +-----  Hardware  ----------+------------------------------------------------+
            | memory                    | Fail                                           |
            |                           | GPU0: Pass                                     |
            |                           | GPU1: Fail                                     |
            | Warning: GPU1             | GPU 1 found an uncorrectable error             |
            +---------------------------+------------------------------------------------+
            """;

    static final String MNDIAG = """
            {"DCGM Multi-Node Diagnostic": "DCGM Multi-Node Diagnostic",
             "metadata": {"num_hosts": 2, "num_entities": 2},
             "hosts": [
              {"host_id": 0, "hostname": "node-1", "dcgm_version": "4.5.0", "driver_version": "580.1", "num_entities": 1,
               "entities": [{"entity_group_id": 1, "entity_group": "GPU", "entity_id": 0, "serial_num": "11"}]},
              {"host_id": 1, "hostname": "node-2", "dcgm_version": "4.5.0", "driver_version": "580.1", "num_entities": 1,
               "entities": [{"entity_group_id": 1, "entity_group": "GPU", "entity_id": 0, "serial_num": "12"}]}],
             "test_categories": [{"category": "Hardware", "tests": [{"name": "mnubergemm", "status": "Pass",
               "test_summary": {"status": "Pass"},
               "mpi_error": {"warning": "MPI rank 3 left", "error_category": "MPI"},
               "results": [
                 {"host_id": 0, "entity_group_id": 1, "entity_group": "GPU", "entity_id": 0, "status": "Pass"},
                 {"host_id": 1, "entity_group_id": 1, "entity_group": "GPU", "entity_id": 0, "status": "Fail",
                  "warnings": [{"warning": "XID 79", "error_id": 9, "error_category": 1, "error_severity": 2}]}]}]}]}
            """;

    static final String PERFTEST_LAT = """
            ---------------------------------------------------------------------------------------
                                RDMA_Write Latency Test
             Dual-port       : OFF\t\tDevice         : mlx5_3
             Link type       : Ethernet
            ---------------------------------------------------------------------------------------
             #bytes #iterations    t_min[usec]    t_max[usec]  t_typical[usec]    t_avg[usec]    t_stdev[usec]   99% percentile[usec]   99.9% percentile[usec]
             2       1000          1.04           4.31         1.07                1.08             0.05            1.21                    4.31
            ---------------------------------------------------------------------------------------
            """;

    /** The form of linux-rdma/perftest issue 216: no quotes, commas too many. */
    static final String PERFTEST_JSON = """
            {
            test_info: {
            test: RDMA_Write_BW_Test,
            Dual_port: OFF,
            Device: "mlx5_0",
            },
            results: {
            MsgSize: 65536,
            n_iterations: 5000,
            BW_peak: 391.70,
            BW_average: 391.50,
            MsgRate: 0.746727,
            },
            }
            """;

    static final String HPL = """
            HPLinpack 2.3  --  High-Performance Linpack benchmark  --   December 2, 2018
            - Computational tests pass if scaled residuals are less than                16.0
            ================================================================================
            T/V                N    NB     P     Q               Time                 Gflops
            --------------------------------------------------------------------------------
            WR03R8R8      264192  1024     4     2              61.90              1.986e+05 ( 2.483e+04)
            --------------------------------------------------------------------------------
            ||Ax-b||_oo/(eps*(||A||_oo*||x||_oo+||b||_oo)*N)=        0.0024938 ...... PASSED
            ================================================================================
            Finished      1 tests with the following results:
                          1 tests completed and passed residual checks,
                          0 tests completed and failed residual checks,
                          0 tests skipped because of illegal input values.
            End of Tests.
            """;

    static final String RAS_DEGRADED = """
            RCCL version 2.28.3 compiled with ROCm "7.0.2"
            Job summary
            ===========

              Nodes  Processes         GPUs  Processes     GPUs
            (total)   per node  per process    (total)  (total)
                  2          8            1         16       16

            Communicators... (0.00s)
            =============

            Group     Comms     Nodes     Ranks     Ranks     Ranks    Status  Errors
                #  in group  per comm  per node  per comm  in group
                0         1         2       7-8        16        15   RUNNING  INCOMPLETE

            Errors
            ======

            INCOMPLETE
              Missing communicator data from 1 rank
              Rank 3 -- GPU 3 managed by process 3534 on node 10.0.0.7

            Warnings
            ========
            """;

    static final String FIO_TEXT = """
            randread: (g=0): rw=randread, bs=(R) 4096B-4096B, ioengine=libaio, iodepth=64
            fio-3.28
            randread: (groupid=0, jobs=1): err= 0: pid=1234: Tue Jan  2 10:00:00 2024
              read: IOPS=85.1k, BW=333MiB/s (349MB/s)(9977MiB/30001msec)
                clat percentiles (usec):
                 | 99.00th=[ 2245], 99.50th=[ 2999]
            """;

    static final String BABELSTREAM = """
            BabelStream
            Version: 5.0
            Precision: double
            Function    MBytes/sec  Min (sec)   Max         Average
            Copy        2876543.123 0.00019     0.00020     0.00019
            Triad       2912345.500 0.00028     0.00029     0.00028
            """;

    static final String GPCNET_TEST = """
            Network Tests v1.3
              Test with 2 MPI ranks (2 nodes)
            +---------------------------------+--------------+--------------+--------------+
            |                            Name |          Avg |          99% |        Units |
            +---------------------------------+--------------+--------------+--------------+
            |          RR Two-sided Lat (8 B) |          1.7 |          2.9 |         usec |
            +---------------------------------+--------------+--------------+--------------+
            """;

    static final String NHC = """
             * || check_gpu_count 8
             * || check_cuda_bw 52
             # * || check_hw_swap 0kB
             * || check_gpu_xid
             * || check_gpu_ecc 20000000 10000
             * || check_nccl_allreduce 460.0 3 /opt/topo.xml 16G
             * || check_ib_bw_gdr 375 nd96isr_v5
             * || check_ib_link_flapping
            """;

    static final List<String> ALL = List.of(
            DCGM4,
            DCGM3,
            DCGM_TABLE,
            MNDIAG,
            PERFTEST_LAT,
            PERFTEST_JSON,
            HPL,
            RAS_DEGRADED,
            FIO_TEXT,
            BABELSTREAM,
            GPCNET_TEST,
            NHC);

    private MoreLogs() {}
}
