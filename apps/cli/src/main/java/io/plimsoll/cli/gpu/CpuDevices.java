/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.gpu;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.cpu.CpuDevice;
import java.util.concurrent.locks.LockSupport;

/** The device of plain Java on this host. */
final class CpuDevices {

    private static final long BYTES = 64L << 20;

    /** What is said wherever its results are shown. */
    static final String SAYS =
            "this ran on the CPU device: it proves the tests' own logic, and says nothing about any GPU";

    private CpuDevices() {}

    static Device open() {
        int slots = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 64);
        return new CpuDevice(slots, BYTES, System::nanoTime, CpuDevices::pause);
    }

    private static void pause(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
