/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * Products by tcgen05 for compute capabilities 10.0 and 10.3: what gemm.cu computes, in tiles of 128 x 256, one block on each SM. One
 * thread brings the factors by TMA into a ring of stages, one starts the matrix unit, which adds up in tensor memory, and 256
 * take the results from there.
 */
#include "registers.cuh"
#include "tile.cuh"
#include "tma.cuh"

#define BLOCK 384
#define FIRST_SUMMER 128
#define SUMMERS_BARRIER 1
#define COLUMNS 256
#define STAGES 4
#define TENSOR_COLUMNS 512 /* all of the tensor memory: 256 hold results, those behind them scales */
#define SCALES_AT COLUMNS
#define SCALES_COLUMNS 64 /* more than both factors' scales of one instruction take */
#define SCALES_OF_1 0x7f7f7f7fu /* four of them */

/* K-major, swizzled in 128 bytes: eight rows are 1,024 bytes. */
__device__ __forceinline__ u64 operand(u32 at) {
    return (u64)((at & 0x3ffff) >> 4) | 1ull << 16 | 64ull << 32 | 1ull << 46 | 2ull << 61;
}

/* Shapes of 128 x 256 results in FP32, both factors of the same format. */
__device__ constexpr u32 shape(u32 format) {
    return 1u << 4 | format << 7 | format << 10 | (COLUMNS >> 3) << 17 | (TILE >> 4) << 24;
}

/* d = a b, or d += a b where `add` is not 0, over 32 bytes of depth. */
#define KIND(NAME, UNIT, FORMAT)                                                                                     \
    struct NAME {                                                                                                    \
        static const bool SCALED = false;                                                                            \
        __device__ static __forceinline__ void multiply(u32 d, u64 a, u64 b, int add) {                              \
            asm volatile("{\n.reg .pred add;\nsetp.ne.b32 add, %4, 0;\n"                                             \
                         "tcgen05.mma.cta_group::1.kind::" UNIT " [%0], %1, %2, %3, add;\n}" ::"r"(d),               \
                         "l"(a), "l"(b), "r"(shape(FORMAT)), "r"(add)                                                \
                         : "memory");                                                                                \
        }                                                                                                            \
    };

KIND(Fp16, "f16", 0)
KIND(Bf16, "f16", 1)
KIND(Tf32, "tf32", 2)
KIND(E4m3, "f8f6f4", 0)
KIND(E5m2, "f8f6f4", 1)

/* FP4: every 32 inputs of a row have a scale in tensor memory. Ours are all 1, so that it does not matter where each lies. */
struct Fp4 {
    static const bool SCALED = true;
    /* Both factors E2M1, scales UE8M0. */
    static const u32 SHAPE = 1u << 7 | 1u << 10 | (COLUMNS >> 3) << 17 | 1u << 23 | (TILE >> 7) << 27;

    __device__ static __forceinline__ void multiply(u32 d, u64 a, u64 b, int add) {
        asm volatile("{\n.reg .pred add;\nsetp.ne.b32 add, %6, 0;\n"
                     "tcgen05.mma.cta_group::1.kind::mxf4.block_scale.block32 [%0], %1, %2, %3, [%4], [%5], add;\n}" ::"r"(d),
                     "l"(a), "l"(b), "r"(SHAPE), "r"(d + SCALES_AT), "r"(d + SCALES_AT + SCALES_COLUMNS / 2), "r"(add)
                     : "memory");
    }
};

#define AFTER_OTHERS() asm volatile("tcgen05.fence::after_thread_sync;" ::: "memory")
#define BEFORE_OTHERS() asm volatile("tcgen05.fence::before_thread_sync;" ::: "memory")

/* The barrier hears when all that the matrix unit was given is done. */
__device__ __forceinline__ void commit(u32 barrier) {
    asm volatile("tcgen05.commit.cta_group::1.mbarrier::arrive::one.shared::cluster.b64 [%0];" ::"r"(barrier) : "memory");
}

/* 32 neighbouring results of the row that this thread's lane holds. */
__device__ __forceinline__ void take(u32 (&d)[32], u32 from) {
    asm volatile("tcgen05.ld.sync.aligned.32x32b.x32.b32 " OPERANDS_32 ", [%32];" : REGISTERS_32(WRITE_BITS, d) : "r"(from));
    asm volatile("tcgen05.wait::ld.sync.aligned;" ::: "memory");
}

/* Scales of 1 in this thread's lane. */
__device__ __forceinline__ void put_scales(u32 to) {
#pragma unroll
    for (int i = 0; i < SCALES_COLUMNS; i++) {
        asm volatile("tcgen05.st.sync.aligned.32x32b.x1.b32 [%0], {%1};" ::"r"(to + i), "r"(SCALES_OF_1) : "memory");
    }
    asm volatile("tcgen05.wait::st.sync.aligned;" ::: "memory");
}

template <typename K>
__device__ __forceinline__ void product(
        const TensorMap *a, const TensorMap *b, float *c, int m, int n, int depth_bytes, int shift, Strike strike,
        char *report) {
    extern __shared__ char shared[];
    Ring<COLUMNS, STAGES> ring((u32)__cvta_generic_to_shared(shared));
    u32 ready = ring.rest();
    u32 taken = ready + 8;
    u32 address = taken + 8;
    u64 begin = nanos();
    int warp = threadIdx.x >> 5;
    if (threadIdx.x == 0) {
        barrier_init(ready, 1);
        barrier_init(taken, SUMMERS);
        ring.begin(1);
    }
    if (warp == 1) {
        asm volatile("tcgen05.alloc.cta_group::1.sync.aligned.shared::cta.b32 [%0], %1;" ::"r"(address), "n"(TENSOR_COLUMNS)
                     : "memory");
        asm volatile("tcgen05.relinquish_alloc_permit.cta_group::1.sync.aligned;");
    }
    BEFORE_OTHERS();
    __syncthreads();
    AFTER_OTHERS();
    u32 tensor;
    asm volatile("ld.shared.b32 %0, [%1];" : "=r"(tensor) : "r"(address));
    if (K::SCALED) {
        if (warp >= 4 && warp < 8) {
            put_scales(tensor + ((u32)(warp % 4) << 21) + SCALES_AT);
        }
        BEFORE_OTHERS();
        __syncthreads();
        AFTER_OTHERS();
    }
    int across = n / COLUMNS;
    int tiles = m / TILE * across;
    u32 done = 0;
    if (threadIdx.x == 0) {
        ring.produce(a, b, m, n, depth_bytes, shift);
    } else if (threadIdx.x == 32) {
        u32 turn = 0;
        int steps = (depth_bytes + BOX_BYTES - 1) / BOX_BYTES;
        for (int tile = first_tile(shift); tile < tiles; tile += gridDim.x, done++) {
            barrier_wait(taken, (done & 1) ^ 1);
            AFTER_OTHERS();
            for (int s = 0; s < steps; s++, turn++) {
                barrier_wait(ring.full(turn), ring.phase(turn));
                AFTER_OTHERS();
                u64 left = operand(ring.left(turn));
                u64 right = operand(ring.right(turn));
#pragma unroll
                for (int x = 0; x < 4; x++) {
                    K::multiply(tensor, left + 2 * x, right + 2 * x, s | x);
                }
                commit(ring.empty(turn));
            }
            commit(ready);
        }
    } else if (threadIdx.x >= FIRST_SUMMER) {
        int thread = threadIdx.x - FIRST_SUMMER;
        int row = thread % TILE;
        int half = thread / TILE * (COLUMNS / 2);
        u32 from = tensor + ((u32)(row & ~31) << 16) + half;
        for (int tile = first_tile(shift); tile < tiles; tile += gridDim.x, done++) {
            int row0 = tile / across * TILE;
            int column0 = tile % across * COLUMNS;
            float *to = c + (u64)(row0 + row) * n + column0 + half;
            barrier_wait(ready, done & 1);
            AFTER_OTHERS();
#pragma unroll 1
            for (int q = 0; q < COLUMNS / 2; q += 32) {
                u32 d[32];
                take(d, from + q);
#pragma unroll
                for (int i = 0; i < 32; i += 4) {
                    __stcg((uint4 *)(to + q + i), make_uint4(d[i], d[i + 1], d[i + 2], d[i + 3]));
                }
            }
            BEFORE_OTHERS();
            barrier_arrive(taken);
            sum_tile<float, COLUMNS>(c, row0, column0, m, n, report, strike, thread, SUMMERS_BARRIER);
        }
        if (thread == 0) {
            account(report, done, begin);
        }
    }
    BEFORE_OTHERS();
    __syncthreads();
    AFTER_OTHERS();
    if (warp == 1) {
        asm volatile("tcgen05.dealloc.cta_group::1.sync.aligned.b32 %0, %1;" ::"r"(tensor), "n"(TENSOR_COLUMNS));
    }
}

#define KERNEL(NAME, KIND)                                                                                           \
    extern "C" __global__ void __launch_bounds__(BLOCK, 1) NAME(                                                     \
            const __grid_constant__ TensorMap a, const __grid_constant__ TensorMap b, float *c, int m, int n,        \
            int depth_bytes, int shift, int target, int row, int column, u64 mask, char *report) {                   \
        Strike strike = {target, row, column, mask};                                                                 \
        product<KIND>(&a, &b, c, m, n, depth_bytes, shift, strike, report);                                          \
    }

KERNEL(gemm_sm100_bf16, Bf16)
KERNEL(gemm_sm100_fp16, Fp16)
KERNEL(gemm_sm100_tf32, Tf32)
KERNEL(gemm_sm100_fp8_e4m3, E4m3)
KERNEL(gemm_sm100_fp8_e5m2, E5m2)
KERNEL(gemm_sm100_fp4, Fp4)
