/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static io.plimsoll.cuda.NativeLibrary.I;
import static io.plimsoll.cuda.NativeLibrary.P;

import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceLinks;
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

    /** nvmlGpuRecoveryAction in order; "drain P2P" asks to be asked again once nothing goes between GPUs. */
    private static final List<String> RECOVERIES = List.of(
            "", "reset the GPU", "reboot the node", "drain peer-to-peer traffic", "drain and reset", "reset the bus");
    /** NVML_FI_DEV_GET_GPU_RECOVERY_ACTION. */
    private static final int FIELD_RECOVERY = 230;
    /** nvmlFieldValue_t: id, scope, two 64-bit times, type, return code, value of 8 bytes. */
    static final int FIELD_BYTES = 40;

    private static final int FIELD_RETURN_AT = 28;
    private static final int FIELD_VALUE_AT = 32;
    private static final int NVLINKS_MAX = 18;
    /** nvmlNvLinkErrorCounter_t: replays, recoveries, CRC of flits, CRC of data. */
    private static final int[] NVLINK_COUNTERS = {0, 1, 2, 3};

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
                errors(1),
                errors(0),
                remaps[0],
                remaps[1],
                reasons(),
                recovery(),
                links());
    }

    private DeviceLinks links() {
        OptionalLong[] nvlinks = nvlinks();
        return new DeviceLinks(
                number("nvmlDeviceGetCurrPcieLinkGeneration"),
                number("nvmlDeviceGetMaxPcieLinkGeneration"),
                number("nvmlDeviceGetCurrPcieLinkWidth"),
                number("nvmlDeviceGetMaxPcieLinkWidth"),
                number("nvmlDeviceGetPcieReplayCounter"),
                nvlinks[0],
                nvlinks[1],
                nvlinks[2]);
    }

    /** Links that are up, links that are down, errors of all; empty where the GPU has no NVLink. */
    private OptionalLong[] nvlinks() {
        MemorySegment at = arena.allocate(8, 8);
        Optional<MethodHandle> state = library.find("nvmlDeviceGetNvLinkState", P, I, P);
        Optional<MethodHandle> errors = library.find("nvmlDeviceGetNvLinkErrorCounter", P, I, I, P);
        long up = 0;
        long down = 0;
        OptionalLong wrong = OptionalLong.empty();
        for (int link = 0; link < NVLINKS_MAX && state.isPresent(); link++) {
            if (NativeLibrary.call(state.get(), device, link, at) != 0) {
                continue; // this GPU has no such link
            }
            if (at.get(ValueLayout.JAVA_INT, 0) == 0) {
                down++;
                continue;
            }
            up++;
            for (int counter : NVLINK_COUNTERS) {
                if (errors.isPresent() && NativeLibrary.call(errors.get(), device, link, counter, at) == 0) {
                    wrong = OptionalLong.of(wrong.orElse(0) + at.get(ValueLayout.JAVA_LONG, 0));
                }
            }
        }
        return up + down == 0
                ? new OptionalLong[] {OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty()}
                : new OptionalLong[] {OptionalLong.of(up), OptionalLong.of(down), wrong};
    }

    /** What the driver asks for to get the GPU back. */
    private String recovery() {
        MemorySegment field = arena.allocate(FIELD_BYTES, 8);
        field.set(ValueLayout.JAVA_INT, 0, FIELD_RECOVERY);
        Optional<MethodHandle> f = library.find("nvmlDeviceGetFieldValues", P, I, P);
        if (f.isEmpty()
                || NativeLibrary.call(f.get(), device, 1, field) != 0
                || field.get(ValueLayout.JAVA_INT, FIELD_RETURN_AT) != 0) {
            return "";
        }
        int action = field.get(ValueLayout.JAVA_INT, FIELD_VALUE_AT);
        return action >= 0 && action < RECOVERIES.size() ? RECOVERIES.get(action) : "action " + action;
    }

    /** Asks the driver to tell its errors (XID) of this GPU; empty where it cannot. */
    Optional<XidEvents> events() {
        return XidEvents.of(library, device, arena);
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

    /** @param kind 0 corrected, 1 uncorrected */
    private OptionalLong errors(int kind) {
        MemorySegment at = arena.allocate(8, 8);
        Optional<MethodHandle> f = library.find("nvmlDeviceGetTotalEccErrors", P, I, I, P);
        return f.isPresent() && NativeLibrary.call(f.get(), device, kind, 0, at) == 0
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
