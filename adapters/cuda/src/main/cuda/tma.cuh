/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * Factors come into shared memory as boxes of 128 bytes of depth by some rows, brought by the tensor memory accelerator, whatever
 * the format: to it all of them are matrices of bytes. A box is swizzled in 128 bytes, as the matrix units read it.
 */
#pragma once

#include "common.cuh"

#define BOX_BYTES 128 /* of depth */

/* A tensor map as the driver encodes it (cuTensorMapEncodeTiled): 128 bytes, opaque. */
struct alignas(64) TensorMap {
    u64 opaque[16];
};

__device__ __forceinline__ void barrier_init(u32 barrier, u32 arrivals) {
    asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;" ::"r"(barrier), "r"(arrivals) : "memory");
}

__device__ __forceinline__ void barrier_inits_seen() {
    asm volatile("fence.mbarrier_init.release.cluster;" ::: "memory");
    asm volatile("fence.proxy.async.shared::cta;" ::: "memory");
}

__device__ __forceinline__ void barrier_expect(u32 barrier, u32 bytes) {
    asm volatile("mbarrier.arrive.expect_tx.shared::cta.b64 _, [%0], %1;" ::"r"(barrier), "r"(bytes) : "memory");
}

__device__ __forceinline__ void barrier_arrive(u32 barrier) {
    asm volatile("mbarrier.arrive.shared::cta.b64 _, [%0];" ::"r"(barrier) : "memory");
}

/* Waits until the phase of this parity is over. */
__device__ __forceinline__ void barrier_wait(u32 barrier, u32 parity) {
    asm volatile(
            "{\n"
            ".reg .pred over;\n"
            "again:\n"
            "mbarrier.try_wait.parity.shared::cta.b64 over, [%0], %1;\n"
            "@over bra done;\n"
            "bra again;\n"
            "done:\n"
            "}" ::"r"(barrier), "r"(parity) : "memory");
}

/* Brings a box; the barrier hears of its bytes. */
__device__ __forceinline__ void bring_box(u32 to, const TensorMap *map, int depth, int row, u32 barrier) {
    asm volatile(
            "cp.async.bulk.tensor.2d.shared::cluster.global.mbarrier::complete_tx::bytes [%0], [%1, {%2, %3}], [%4];" ::"r"(to),
            "l"(map), "r"(depth), "r"(row), "r"(barrier)
            : "memory");
}

/* Where the tiles of this block begin: tile t is computed by block (t + shift) mod blocks. */
__device__ __forceinline__ int first_tile(int shift) {
    return (int)((blockIdx.x + gridDim.x - shift % gridDim.x) % gridDim.x);
}

/* Where a kernel's stages and barriers lie; boxes begin at multiples of 1,024 bytes. */
template <int COLUMNS, int STAGES>
struct Ring {
    static const u32 BYTES = (128 + COLUMNS) * BOX_BYTES;
    u32 stages;
    u32 barriers;

    __device__ __forceinline__ explicit Ring(u32 shared) {
        stages = (shared + 1023) & ~1023u;
        barriers = stages + STAGES * BYTES;
    }

    __device__ __forceinline__ u32 left(u32 turn) const { return stages + turn % STAGES * BYTES; }
    __device__ __forceinline__ u32 right(u32 turn) const { return left(turn) + 128 * BOX_BYTES; }
    __device__ __forceinline__ u32 full(u32 turn) const { return barriers + turn % STAGES * 16; }
    __device__ __forceinline__ u32 empty(u32 turn) const { return full(turn) + 8; }
    __device__ __forceinline__ u32 phase(u32 turn) const { return turn / STAGES & 1; }

    /* The words behind the barriers are free for the kernel. */
    __device__ __forceinline__ u32 rest() const { return barriers + STAGES * 16; }

    /* By one thread, before all others go on. */
    __device__ __forceinline__ void begin(u32 readers) const {
        for (int i = 0; i < STAGES; i++) {
            barrier_init(barriers + i * 16, 1);
            barrier_init(barriers + i * 16 + 8, readers);
        }
        barrier_inits_seen();
    }

    /* One thread brings all boxes of all tiles of the block, in the order in which they are read. */
    __device__ __forceinline__ void produce(
            const TensorMap *a, const TensorMap *b, int m, int n, int depth_bytes, int shift) const {
        int across = n / COLUMNS;
        int tiles = m / 128 * across;
        u32 turn = 0;
        for (int tile = first_tile(shift); tile < tiles; tile += gridDim.x) {
            for (int at = 0; at < depth_bytes; at += BOX_BYTES, turn++) {
                barrier_wait(empty(turn), phase(turn) ^ 1);
                barrier_expect(full(turn), BYTES);
                bring_box(left(turn), a, at, tile / across * 128, full(turn));
                bring_box(right(turn), b, at, tile % across * COLUMNS, full(turn));
            }
        }
    }
};
