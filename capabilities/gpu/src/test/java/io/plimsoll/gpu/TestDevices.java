/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import io.plimsoll.gpu.cpu.CpuDevice;
import java.util.concurrent.atomic.AtomicLong;

/** CPU devices whose clock advances a little at each look, and whose pauses cost nothing. */
public final class TestDevices {

    private TestDevices() {}

    public static Device cpu() {
        AtomicLong clock = new AtomicLong();
        return new CpuDevice(3, 4L << 20, () -> clock.addAndGet(20_000), clock::addAndGet);
    }
}
