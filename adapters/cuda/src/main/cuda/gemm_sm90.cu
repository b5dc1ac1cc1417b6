/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/*
 * Products by wgmma for compute capability 9.0: what gemm.cu computes, in tiles of 128 x 256 (FP8: 128 x 128), one block on each
 * SM. One warp group brings the factors by TMA into a ring of stages, two compute 64 rows each.
 */
#include "registers.cuh"
#include "tile.cuh"
#include "tma.cuh"

#define GROUP 128
#define BLOCK (3 * GROUP)
#define SUMMERS_BARRIER 1

/* K-major, swizzled in 128 bytes: eight rows are 1,024 bytes. */
__device__ __forceinline__ u64 operand(u32 at) {
    return (u64)((at & 0x3ffff) >> 4) | 1ull << 16 | 64ull << 32 | 1ull << 62;
}

#define FENCE() asm volatile("wgmma.fence.sync.aligned;" ::: "memory")
#define COMMIT() asm volatile("wgmma.commit_group.sync.aligned;" ::: "memory")
#define WAIT(N) asm volatile("wgmma.wait_group.sync.aligned %0;" ::"n"(N) : "memory")

/*
 * d = a b, or d += a b where `add` is not 0, over 32 bytes of depth. REGISTERS is half of N; the operands behind the registers are
 * A, B and ADD.
 */
#define KIND(NAME, RESULT, READ_WRITE, INSTRUCTION, TAIL, N, REGISTERS, A, B, ADD)                                   \
    struct NAME {                                                                                                    \
        typedef RESULT Result;                                                                                       \
        __device__ static __forceinline__ void multiply(RESULT(&d)[N / 2], u64 a, u64 b, int add) {                  \
            asm volatile("{\n.reg .pred add;\nsetp.ne.b32 add, " ADD ", 0;\n"                                       \
                         "wgmma.mma_async.sync.aligned.m64n" #N INSTRUCTION " " OPERANDS_##REGISTERS                 \
                         ", " A ", " B ", add" TAIL ";\n}"                                                           \
                         : REGISTERS_##REGISTERS(READ_WRITE, d)                                                      \
                         : "l"(a), "l"(b), "r"(add));                                                                \
        }                                                                                                            \
    };
#define WIDE 256, 128, "%128", "%129", "%130"
#define NARROW 128, 64, "%64", "%65", "%66"
#define EXPANDED(...) KIND(__VA_ARGS__)

EXPANDED(Bf16, float, READ_WRITE_FLOAT, "k16.f32.bf16.bf16", ", 1, 1, 0, 0", WIDE)
EXPANDED(Fp16, float, READ_WRITE_FLOAT, "k16.f32.f16.f16", ", 1, 1, 0, 0", WIDE)
EXPANDED(Tf32, float, READ_WRITE_FLOAT, "k8.f32.tf32.tf32", ", 1, 1", WIDE)
EXPANDED(Int8, int, READ_WRITE_INT, "k32.s32.s8.s8", "", WIDE)
EXPANDED(E4m3, float, READ_WRITE_FLOAT, "k32.f32.e4m3.e4m3", ", 1, 1", NARROW)
EXPANDED(E5m2, float, READ_WRITE_FLOAT, "k32.f32.e5m2.e5m2", ", 1, 1", NARROW)

__device__ __forceinline__ void store(float *to, float x, float y) { __stcg((float2 *)to, make_float2(x, y)); }
__device__ __forceinline__ void store(int *to, int x, int y) { __stcg((int2 *)to, make_int2(x, y)); }

/* The accumulator stays in the matrix unit's registers over the whole depth; one stage is computed while the next is asked for. */
template <typename K, int COLUMNS, int STAGES>
__device__ __forceinline__ void deep(
        typename K::Result (&sum)[COLUMNS / 2], const Ring<COLUMNS, STAGES> &ring, u32 &turn, int steps, int group) {
    for (int s = 0; s < steps; s++, turn++) {
        barrier_wait(ring.full(turn), ring.phase(turn));
        u64 a = operand(ring.left(turn) + group * 64 * BOX_BYTES);
        u64 b = operand(ring.right(turn));
        FENCE();
#pragma unroll
        for (int x = 0; x < 4; x++) {
            K::multiply(sum, a + 2 * x, b + 2 * x, s | x);
        }
        COMMIT();
        WAIT(1);
        if (s > 0 && threadIdx.x % GROUP == 0) {
            barrier_arrive(ring.empty(turn - 1));
        }
    }
    WAIT(0);
    if (threadIdx.x % GROUP == 0) {
        barrier_arrive(ring.empty(turn - 1));
    }
}

/* The matrix unit adds 128 products from zero, which its short FP8 accumulator holds; the sum then goes to FP32 outside it. */
template <typename K, int COLUMNS, int STAGES>
__device__ __forceinline__ void in_steps(
        float (&sum)[COLUMNS / 2], const Ring<COLUMNS, STAGES> &ring, u32 &turn, int steps, int group) {
#pragma unroll
    for (int i = 0; i < COLUMNS / 2; i++) {
        sum[i] = 0;
    }
    for (int s = 0; s < steps; s++, turn++) {
        float part[COLUMNS / 2];
        barrier_wait(ring.full(turn), ring.phase(turn));
        u64 a = operand(ring.left(turn) + group * 64 * BOX_BYTES);
        u64 b = operand(ring.right(turn));
        FENCE();
#pragma unroll
        for (int x = 0; x < 4; x++) {
            K::multiply(part, a + 2 * x, b + 2 * x, x);
        }
        COMMIT();
        WAIT(0);
        if (threadIdx.x % GROUP == 0) {
            barrier_arrive(ring.empty(turn));
        }
#pragma unroll
        for (int i = 0; i < COLUMNS / 2; i++) {
            sum[i] += part[i];
        }
    }
}

template <typename K, int COLUMNS, int STAGES, bool IN_STEPS>
__device__ __forceinline__ void product(
        const TensorMap *a, const TensorMap *b, typename K::Result *c, int m, int n, int depth_bytes, int shift,
        Strike strike, char *report) {
    typedef typename K::Result R;
    extern __shared__ char shared[];
    Ring<COLUMNS, STAGES> ring((u32)__cvta_generic_to_shared(shared));
    u64 begin = nanos();
    if (threadIdx.x == 0) {
        ring.begin(2);
    }
    __syncthreads();
    if (threadIdx.x < GROUP) {
        asm volatile("setmaxnreg.dec.sync.aligned.u32 24;");
        if (threadIdx.x == 0) {
            ring.produce(a, b, m, n, depth_bytes, shift);
        }
        return;
    }
    asm volatile("setmaxnreg.inc.sync.aligned.u32 240;");
    int thread = threadIdx.x - GROUP;
    int group = thread / GROUP;
    int lane = thread & 31;
    int warp = thread % GROUP / 32;
    int across = n / COLUMNS;
    int tiles = m / TILE * across;
    u32 turn = 0;
    u32 done = 0;
    for (int tile = first_tile(shift); tile < tiles; tile += gridDim.x) {
        int row0 = tile / across * TILE;
        int column0 = tile % across * COLUMNS;
        R sum[COLUMNS / 2];
        if constexpr (IN_STEPS) {
            in_steps<K, COLUMNS, STAGES>(sum, ring, turn, (depth_bytes + BOX_BYTES - 1) / BOX_BYTES, group);
        } else {
            deep<K, COLUMNS, STAGES>(sum, ring, turn, (depth_bytes + BOX_BYTES - 1) / BOX_BYTES, group);
        }
        R *to = c + (u64)(row0 + group * 64 + warp * 16 + (lane >> 2)) * n + column0 + (lane & 3) * 2;
#pragma unroll
        for (int i = 0; i < COLUMNS / 8; i++) {
            store(to + i * 8, sum[i * 4], sum[i * 4 + 1]);
            store(to + 8 * (u64)n + i * 8, sum[i * 4 + 2], sum[i * 4 + 3]);
        }
        sum_tile<R, COLUMNS>(c, row0, column0, m, n, report, strike, thread, SUMMERS_BARRIER);
        done++;
    }
    if (thread == 0) {
        account(report, done, begin);
    }
}

#define KERNEL(NAME, KIND, COLUMNS, STAGES, IN_STEPS)                                                                \
    extern "C" __global__ void __launch_bounds__(BLOCK, 1) NAME(                                                     \
            const __grid_constant__ TensorMap a, const __grid_constant__ TensorMap b, KIND::Result *c, int m, int n, \
            int depth_bytes, int shift, int target, int row, int column, u64 mask, char *report) {                   \
        Strike strike = {target, row, column, mask};                                                                 \
        product<KIND, COLUMNS, STAGES, IN_STEPS>(&a, &b, c, m, n, depth_bytes, shift, strike, report);               \
    }

KERNEL(gemm_sm90_bf16, Bf16, 256, 4, false)
KERNEL(gemm_sm90_fp16, Fp16, 256, 4, false)
KERNEL(gemm_sm90_tf32, Tf32, 256, 4, false)
KERNEL(gemm_sm90_int8, Int8, 256, 4, false)
KERNEL(gemm_sm90_fp8_e4m3, E4m3, 128, 6, true)
KERNEL(gemm_sm90_fp8_e5m2, E5m2, 128, 6, true)
