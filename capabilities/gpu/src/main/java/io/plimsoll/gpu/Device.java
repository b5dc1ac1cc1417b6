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

    /** Memory of the host for transfers, with any content. */
    HostMemory allocateHost(long bytes);

    /** Starts all copies, each in a queue of its own, and waits for the last; the nanoseconds from first to last. */
    long transfer(List<Transfer> transfers);

    /** How many copies the device does at once beside its work. */
    default int copyEngines() {
        return 1;
    }

    /** Bytes of the cache that all SMs share; 0 where there is none or it is not told. */
    default long cacheBytes() {
        return 0;
    }

    /** The devices of this host whose memory this one reaches without the host's. */
    default List<Integer> peers() {
        return List.of();
    }

    /** Memory of one of the {@link #peers}, with any content. */
    default DeviceMemory allocateOn(int peer, long bytes) {
        throw new DeviceException("device " + peer + " is not a peer");
    }

    /** Copies all of one piece of memory to another as large, on this device or a peer, and waits; the nanoseconds. */
    default long copy(DeviceMemory from, DeviceMemory to) {
        throw new DeviceException("there is no peer to copy to or from");
    }

    /** Does the work and waits; the nanoseconds that it took by the device's own clock. */
    long run(Work work);

    /** As {@link #run(Work)}; a device that can calls {@code meanwhile} again and again on this thread until it is done. */
    default long run(Work work, Runnable meanwhile) {
        return run(work);
    }

    /** A clock that only goes forward, in nanoseconds. */
    long nanos();

    /** Does nothing for a while. */
    void rest(long nanos);

    @Override
    void close();
}
