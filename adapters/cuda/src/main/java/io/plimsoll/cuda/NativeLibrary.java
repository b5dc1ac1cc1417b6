/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cuda;

import io.plimsoll.gpu.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A C library whose functions all return an int; symbols are looked for by several names, the newest first. */
@SuppressWarnings("restricted")
final class NativeLibrary {

    static final MemoryLayout P = ValueLayout.ADDRESS;
    static final MemoryLayout I = ValueLayout.JAVA_INT;
    static final MemoryLayout L = ValueLayout.JAVA_LONG;

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** The library; empty where there is none. */
    static Optional<NativeLibrary> open(String name, Arena arena) {
        try {
            SymbolLookup symbols = name.contains("/")
                    ? SymbolLookup.libraryLookup(java.nio.file.Path.of(name), arena)
                    : SymbolLookup.libraryLookup(name, arena);
            return Optional.of(new NativeLibrary(name, symbols));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A function by the first of its names that the library has; empty where it has none. */
    Optional<MethodHandle> find(String names, MemoryLayout... arguments) {
        for (String one : names.split("\\|")) {
            Optional<MemorySegment> at = symbols.find(one);
            if (at.isPresent()) {
                return Optional.of(Linker.nativeLinker()
                        .downcallHandle(at.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments)));
            }
        }
        return Optional.empty();
    }

    MethodHandle need(String names, MemoryLayout... arguments) {
        return find(names, arguments)
                .orElseThrow(() -> new DeviceException(
                        name + " has no " + names.replace("|", " nor ") + ". Maybe the driver is too old"));
    }

    static int call(MethodHandle function, Object... arguments) {
        try {
            return (int) function.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new DeviceException("a call into the driver failed: " + e, e);
        }
    }
}
