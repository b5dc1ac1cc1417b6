/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.util.Map;
import java.util.Optional;

/** The tests that this agent can run, by the first word of a plan's {@code tool}. */
public final class HostTests {

    private static final Map<String, HostTest> ALL = Map.of(
            "built-in:inventory", new InventoryTest(),
            "built-in:cpu", new CpuTest(),
            "built-in:memory", new MemoryTest(),
            "built-in:stream", new StreamTest(),
            "built-in:loopback", new LoopbackTest(),
            "built-in:counters", new CountersTest(),
            "built-in:nvidia", new NvidiaTest(),
            "fio", new FioTest());

    private HostTests() {}

    public static Optional<HostTest> of(String tool) {
        return Optional.ofNullable(ALL.get(tool.strip().split("\\s+")[0]));
    }
}
