/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import static io.plimsoll.cuda.NativeLibrary.I;
import static io.plimsoll.cuda.NativeLibrary.L;
import static io.plimsoll.cuda.NativeLibrary.P;

import io.plimsoll.gpu.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The CUDA driver API, as far as the tests need it. Every call is checked; an error carries the call, the driver's name for it
 * and, for a kernel that is not taken, the compiler's log. Functions are found by their versioned names, newest first.
 */
final class CudaDriver {

    /** What the driver reports where it finds no GPU (CUDA_ERROR_NO_DEVICE). */
    static final int NO_DEVICE = 100;

    private static final int NOT_READY = 600;
    private static final long LOOK_NANOS = 5_000_000;

    static final int ATTRIBUTE_MULTIPROCESSORS = 16;
    static final int ATTRIBUTE_CAPABILITY_MAJOR = 75;
    static final int ATTRIBUTE_CAPABILITY_MINOR = 76;
    static final int ATTRIBUTE_CACHE_BYTES = 38;
    static final int ATTRIBUTE_COPY_ENGINES = 40;
    /** Bytes of CUuuid. */
    static final int UUID_BYTES = 16;
    /** Bytes of CUtensorMap. */
    static final int TENSOR_MAP_BYTES = 128;

    static final int RESOURCE_DESC_BYTES = 144;
    static final int TEXTURE_DESC_BYTES = 104;

    private static final int LOG_BYTES = 16 << 10;
    private static final int FUNCTION_SHARED_BYTES = 8;
    private static final int[] JIT_OPTIONS = {5, 6, 3, 4}; // error log, its size, info log, its size

    private final NativeLibrary library;
    private final Arena arena;
    private final MethodHandle launch;
    private final MethodHandle synchronize;
    private final MethodHandle query;

    private CudaDriver(NativeLibrary library, Arena arena) {
        this.library = library;
        this.arena = arena;
        launch = library.need("cuLaunchKernel", P, I, I, I, I, I, I, I, P, P, P);
        synchronize = library.need("cuCtxSynchronize");
        query = library.need("cuStreamQuery", P);
    }

    /** The driver, initialised; empty where the library is not there. */
    static Optional<CudaDriver> open(String name, Arena arena) {
        return NativeLibrary.open(name, arena).map(l -> {
            CudaDriver driver = new CudaDriver(l, arena);
            driver.check("cuInit", NativeLibrary.call(l.need("cuInit", I), 0));
            return driver;
        });
    }

    void check(String what, int code) {
        if (code != 0) {
            throw new DeviceException(what + " failed with " + code + " (" + errorName(code) + ")");
        }
    }

    @SuppressWarnings("restricted") // a text of the driver, without a length
    private String errorName(int code) {
        Optional<MethodHandle> names = library.find("cuGetErrorName", I, P);
        if (names.isEmpty()) {
            return "no name";
        }
        MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
        if (NativeLibrary.call(names.get(), code, at) != 0) {
            return "unknown to this driver";
        }
        return at.get(ValueLayout.ADDRESS, 0).reinterpret(256).getString(0);
    }

    /** The CUDA version that the driver knows, for example 12040. */
    int version() {
        MemorySegment at = arena.allocate(ValueLayout.JAVA_INT);
        check("cuDriverGetVersion", NativeLibrary.call(library.need("cuDriverGetVersion", P), at));
        return at.get(ValueLayout.JAVA_INT, 0);
    }

    int count() {
        MemorySegment at = arena.allocate(ValueLayout.JAVA_INT);
        check("cuDeviceGetCount", NativeLibrary.call(library.need("cuDeviceGetCount", P), at));
        return at.get(ValueLayout.JAVA_INT, 0);
    }

    int device(int index) {
        MemorySegment at = arena.allocate(ValueLayout.JAVA_INT);
        check("cuDeviceGet " + index, NativeLibrary.call(library.need("cuDeviceGet", P, I), at, index));
        return at.get(ValueLayout.JAVA_INT, 0);
    }

    String name(int device) {
        MemorySegment at = arena.allocate(256);
        check("cuDeviceGetName", NativeLibrary.call(library.need("cuDeviceGetName", P, I, I), at, 256, device));
        return at.getString(0, StandardCharsets.UTF_8);
    }

    /** As NVML writes it: {@code GPU-} and the hexadecimal digits in groups. */
    String uuid(int device) {
        MemorySegment at = arena.allocate(UUID_BYTES);
        check(
                "cuDeviceGetUuid",
                NativeLibrary.call(library.need("cuDeviceGetUuid_v2|cuDeviceGetUuid", P, I), at, device));
        String hex = HexFormat.of().formatHex(at.toArray(ValueLayout.JAVA_BYTE));
        return "GPU-" + hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    int attribute(int which, int device) {
        MemorySegment at = arena.allocate(ValueLayout.JAVA_INT);
        check(
                "cuDeviceGetAttribute " + which,
                NativeLibrary.call(library.need("cuDeviceGetAttribute", P, I, I), at, which, device));
        return at.get(ValueLayout.JAVA_INT, 0);
    }

    /** Makes the device's primary context that of this thread. */
    MemorySegment enter(int device) {
        MemorySegment at = arena.allocate(ValueLayout.ADDRESS);
        check(
                "cuDevicePrimaryCtxRetain",
                NativeLibrary.call(library.need("cuDevicePrimaryCtxRetain", P, I), at, device));
        MemorySegment context = at.get(ValueLayout.ADDRESS, 0);
        check("cuCtxSetCurrent", NativeLibrary.call(library.need("cuCtxSetCurrent", P), context));
        return context;
    }

    /** Calls into the driver beyond those here, by the same library. */
    NativeLibrary library() {
        return library;
    }

    /** Free and whole memory in bytes. */
    List<Long> memory() {
        MemorySegment free = arena.allocate(ValueLayout.JAVA_LONG);
        MemorySegment whole = arena.allocate(ValueLayout.JAVA_LONG);
        check("cuMemGetInfo", NativeLibrary.call(library.need("cuMemGetInfo_v2|cuMemGetInfo", P, P), free, whole));
        return List.of(free.get(ValueLayout.JAVA_LONG, 0), whole.get(ValueLayout.JAVA_LONG, 0));
    }

    long allocate(long bytes) {
        MemorySegment at = arena.allocate(ValueLayout.JAVA_LONG);
        check("cuMemAlloc of " + bytes + " bytes", NativeLibrary.call(library.need("cuMemAlloc_v2", P, L), at, bytes));
        return at.get(ValueLayout.JAVA_LONG, 0);
    }

    void free(long at) {
        check("cuMemFree", NativeLibrary.call(library.need("cuMemFree_v2", L), at));
    }

    void clear(long at, long bytes) {
        check(
                "cuMemsetD8",
                NativeLibrary.call(library.need("cuMemsetD8_v2", L, ValueLayout.JAVA_BYTE, L), at, (byte) 0, bytes));
    }

    void toDevice(long to, MemorySegment from) {
        check(
                "cuMemcpyHtoD of " + from.byteSize() + " bytes",
                NativeLibrary.call(library.need("cuMemcpyHtoD_v2", L, P, L), to, from, from.byteSize()));
    }

    void toHost(MemorySegment to, long from) {
        check(
                "cuMemcpyDtoH of " + to.byteSize() + " bytes",
                NativeLibrary.call(library.need("cuMemcpyDtoH_v2", P, L, L), to, from, to.byteSize()));
    }

    /**
     * A texture of 32-bit words over memory of the device, for reading whole words by place (CUDA_RESOURCE_DESC of type linear,
     * CUDA_TEXTURE_DESC that reads integers).
     */
    long texture(long at, long bytes) {
        try (Arena one = Arena.ofConfined()) {
            MemorySegment resource = one.allocate(RESOURCE_DESC_BYTES, 8);
            resource.set(ValueLayout.JAVA_INT, 0, 2); // linear
            resource.set(ValueLayout.JAVA_LONG, 8, at);
            resource.set(ValueLayout.JAVA_INT, 16, 3); // unsigned words of 32 bits
            resource.set(ValueLayout.JAVA_INT, 20, 1); // one channel
            resource.set(ValueLayout.JAVA_LONG, 24, bytes);
            MemorySegment texture = one.allocate(TEXTURE_DESC_BYTES, 8);
            texture.set(ValueLayout.JAVA_INT, 16, 1); // as integers
            MemorySegment handle = one.allocate(ValueLayout.JAVA_LONG);
            check(
                    "cuTexObjectCreate of " + bytes + " bytes",
                    NativeLibrary.call(
                            library.need("cuTexObjectCreate", P, P, P, P),
                            handle,
                            resource,
                            texture,
                            MemorySegment.NULL));
            return handle.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    void destroyTexture(long handle) {
        check("cuTexObjectDestroy", NativeLibrary.call(library.need("cuTexObjectDestroy", L), handle));
    }

    /** Loads PTX; an error carries the driver's compiler log. */
    MemorySegment module(String name, byte[] ptx) {
        try (Arena logs = Arena.ofConfined()) {
            MemorySegment image = logs.allocate(ptx.length + 1L);
            MemorySegment.copy(ptx, 0, image, ValueLayout.JAVA_BYTE, 0, ptx.length);
            MemorySegment errors = logs.allocate(LOG_BYTES);
            MemorySegment infos = logs.allocate(LOG_BYTES);
            MemorySegment options = logs.allocateFrom(ValueLayout.JAVA_INT, JIT_OPTIONS);
            MemorySegment values =
                    logs.allocateFrom(ValueLayout.JAVA_LONG, errors.address(), LOG_BYTES, infos.address(), LOG_BYTES);
            MemorySegment at = logs.allocate(ValueLayout.ADDRESS);
            int code = NativeLibrary.call(
                    library.need("cuModuleLoadDataEx", P, P, I, P, P), at, image, JIT_OPTIONS.length, options, values);
            if (code != 0) {
                String log = (errors.getString(0) + " " + infos.getString(0)).strip();
                throw new DeviceException("the driver does not take the kernels '" + name + "': " + code + " ("
                        + errorName(code) + "); its compiler says: " + (log.isEmpty() ? "nothing" : log));
            }
            return at.get(ValueLayout.ADDRESS, 0);
        }
    }

    MemorySegment function(MemorySegment module, String name, int sharedBytes) {
        try (Arena one = Arena.ofConfined()) {
            MemorySegment at = one.allocate(ValueLayout.ADDRESS);
            check(
                    "cuModuleGetFunction " + name,
                    NativeLibrary.call(
                            library.need("cuModuleGetFunction", P, P, P), at, module, one.allocateFrom(name)));
            MemorySegment function = at.get(ValueLayout.ADDRESS, 0);
            if (sharedBytes > 0) {
                check(
                        "cuFuncSetAttribute " + name,
                        NativeLibrary.call(
                                library.need("cuFuncSetAttribute", P, I, I),
                                function,
                                FUNCTION_SHARED_BYTES,
                                sharedBytes));
            }
            return function;
        }
    }

    /**
     * Encodes a matrix of bytes, row by row, as a tensor map whose boxes are {@value GemmVariant#BOX_BYTES} bytes of some rows,
     * swizzled in 128 bytes; what lies beyond the matrix is zero.
     *
     * @param pitch bytes of a row, a multiple of 16
     * @param boxRows at most 256
     */
    MemorySegment boxes(long at, long pitch, int rows, int boxRows, Arena arena) {
        MemorySegment map = arena.allocate(TENSOR_MAP_BYTES, 64);
        check(
                "cuTensorMapEncodeTiled of " + rows + " rows of " + pitch + " bytes",
                NativeLibrary.call(
                        library.need("cuTensorMapEncodeTiled", P, I, I, L, P, P, P, P, I, I, I, I),
                        map,
                        0, // unsigned bytes
                        2,
                        at,
                        arena.allocateFrom(ValueLayout.JAVA_LONG, pitch, rows),
                        arena.allocateFrom(ValueLayout.JAVA_LONG, pitch),
                        arena.allocateFrom(ValueLayout.JAVA_INT, GemmVariant.BOX_BYTES, boxRows),
                        arena.allocateFrom(ValueLayout.JAVA_INT, 1, 1),
                        0, // not interleaved
                        3, // swizzled in 128 bytes
                        3, // the second cache brings 256 bytes
                        0)); // zero beyond
        return map;
    }

    /**
     * Starts a kernel and waits; nanoseconds from start to end as this host sees them.
     *
     * @param meanwhile called again and again until it is done; empty to wait in the driver, which takes the time more exactly
     * @param arguments an Integer, a Long, or a MemorySegment for a structure by value
     */
    long launch(
            String name,
            MemorySegment function,
            int blocks,
            int threads,
            int sharedBytes,
            Optional<Runnable> meanwhile,
            List<Object> arguments) {
        try (Arena one = Arena.ofConfined()) {
            MemorySegment pointers = one.allocate(ValueLayout.ADDRESS, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                pointers.setAtIndex(
                        ValueLayout.ADDRESS,
                        i,
                        switch (arguments.get(i)) {
                            case MemorySegment structure -> structure;
                            case Integer v -> one.allocateFrom(ValueLayout.JAVA_INT, v);
                            case Long v -> one.allocateFrom(ValueLayout.JAVA_LONG, v);
                            default ->
                                throw new IllegalArgumentException("no argument of a kernel: " + arguments.get(i));
                        });
            }
            long begin = System.nanoTime();
            MemorySegment none = MemorySegment.NULL;
            check(
                    "cuLaunchKernel " + name,
                    NativeLibrary.call(
                            launch, function, blocks, 1, 1, threads, 1, 1, sharedBytes, none, pointers, none));
            if (meanwhile.isPresent()) {
                while (NativeLibrary.call(query, none) == NOT_READY) {
                    meanwhile.get().run();
                    LockSupport.parkNanos(LOOK_NANOS);
                }
            }
            check("waiting for kernel " + name, NativeLibrary.call(synchronize));
            return Math.max(1, System.nanoTime() - begin);
        }
    }
}
