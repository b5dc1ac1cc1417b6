/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static io.plimsoll.cuda.NativeLibrary.I;
import static io.plimsoll.cuda.NativeLibrary.L;
import static io.plimsoll.cuda.NativeLibrary.P;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The driver's errors (XID) of one GPU as NVML tells them while somebody listens. */
final class XidEvents {

    /** nvmlEventTypeXidCriticalError. */
    private static final long XID = 0x8;
    /** nvmlEventData_t: device, type, data, two 32-bit instances. */
    static final int EVENT_BYTES = 32;

    private static final int TYPE_AT = 8;
    private static final int DATA_AT = 16;
    private static final int AT_ONCE_MAX = 1000;

    private final MethodHandle await;
    private final MemorySegment set;
    private final MemorySegment event;

    private XidEvents(MethodHandle await, MemorySegment set, MemorySegment event) {
        this.await = await;
        this.set = set;
        this.event = event;
    }

    /** Listens from now on; empty where this driver or this GPU tells none. */
    static Optional<XidEvents> of(NativeLibrary library, MemorySegment device, Arena arena) {
        Optional<MethodHandle> create = library.find("nvmlEventSetCreate", P);
        Optional<MethodHandle> register = library.find("nvmlDeviceRegisterEvents", P, L, P);
        Optional<MethodHandle> await = library.find("nvmlEventSetWait_v2|nvmlEventSetWait", P, P, I);
        if (create.isEmpty() || register.isEmpty() || await.isEmpty()) {
            return Optional.empty();
        }
        MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
        if (NativeLibrary.call(create.get(), at) != 0) {
            return Optional.empty();
        }
        MemorySegment set = at.get(ValueLayout.ADDRESS, 0);
        return NativeLibrary.call(register.get(), device, XID, set) == 0
                ? Optional.of(new XidEvents(await.get(), set, arena.allocate(EVENT_BYTES, 8)))
                : Optional.empty();
    }

    /** The numbers that came since this was last asked. Does not wait. */
    List<Integer> since() {
        List<Integer> numbers = new ArrayList<>();
        while (numbers.size() < AT_ONCE_MAX && NativeLibrary.call(await, set, event, 0) == 0) {
            if (event.get(ValueLayout.JAVA_LONG, TYPE_AT) == XID) {
                numbers.add((int) event.get(ValueLayout.JAVA_LONG, DATA_AT));
            }
        }
        return numbers;
    }
}
