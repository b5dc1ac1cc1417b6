/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.cpu;

import io.plimsoll.gpu.DeviceMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Memory outside the heap. */
record CpuMemory(Arena arena, MemorySegment bytesHeld) implements DeviceMemory {

    @SuppressWarnings("MustBeClosed") // closed by close()
    static CpuMemory of(long bytes) {
        Arena arena = Arena.ofShared();
        return new CpuMemory(arena, arena.allocate(bytes, 256));
    }

    static MemorySegment of(DeviceMemory memory) {
        return ((CpuMemory) memory).bytesHeld();
    }

    @Override
    public long bytes() {
        return bytesHeld.byteSize();
    }

    @Override
    public void close() {
        arena.close();
    }
}
