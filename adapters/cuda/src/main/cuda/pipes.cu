/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* One kind of execution unit at a time, 256 lanes a slot; the answers are those of io.plimsoll.gpu.pipe.PipeAnswers. */
#include "common.cuh"

#define TABLE_WORDS 4096

__device__ __forceinline__ s64 fp32_chain(int rounds, int lane) {
    s64 sum = 0;
    float x = 0;
    for (int i = 0; i < rounds; i++) {
        x = (i & 7) == 0 ? (float)(i % 5) : fmaf(x, 3.0f, (float)lane);
        sum += (s64)x;
    }
    return sum;
}

__device__ __forceinline__ void finish(char *report, s64 sum, u64 begin) {
    Slot *s = slot_of(report, blockIdx.x);
    atomicAdd((u64 *)&s->answer, (u64)sum);
    if (threadIdx.x == 0) {
        s->unit = unit();
        s->pieces = blockDim.x;
        s->begin = begin;
        s->end = nanos();
    }
}

extern "C" __global__ void pipe_integer(int rounds, u64 seed, const u32 *table, char *report) {
    u64 begin = nanos();
    u64 x = mix(seed, threadIdx.x);
    for (int i = 0; i < rounds; i++) {
        x = x * 6364136223846793005ull + 1442695040888963407ull;
        x ^= ((x << 23) | (x >> 41)) + (u64)__popcll(x);
    }
    finish(report, (s64)x, begin);
}

extern "C" __global__ void pipe_special(int rounds, u64 seed, const u32 *table, char *report) {
    u64 begin = nanos();
    s64 sum = 0;
    for (int i = 0; i < rounds; i++) {
        int n = (threadIdx.x + i) & 15;
        float power, inverse, root, logarithm;
        asm volatile("ex2.approx.ftz.f32 %0, %1;" : "=f"(power) : "f"((float)n));
        asm volatile("rcp.approx.ftz.f32 %0, %1;" : "=f"(inverse) : "f"(power));
        asm volatile("sqrt.approx.ftz.f32 %0, %1;" : "=f"(root) : "f"((n + 1.0f) * (n + 1.0f)));
        asm volatile("lg2.approx.ftz.f32 %0, %1;" : "=f"(logarithm) : "f"(power));
        sum += __float2int_rn(power) + __float2int_rn(power * inverse * 7.0f) + __float2int_rn(root)
                + __float2int_rn(logarithm);
    }
    finish(report, sum, begin);
}

extern "C" __global__ void pipe_fp32(int rounds, u64 seed, const u32 *table, char *report) {
    u64 begin = nanos();
    finish(report, fp32_chain(rounds, threadIdx.x), begin);
}

extern "C" __global__ void pipe_l1(int rounds, u64 seed, const u32 *table, char *report) {
    u64 begin = nanos();
    u32 x = (u32)mix(seed, threadIdx.x) & (TABLE_WORDS - 1);
    s64 sum = 0;
    for (int i = 0; i < rounds; i++) {
        x = __ldca(table + x) & (TABLE_WORDS - 1);
        sum += x;
    }
    finish(report, sum, begin);
}

extern "C" __global__ void pipe_texture(int rounds, u64 seed, cudaTextureObject_t table, char *report) {
    u64 begin = nanos();
    u32 x = (u32)mix(seed, threadIdx.x) & (TABLE_WORDS - 1);
    s64 sum = 0;
    for (int i = 0; i < rounds; i++) {
        x = tex1Dfetch<u32>(table, (int)x) & (TABLE_WORDS - 1);
        sum += x;
    }
    finish(report, sum, begin);
}

extern "C" __global__ void pipe_shared(int rounds, u64 seed, const u32 *table, char *report) {
    __shared__ u32 words[TABLE_WORDS];
    for (int i = threadIdx.x; i < TABLE_WORDS; i += blockDim.x) {
        words[i] = table[i];
    }
    __syncthreads();
    u64 begin = nanos();
    u32 x = (u32)mix(seed, threadIdx.x) & (TABLE_WORDS - 1);
    s64 sum = 0;
    for (int i = 0; i < rounds; i++) {
        x = words[x] & (TABLE_WORDS - 1);
        sum += x;
    }
    finish(report, sum, begin);
}

extern "C" __global__ void pipe_atomic(int rounds, u64 seed, const u32 *table, char *report) {
    __shared__ u64 add;
    __shared__ u64 odd;
    __shared__ u64 most;
    if (threadIdx.x == 0) {
        add = 0;
        odd = 0;
        most = 0;
    }
    __syncthreads();
    u64 begin = nanos();
    for (int i = 0; i < rounds; i++) {
        u64 v = threadIdx.x + (u64)i;
        atomicAdd(&add, v);
        atomicXor(&odd, v);
        atomicMax(&most, v);
    }
    __syncthreads();
    finish(report, threadIdx.x == 0 ? (s64)(add + (odd << 32) + most) : 0, begin);
}

/* Works for `busy` of each `period` nanoseconds and rests for the other; all slots step by one clock. */
extern "C" __global__ void pulse(u64 period, u64 busy, u64 total, int lane, u64 known, char *report) {
    u64 begin = nanos();
    u64 from = begin / period * period + period;
    u64 wrong = 0;
    u32 pulses = 0;
    for (u64 at = 0; at < total; at += period) {
        while (nanos() < from + at) {
            __nanosleep(200);
        }
        do {
            wrong += (u64)fp32_chain(64, lane) != known;
        } while (nanos() < from + at + busy);
        pulses++;
    }
    finish(report, (s64)wrong, begin);
    if (threadIdx.x == 0) {
        slot_of(report, blockIdx.x)->pieces = pulses;
    }
}
