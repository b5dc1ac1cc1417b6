/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Something that computes: a GPU, or plain Java in its stead. A device belongs to one thread. Anything that fails throws a
 * {@link DeviceException}.
 */
public interface Device extends AutoCloseable {

    DeviceInfo info();

    DeviceHealth health();

    /** What computes products of this arithmetic here. */
    default GemmKernel kernel(Arithmetic arithmetic) {
        return GemmKernel.plain("plain Java", info().tile());
    }

    /** The numbers of the driver's errors (XID) that came since this was last asked; none where nothing tells them. */
    default List<Integer> driverErrors() {
        return List.of();
    }

    /** Memory for a test, aligned to 256 bytes, with any content. */
    DeviceMemory allocate(long bytes);

    /** Copies from host memory and waits. */
    void write(DeviceMemory to, long at, MemorySegment from);

    /** Copies to host memory and waits. */
    void read(DeviceMemory from, long at, MemorySegment to);

    /** Does the work and waits; the nanoseconds that it took by the device's own clock. */
    long run(Work work);

    /** A clock that only goes forward, in nanoseconds. */
    long nanos();

    /** Does nothing for a while. */
    void rest(long nanos);

    @Override
    void close();
}
