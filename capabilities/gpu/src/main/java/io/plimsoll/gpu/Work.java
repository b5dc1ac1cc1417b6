/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import io.plimsoll.gpu.memory.Pattern;
import io.plimsoll.gpu.pipe.PipeKind;
import java.util.Optional;

/** What a device is asked to do. What comes of it lies in the report, as {@link Report} says, or in the memory named. */
public sealed interface Work {

    /**
     * C = A B with sums over the rows and columns of C: A is m x k row by row, B is n x k (column by column of the product's
     * second factor), C is m x n row by row. One slot computes whole tiles, tile {@code t} by slot {@code (t + shift) mod
     * slots}.
     *
     * @param injection a fault on purpose
     */
    record Gemm(
            Arithmetic arithmetic,
            int m,
            int n,
            int k,
            DeviceMemory a,
            DeviceMemory b,
            DeviceMemory c,
            DeviceMemory report,
            int shift,
            Optional<Injection> injection)
            implements Work {}

    /** One pass over 64-bit words: read and compare if asked to, then write if asked to, upwards or downwards. */
    record March(
            DeviceMemory memory, Optional<Pattern> expect, Optional<Pattern> write, boolean down, DeviceMemory report)
            implements Work {}

    /** Reads the two words at the places {@code a} and {@code b} alternately, past all caches, so that their rows open each time. */
    record Hammer(DeviceMemory memory, long a, long b, long times) implements Work {}

    /** Which way bytes move through the device's memory. */
    enum Way {
        READ,
        WRITE,
        COPY
    }

    /** Moves 64-bit words: READ adds them up in the report, WRITE writes the own address plus seed, COPY copies. */
    record Stream(Way way, DeviceMemory from, DeviceMemory to, long seed, DeviceMemory report) implements Work {}

    /**
     * Computes for the given share of each period and rests for the other, on all slots at once.
     *
     * @param duty share of the period with work, above 0 and up to 1
     */
    record Pulse(long periodNanos, double duty, long totalNanos, DeviceMemory report) implements Work {}

    /** A chain of work for one kind of execution unit on each slot. */
    record Pipe(PipeKind kind, int rounds, long seed, DeviceMemory table, DeviceMemory report) implements Work {}

    /** Where a fault on purpose strikes. */
    enum Target {
        /** One result, before it is stored and summed: an error of the computation. */
        ELEMENT,
        /** Every result that one slot computes. */
        SLOT,
        /** The checksum of one row, not the results. */
        CHECKSUM
    }

    /**
     * Bits that are turned over.
     *
     * @param row of the element or of the checksum; the slot for {@link Target#SLOT}
     * @param mask the bits of the raw result
     */
    record Injection(Target target, int row, int column, long mask) {}
}
