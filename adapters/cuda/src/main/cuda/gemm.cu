/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * Products with sums over rows and columns, by mma.sync. One block stands on each SM and computes whole tiles of 128 x 128; tile
 * t is computed by block (t + shift) mod blocks. A is m x k and B is n x k, both row by row, C is m x n row by row. Eight warps
 * of 64 x 32 results each; operands go through shared memory in three stages of 64 bytes a row by cp.async.
 *
 * The sums are taken from what was stored, read back past the first cache.
 */
#include <cuda_bf16.h>
#include <cuda_fp16.h>

#include "tile.cuh"

#define THREADS SUMMERS
#define ROW_BYTES 64
#define PITCH 80 /* 64 and 16 more, so that eight rows of a fragment lie in different banks */
#define STAGES 3
#define STAGE_BYTES (2 * TILE * PITCH)

/* One m16n8 step of 32 bytes of depth from fragments a[4], b[2]. */
struct Bf16 {
    typedef float Result;
    static const int BYTES = 2;
    __device__ static __forceinline__ void step(float *d, const u32 *a, const u32 *b) {
        asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                     : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
    }
};

struct Fp16 {
    typedef float Result;
    static const int BYTES = 2;
    __device__ static __forceinline__ void step(float *d, const u32 *a, const u32 *b) {
        asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                     : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
    }
};

struct Tf32 {
    typedef float Result;
    static const int BYTES = 4;
    __device__ static __forceinline__ void step(float *d, const u32 *a, const u32 *b) {
        asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                     : "+f"(d[0]), "+f"(d[1]), "+f"(d[2]), "+f"(d[3])
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
    }
};

struct Int8 {
    typedef int Result;
    static const int BYTES = 1;
    __device__ static __forceinline__ void step(int *d, const u32 *a, const u32 *b) {
        asm volatile("mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};"
                     : "+r"(d[0]), "+r"(d[1]), "+r"(d[2]), "+r"(d[3])
                     : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
    }
};

#ifdef WITH_FP8
/* The tensor core adds 32 products from zero; the sum then goes to FP32 outside it (Arithmetic.STEP_DEPTH allows 128). */
#define FP8_STEP(TYPE)                                                                                              \
    float p[4] = {0, 0, 0, 0};                                                                                      \
    asm volatile("mma.sync.aligned.m16n8k32.row.col.f32." TYPE "." TYPE ".f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%0,%1,%2,%3};" \
                 : "+f"(p[0]), "+f"(p[1]), "+f"(p[2]), "+f"(p[3])                                                   \
                 : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));                               \
    for (int i = 0; i < 4; i++) d[i] += p[i];

struct E4m3 {
    typedef float Result;
    static const int BYTES = 1;
    __device__ static __forceinline__ void step(float *d, const u32 *a, const u32 *b) { FP8_STEP("e4m3") }
};

struct E5m2 {
    typedef float Result;
    static const int BYTES = 1;
    __device__ static __forceinline__ void step(float *d, const u32 *a, const u32 *b) { FP8_STEP("e5m2") }
};
#endif

__device__ __forceinline__ void copy16(u32 to, const char *from) {
    asm volatile("cp.async.cg.shared.global [%0], [%1], 16;" ::"r"(to), "l"(from));
}

/* Brings 64 bytes of 128 rows of each factor into a stage: 1,024 pieces of 16 bytes, four a thread. */
__device__ __forceinline__ void bring(u32 stage, const char *a, const char *b, u64 pitch, u64 at) {
#pragma unroll
    for (int i = 0; i < 4; i++) {
        int piece = threadIdx.x + i * THREADS;
        int row = (piece >> 2) & (TILE - 1);
        int part = piece & 3;
        const char *from = (piece < 512 ? a : b) + row * pitch + at + part * 16;
        copy16(stage + (piece < 512 ? 0 : TILE * PITCH) + row * PITCH + part * 16, from);
    }
    asm volatile("cp.async.commit_group;");
}

template <typename K>
__device__ __forceinline__ void product(
        const char *a, const char *b, typename K::Result *c, int m, int n, int k, int shift, Strike strike, char *report) {
    typedef typename K::Result R;
    extern __shared__ __align__(128) char shared[];
    u32 base = (u32)__cvta_generic_to_shared(shared);
    int warp = threadIdx.x >> 5;
    int lane = threadIdx.x & 31;
    int warp_row = (warp & 1) * 64;
    int warp_column = (warp >> 1) * 32;
    u64 pitch = (u64)k * K::BYTES;
    int steps = (int)(pitch / ROW_BYTES);
    int across = n / TILE;
    int tiles = (m / TILE) * across;
    u32 done = 0;
    u64 begin = nanos();
    int first = (int)((blockIdx.x + gridDim.x - shift % gridDim.x) % gridDim.x);
    for (int tile = first; tile < tiles; tile += gridDim.x) {
        int row0 = tile / across * TILE;
        int column0 = tile % across * TILE;
        const char *from_a = a + row0 * pitch;
        const char *from_b = b + column0 * pitch;
        R sum[4][4][4];
#pragma unroll
        for (int i = 0; i < 64; i++) {
            ((R *)sum)[i] = 0;
        }
        for (int s = 0; s < STAGES - 1; s++) {
            if (s < steps) {
                bring(base + s * STAGE_BYTES, from_a, from_b, pitch, (u64)s * ROW_BYTES);
            } else {
                asm volatile("cp.async.commit_group;");
            }
        }
        for (int s = 0; s < steps; s++) {
            asm volatile("cp.async.wait_group %0;" ::"n"(STAGES - 2));
            __syncthreads();
            int next = s + STAGES - 1;
            if (next < steps) {
                bring(base + next % STAGES * STAGE_BYTES, from_a, from_b, pitch, (u64)next * ROW_BYTES);
            } else {
                asm volatile("cp.async.commit_group;");
            }
            const char *stage = shared + s % STAGES * STAGE_BYTES;
            const char *left = stage + (warp_row + (lane >> 2)) * PITCH + (lane & 3) * 4;
            const char *right = stage + TILE * PITCH + (warp_column + (lane >> 2)) * PITCH + (lane & 3) * 4;
#pragma unroll
            for (int half = 0; half < 2; half++) {
                u32 fa[4][4];
                u32 fb[4][2];
#pragma unroll
                for (int i = 0; i < 4; i++) {
                    const char *p = left + i * 16 * PITCH + half * 32;
                    fa[i][0] = *(const u32 *)p;
                    fa[i][1] = *(const u32 *)(p + 8 * PITCH);
                    fa[i][2] = *(const u32 *)(p + 16);
                    fa[i][3] = *(const u32 *)(p + 8 * PITCH + 16);
                    const char *q = right + i * 8 * PITCH + half * 32;
                    fb[i][0] = *(const u32 *)q;
                    fb[i][1] = *(const u32 *)(q + 16);
                }
#pragma unroll
                for (int i = 0; i < 4; i++) {
#pragma unroll
                    for (int j = 0; j < 4; j++) {
                        K::step(sum[i][j], fa[i], fb[j]);
                    }
                }
            }
        }
        asm volatile("cp.async.wait_all;");
        __syncthreads();
#pragma unroll
        for (int i = 0; i < 4; i++) {
#pragma unroll
            for (int j = 0; j < 4; j++) {
#pragma unroll
                for (int e = 0; e < 4; e++) {
                    int r = row0 + warp_row + i * 16 + (lane >> 2) + (e >> 1) * 8;
                    int q = column0 + warp_column + j * 8 + (lane & 3) * 2 + (e & 1);
                    __stcg(c + (u64)r * n + q, sum[i][j][e]);
                }
            }
        }
        sum_tile<R, TILE>(c, row0, column0, m, n, report, strike, threadIdx.x, 0);
        done++;
    }
    if (threadIdx.x == 0) {
        account(report, done, begin);
    }
}

/* One wrong checksum on purpose; sums are whole only after all blocks, so it is a kernel of its own. */
extern "C" __global__ void strike_checksum(int row, u64 mask, char *report) {
    ((u64 *)(report + SUMS_AT))[row] ^= mask;
}

#define KERNEL(NAME, KIND)                                                                                            \
    extern "C" __global__ void __launch_bounds__(THREADS, 1) NAME(                                                    \
            const char *a, const char *b, KIND::Result *c, int m, int n, int k, int shift, int target, int row,       \
            int column, u64 mask, char *report) {                                                                     \
        Strike strike = {target, row, column, mask};                                                                  \
        product<KIND>(a, b, c, m, n, k, shift, strike, report);                                                       \
    }

#ifdef WITH_FP8
KERNEL(gemm_fp8_e4m3, E4m3)
KERNEL(gemm_fp8_e5m2, E5m2)
#else
KERNEL(gemm_bf16, Bf16)
KERNEL(gemm_fp16, Fp16)
KERNEL(gemm_tf32, Tf32)
KERNEL(gemm_int8, Int8)

/* FP64: m8n8k4 steps, each warp 32 x 16 results at a time of a 128 x 128 tile in eight parts, straight from memory. */
extern "C" __global__ void __launch_bounds__(THREADS, 1) gemm_fp64(
        const char *ca, const char *cb, double *c, int m, int n, int k, int shift, int target, int row, int column,
        u64 mask, char *report) {
    const double *a = (const double *)ca;
    const double *b = (const double *)cb;
    Strike strike = {target, row, column, mask};
    int warp = threadIdx.x >> 5;
    int lane = threadIdx.x & 31;
    int across = n / TILE;
    int tiles = (m / TILE) * across;
    u32 done = 0;
    u64 begin = nanos();
    int first = (int)((blockIdx.x + gridDim.x - shift % gridDim.x) % gridDim.x);
    for (int tile = first; tile < tiles; tile += gridDim.x) {
        int row0 = tile / across * TILE;
        int column0 = tile % across * TILE;
        for (int part = 0; part < 4; part++) {
            int r0 = (warp & 3) * 32;
            int q0 = (warp >> 2) * 64 + part * 16;
            double sum[4][2][2] = {};
            const double *pa = a + (u64)(row0 + r0 + (lane >> 2)) * k + (lane & 3);
            const double *pb = b + (u64)(column0 + q0 + (lane >> 2)) * k + (lane & 3);
            for (int x = 0; x < k; x += 4) {
                double fa[4], fb[2];
#pragma unroll
                for (int i = 0; i < 4; i++) fa[i] = pa[(u64)i * 8 * k + x];
#pragma unroll
                for (int j = 0; j < 2; j++) fb[j] = pb[(u64)j * 8 * k + x];
#pragma unroll
                for (int i = 0; i < 4; i++)
#pragma unroll
                    for (int j = 0; j < 2; j++)
                        asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%3}, {%0,%1};"
                                     : "+d"(sum[i][j][0]), "+d"(sum[i][j][1])
                                     : "d"(fa[i]), "d"(fb[j]));
            }
#pragma unroll
            for (int i = 0; i < 4; i++)
#pragma unroll
                for (int j = 0; j < 2; j++)
#pragma unroll
                    for (int e = 0; e < 2; e++) {
                        int r = row0 + r0 + i * 8 + (lane >> 2);
                        int q = column0 + q0 + j * 8 + (lane & 3) * 2 + e;
                        __stcg(c + (u64)r * n + q, sum[i][j][e]);
                    }
        }
        sum_tile<double, TILE>(c, row0, column0, m, n, report, strike, threadIdx.x, 0);
        done++;
    }
    if (threadIdx.x == 0) {
        account(report, done, begin);
    }
}
#endif
