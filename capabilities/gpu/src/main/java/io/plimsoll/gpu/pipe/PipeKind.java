/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.pipe;

/** A kind of execution unit or path. */
public enum PipeKind {
    /** 64-bit multiply, add, rotate and count of bits. */
    INTEGER,
    /** Powers of two, reciprocals, roots and logarithms whose rounded results are integers. */
    SPECIAL_FUNCTION,
    /** Fused multiply-add in FP32 over integers below 2^24. */
    FP32,
    /** A walk through a table in memory that fits into the first cache. */
    L1,
    /** The same walk through a texture. */
    TEXTURE,
    /** The same walk in shared memory. */
    SHARED,
    /** Adds, exclusive ors and maxima by many lanes on one place. */
    ATOMIC;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
