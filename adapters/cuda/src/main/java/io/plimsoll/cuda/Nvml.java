/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static io.plimsoll.cuda.NativeLibrary.I;
import static io.plimsoll.cuda.NativeLibrary.P;

import io.plimsoll.gpu.DeviceHealth;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** NVML of one GPU. What the library lacks or refuses is left out: an old driver tells less, it does not fail. */
final class Nvml {

    /** Bits of nvmlClocksEventReasons that hold a clock down (nvml.h, "Clocks Event Reasons"); idle is none. */
    private static final Map<Long, String> REASONS = new TreeMap<>(Map.of(
            0x4L, "software power cap",
            0x8L, "hardware slowdown",
            0x20L, "software thermal slowdown",
            0x40L, "hardware thermal slowdown",
            0x80L, "hardware power brake"));

    private static final int CLOCK_SM = 1;
    private static final int CLOCK_MEMORY = 2;

    private final NativeLibrary library;
    private final Arena arena;
    private final MemorySegment device;

    private Nvml(NativeLibrary library, Arena arena, MemorySegment device) {
        this.library = library;
        this.arena = arena;
        this.device = device;
    }

    /** NVML for the GPU with this UUID; empty where there is no NVML or it does not know the GPU. */
    static Optional<Nvml> open(String name, String uuid, Arena arena) {
        Optional<NativeLibrary> library = NativeLibrary.open(name, arena);
        if (library.isEmpty()) {
            return Optional.empty();
        }
        NativeLibrary l = library.get();
        Optional<MethodHandle> init = l.find("nvmlInit_v2|nvmlInit");
        Optional<MethodHandle> byUuid = l.find("nvmlDeviceGetHandleByUUID", P, P);
        if (init.isEmpty() || byUuid.isEmpty() || NativeLibrary.call(init.get()) != 0) {
            return Optional.empty();
        }
        MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
        if (NativeLibrary.call(byUuid.get(), arena.allocateFrom(uuid), at) != 0) {
            return Optional.empty();
        }
        return Optional.of(new Nvml(l, arena, at.get(ValueLayout.ADDRESS, 0)));
    }

    String driver() {
        return text("nvmlSystemGetDriverVersion", false);
    }

    String serial() {
        return text("nvmlDeviceGetSerial", true);
    }

    private String text(String function, boolean ofDevice) {
        MemorySegment at = arena.allocate(96);
        Optional<MethodHandle> f = ofDevice ? library.find(function, P, P, I) : library.find(function, P, I);
        if (f.isEmpty()) {
            return "";
        }
        int code = ofDevice ? NativeLibrary.call(f.get(), device, at, 96) : NativeLibrary.call(f.get(), at, 96);
        return code == 0 ? at.getString(0) : "";
    }

    DeviceHealth health() {
        OptionalLong[] remaps = remaps();
        return new DeviceHealth(
                scaled(number("nvmlDeviceGetPowerUsage"), 1e-3),
                scaled(number("nvmlDeviceGetEnforcedPowerLimit"), 1e-3),
                scaled(number("nvmlDeviceGetTemperature", 0), 1),
                scaled(number("nvmlDeviceGetClockInfo", CLOCK_SM), 1),
                scaled(number("nvmlDeviceGetClockInfo", CLOCK_MEMORY), 1),
                uncorrected(),
                remaps[0],
                remaps[1],
                reasons());
    }

    private OptionalLong number(String function, int... arguments) {
        MemorySegment at = arena.allocate(8, 8);
        Optional<MethodHandle> f =
                arguments.length == 0 ? library.find(function, P, P) : library.find(function, P, I, P);
        if (f.isEmpty()) {
            return OptionalLong.empty();
        }
        int code = arguments.length == 0
                ? NativeLibrary.call(f.get(), device, at)
                : NativeLibrary.call(f.get(), device, arguments[0], at);
        return code == 0
                ? OptionalLong.of(Integer.toUnsignedLong(at.get(ValueLayout.JAVA_INT, 0)))
                : OptionalLong.empty();
    }

    private OptionalLong uncorrected() {
        MemorySegment at = arena.allocate(8, 8);
        Optional<MethodHandle> f = library.find("nvmlDeviceGetTotalEccErrors", P, I, I, P);
        return f.isPresent() && NativeLibrary.call(f.get(), device, 1, 0, at) == 0
                ? OptionalLong.of(at.get(ValueLayout.JAVA_LONG, 0))
                : OptionalLong.empty();
    }

    /** Remapped rows, and whether one waits for a reset. */
    private OptionalLong[] remaps() {
        MemorySegment at = arena.allocate(16, 8);
        MemoryLayout[] five = {P, P, P, P, P};
        Optional<MethodHandle> f = library.find("nvmlDeviceGetRemappedRows", five);
        if (f.isEmpty() || NativeLibrary.call(f.get(), device, at, at.asSlice(4), at.asSlice(8), at.asSlice(12)) != 0) {
            return new OptionalLong[] {OptionalLong.empty(), OptionalLong.empty()};
        }
        long rows = (long) at.get(ValueLayout.JAVA_INT, 0) + at.get(ValueLayout.JAVA_INT, 4);
        return new OptionalLong[] {OptionalLong.of(rows), OptionalLong.of(at.get(ValueLayout.JAVA_INT, 8))};
    }

    private List<String> reasons() {
        MemorySegment at = arena.allocate(8, 8);
        Optional<MethodHandle> f =
                library.find("nvmlDeviceGetCurrentClocksEventReasons|nvmlDeviceGetCurrentClocksThrottleReasons", P, P);
        List<String> told = new ArrayList<>();
        if (f.isPresent() && NativeLibrary.call(f.get(), device, at) == 0) {
            long bits = at.get(ValueLayout.JAVA_LONG, 0);
            REASONS.forEach((bit, words) -> {
                if ((bits & bit) != 0) {
                    told.add(words);
                }
            });
        }
        return told;
    }

    private static OptionalDouble scaled(OptionalLong value, double by) {
        return value.isPresent() ? OptionalDouble.of(value.getAsLong() * by) : OptionalDouble.empty();
    }
}
