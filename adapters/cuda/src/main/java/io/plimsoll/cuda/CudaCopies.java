/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static io.plimsoll.cuda.NativeLibrary.I;
import static io.plimsoll.cuda.NativeLibrary.L;
import static io.plimsoll.cuda.NativeLibrary.P;

import io.plimsoll.gpu.DeviceException;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.HostMemory;
import io.plimsoll.gpu.Transfer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Copies in queues (streams) of their own, between pinned memory of the host, one GPU and its peers. */
final class CudaCopies {

    private static final int STREAM_NON_BLOCKING = 1;
    private static final int PEER_ACCESS_ALREADY_ENABLED = 704;

    private final CudaDriver driver;
    private final NativeLibrary library;
    private final int device;
    private final MemorySegment context;
    private final Arena arena;
    private final List<MemorySegment> queues = new ArrayList<>();

    /** @param context of the device, in which this thread is */
    CudaCopies(CudaDriver driver, int device, MemorySegment context, Arena arena) {
        this.driver = driver;
        this.library = driver.library();
        this.device = device;
        this.context = context;
        this.arena = arena;
    }

    int engines() {
        return driver.attribute(CudaDriver.ATTRIBUTE_COPY_ENGINES, device);
    }

    long cacheBytes() {
        return driver.attribute(CudaDriver.ATTRIBUTE_CACHE_BYTES, device);
    }

    private record Pinned(CudaCopies copies, MemorySegment bytes) implements HostMemory {
        @Override
        public void close() {
            copies.check("cuMemFreeHost", "cuMemFreeHost", of(P), bytes);
        }
    }

    @SuppressWarnings("restricted") // the driver gives an address without a length
    HostMemory pinned(long bytes) {
        MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
        check("cuMemAllocHost of " + bytes + " bytes", "cuMemAllocHost_v2", of(P, L), at, bytes);
        return new Pinned(this, at.get(ValueLayout.ADDRESS, 0).reinterpret(bytes));
    }

    /** Nanoseconds from the first start to the last end, as this host sees them. */
    long transfer(List<Transfer> transfers) {
        for (int i = 0; i < transfers.size(); i++) {
            queue(i); // made before the clock runs
        }
        long begin = System.nanoTime();
        for (int i = 0; i < transfers.size(); i++) {
            Transfer t = transfers.get(i);
            MemorySegment host = t.host().bytes().asSlice(t.hostAt(), t.bytes());
            long mine = CudaMemory.at(t.device()) + t.deviceAt();
            if (t.toDevice()) {
                check("cuMemcpyHtoDAsync", "cuMemcpyHtoDAsync_v2", of(L, P, L, P), mine, host, t.bytes(), queue(i));
            } else {
                check("cuMemcpyDtoHAsync", "cuMemcpyDtoHAsync_v2", of(P, L, L, P), host, mine, t.bytes(), queue(i));
            }
        }
        for (int i = 0; i < transfers.size(); i++) {
            await(queue(i));
        }
        return Math.max(1, System.nanoTime() - begin);
    }

    private MemorySegment queue(int i) {
        while (queues.size() <= i) {
            MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
            check("cuStreamCreate", "cuStreamCreate", of(P, I), at, STREAM_NON_BLOCKING);
            queues.add(at.get(ValueLayout.ADDRESS, 0));
        }
        return queues.get(i);
    }

    private void await(MemorySegment queue) {
        check("waiting for a copy", "cuStreamSynchronize", of(P), queue);
    }

    /** Numbers of the devices that this one can read and write directly. */
    List<Integer> peers() {
        return IntStream.range(0, driver.count())
                .filter(i -> driver.device(i) != device)
                .filter(i -> {
                    MemorySegment can = arena.allocate(ValueLayout.JAVA_INT);
                    check("cuDeviceCanAccessPeer", "cuDeviceCanAccessPeer", of(P, I, I), can, device, driver.device(i));
                    return can.get(ValueLayout.JAVA_INT, 0) != 0;
                })
                .boxed()
                .toList();
    }

    /** Memory of a peer; its context lives as long. */
    private record Theirs(CudaCopies copies, int peer, MemorySegment context, long address, long bytes)
            implements DeviceMemory {
        @Override
        public void close() {
            copies.use(context);
            try {
                copies.driver.free(address);
            } finally {
                copies.use(copies.context);
                copies.release(peer);
            }
        }
    }

    DeviceMemory allocateOn(int index, long bytes) {
        int peer = driver.device(index);
        try {
            MemorySegment theirs = driver.enter(peer);
            long address = driver.allocate(bytes);
            use(context);
            int code = call("cuCtxEnablePeerAccess", of(P, I), theirs, 0);
            if (code != PEER_ACCESS_ALREADY_ENABLED) {
                driver.check("cuCtxEnablePeerAccess to device " + index, code);
            }
            return new Theirs(this, peer, theirs, address, bytes);
        } catch (DeviceException e) {
            use(context);
            release(peer);
            throw e;
        }
    }

    long copy(DeviceMemory from, DeviceMemory to) {
        MemorySegment queue = queue(0);
        long begin = System.nanoTime();
        check(
                "cuMemcpyPeerAsync of " + from.bytes() + " bytes",
                "cuMemcpyPeerAsync",
                of(L, P, L, P, L, P),
                at(to),
                context(to),
                at(from),
                context(from),
                from.bytes(),
                queue);
        await(queue);
        return Math.max(1, System.nanoTime() - begin);
    }

    private static long at(DeviceMemory memory) {
        return memory instanceof Theirs t ? t.address() : CudaMemory.at(memory);
    }

    private MemorySegment context(DeviceMemory memory) {
        return memory instanceof Theirs t ? t.context() : context;
    }

    private void use(MemorySegment one) {
        check("cuCtxSetCurrent", "cuCtxSetCurrent", of(P), one);
    }

    private void release(int peer) {
        check("cuDevicePrimaryCtxRelease", "cuDevicePrimaryCtxRelease_v2|cuDevicePrimaryCtxRelease", of(I), peer);
    }

    private static MemoryLayout[] of(MemoryLayout... arguments) {
        return arguments;
    }

    private void check(String what, String function, MemoryLayout[] layout, Object... arguments) {
        driver.check(what, call(function, layout, arguments));
    }

    private int call(String function, MemoryLayout[] layout, Object... arguments) {
        return NativeLibrary.call(library.need(function, layout), arguments);
    }
}
