/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.gpu.suite.Suite;
import java.util.Map;
import java.util.Optional;

/** The tests that this agent can run, by the first word of a plan's {@code tool}. */
public final class HostTests {

    private static final Map<String, HostTest> ALL = Map.ofEntries(
            Map.entry("built-in:inventory", new InventoryTest()),
            Map.entry("built-in:cpu", new CpuTest()),
            Map.entry("built-in:memory", new MemoryTest()),
            Map.entry("built-in:stream", new StreamTest()),
            Map.entry("built-in:loopback", new LoopbackTest()),
            Map.entry("built-in:counters", new CountersTest()),
            Map.entry("built-in:nvidia", new NvidiaTest()),
            Map.entry("fio", new FioTest()),
            Map.entry("built-in:gemm", new GpuTest(Suite.Test.SELF_TEST, Suite.Test.GEMM)),
            Map.entry("built-in:gpu-memory", new GpuTest(Suite.Test.MEMORY)),
            Map.entry("built-in:gpu-bandwidth", new GpuTest(Suite.Test.BANDWIDTH)),
            Map.entry("built-in:gpu-pipes", new GpuTest(Suite.Test.PIPES)),
            Map.entry("built-in:gpu-pulse", new GpuTest(Suite.Test.PULSE)));

    private HostTests() {}

    public static Optional<HostTest> of(String tool) {
        return Optional.ofNullable(ALL.get(tool.strip().split("\\s+")[0]));
    }
}
