/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* What the kernels of products share: faults on purpose, what a raw result stands for, and the sums of a tile. */
#pragma once

#include "common.cuh"

#define TILE 128 /* rows of a tile */
#define SUMMERS 256 /* threads that sum a tile */

enum Target { NONE = -1, ELEMENT = 0, SLOT = 1, CHECKSUM = 2 };

struct Strike {
    int target;
    int row;
    int column;
    u64 mask;
};

/* The integer that a raw result stands for; false for what no right result can be (io.plimsoll.gpu.gemm.Results). */
__device__ __forceinline__ bool integer_of(float v, s64 *out) {
    float whole = rintf(v);
    bool fine = fabsf(v) <= 4194304.0f && whole == v && __float_as_uint(v) != 0x80000000u;
    *out = fine ? (s64)(int)whole : 0;
    return fine;
}

__device__ __forceinline__ bool integer_of(int v, s64 *out) {
    *out = v;
    return true;
}

__device__ __forceinline__ bool integer_of(double v, s64 *out) {
    double whole = rint(v);
    bool fine = fabs(v) <= 9007199254740992.0 && whole == v
            && (u64)__double_as_longlong(v) != 0x8000000000000000ull;
    *out = fine ? (s64)whole : 0;
    return fine;
}

__device__ __forceinline__ float turned(float v, u64 mask) { return __uint_as_float(__float_as_uint(v) ^ (u32)mask); }
__device__ __forceinline__ int turned(int v, u64 mask) { return v ^ (int)mask; }
__device__ __forceinline__ double turned(double v, u64 mask) {
    return __longlong_as_double(__double_as_longlong(v) ^ (s64)mask);
}
__device__ __forceinline__ u64 bits_of(float v) { return __float_as_uint(v); }
__device__ __forceinline__ u64 bits_of(int v) { return (u32)v; }
__device__ __forceinline__ u64 bits_of(double v) { return (u64)__double_as_longlong(v); }

/* Waits for the threads that compute a tile, all of the block or a part of it. */
__device__ __forceinline__ void together(int barrier) {
    asm volatile("bar.sync %0, %1;" ::"r"(barrier), "n"(SUMMERS) : "memory");
}

/*
 * Reads a stored tile of TILE rows back, strikes it where that is asked for, and adds each result to the sums of its row and
 * column: first by columns, one thread to a column or a half of it, then by rows, one warp to a row.
 */
template <typename R, int COLUMNS>
__device__ __noinline__ void sum_tile(
        R *c, int row0, int column0, int m, int n, char *report, Strike s, int thread, int barrier) {
    const int ROWS = TILE * COLUMNS / SUMMERS;
    u64 *sums = (u64 *)(report + SUMS_AT);
    together(barrier);
    int column = column0 + thread % COLUMNS;
    int part = thread / COLUMNS * ROWS;
    s64 plain = 0, weighted = 0;
#pragma unroll 1
    for (int i = 0; i < ROWS; i++) {
        int row = row0 + part + i;
        R *at = c + (u64)row * n + column;
        R v = __ldcg(at);
        if ((s.target == ELEMENT && s.row == row && s.column == column)
                || (s.target == SLOT && s.row == (int)blockIdx.x)) {
            v = turned(v, s.mask);
            __stcg(at, v);
        }
        s64 whole;
        if (!integer_of(v, &whole)) {
            add_oddity(report, (u64)row << 32 | (u32)column, bits_of(v), 0, blockIdx.x);
        }
        plain += whole;
        weighted += whole * (row + 1);
    }
    atomicAdd(sums + 2 * (u64)m + column, (u64)plain);
    atomicAdd(sums + 2 * (u64)m + n + column, (u64)weighted);
    together(barrier);
    int lane = thread & 31;
#pragma unroll 1
    for (int i = thread >> 5; i < TILE; i += SUMMERS / 32) {
        s64 p = 0, w = 0;
        for (int q = lane; q < COLUMNS; q += 32) {
            s64 whole;
            integer_of(__ldcg(c + (u64)(row0 + i) * n + column0 + q), &whole);
            p += whole;
            w += whole * (column0 + q + 1);
        }
        for (int o = 16; o > 0; o >>= 1) {
            p += __shfl_down_sync(0xffffffffu, p, o);
            w += __shfl_down_sync(0xffffffffu, w, o);
        }
        if (lane == 0) {
            atomicAdd(sums + row0 + i, (u64)p);
            atomicAdd(sums + m + row0 + i, (u64)w);
        }
    }
    together(barrier);
}

/* What this block did. */
__device__ __forceinline__ void account(char *report, u32 done, u64 begin) {
    Slot *s = slot_of(report, blockIdx.x);
    s->unit = unit();
    s->pieces = done;
    s->begin = begin;
    s->end = nanos();
}
