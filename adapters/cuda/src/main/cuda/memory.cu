/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* March elements, repeated activation and moving bytes. */
#include "common.cuh"

/* io.plimsoll.gpu.memory.Pattern: 0 constant, 1 address, 2 random, 3 every 20th word; anything below 0 is none. */
__device__ __forceinline__ u64 word_of(int kind, u64 a, u64 b, u64 i) {
    switch (kind) {
        case 0:
            return a;
        case 1:
            return (a + i) ^ b;
        case 2:
            return mix(a, i) ^ b;
        default:
            return i % 20 == a ? b : ~b;
    }
}

extern "C" __global__ void march(
        u64 *memory, u64 words, int expect, u64 ea, u64 eb, int write, u64 wa, u64 wb, int down, char *report) {
    u64 step = (u64)gridDim.x * blockDim.x;
    u64 pieces = 0;
    u64 begin = nanos();
    for (u64 n = (u64)blockIdx.x * blockDim.x + threadIdx.x; n < words; n += step) {
        u64 i = down ? words - 1 - n : n;
        if (expect >= 0 && (expect != 3 || i % 20 == ea)) {
            u64 seen = __ldcv(memory + i);
            u64 right = word_of(expect, ea, eb, i);
            if (seen != right) {
                add_oddity(report, i, seen, right, blockIdx.x);
            }
        }
        if (write >= 0) {
            __stcg(memory + i, word_of(write, wa, wb, i));
        }
        pieces++;
    }
    if (threadIdx.x == 0 && blockIdx.x < 1024) {
        Slot *s = slot_of(report, blockIdx.x);
        s->unit = unit();
        s->pieces = (u32)pieces;
        s->begin = begin;
        s->end = nanos();
    }
}

/* One thread, so that each read waits for the one before and opens its row anew. */
extern "C" __global__ void hammer(u64 *memory, u64 a, u64 b, u64 times, char *report) {
    u64 sum = 0;
    for (u64 i = 0; i < times; i++) {
        sum += __ldcv(memory + ((sum + i) & 1 ? a : b));
    }
    slot_of(report, 0)->answer = (s64)sum;
}

/* 0 reads and adds up, 1 writes place + seed, 2 copies; two words at a time. */
extern "C" __global__ void stream(int way, const ulonglong2 *from, ulonglong2 *to, u64 words, u64 seed, char *report) {
    u64 pairs = words / 2;
    u64 step = (u64)gridDim.x * blockDim.x;
    u64 first = (u64)blockIdx.x * blockDim.x + threadIdx.x;
    u64 sum = 0;
    u64 begin = nanos();
    if (way == 0) {
#pragma unroll 4
        for (u64 i = first; i < pairs; i += step) {
            ulonglong2 v = __ldcs(from + i);
            sum += v.x + v.y;
        }
    } else if (way == 1) {
        for (u64 i = first; i < pairs; i += step) {
            __stcs(to + i, make_ulonglong2(2 * i + seed, 2 * i + 1 + seed));
        }
    } else {
#pragma unroll 4
        for (u64 i = first; i < pairs; i += step) {
            __stcs(to + i, __ldcs(from + i));
        }
    }
    Slot *s = slot_of(report, blockIdx.x);
    if (way == 0) {
        atomicAdd((u64 *)&s->answer, sum);
    }
    if (threadIdx.x == 0) {
        s->unit = unit();
        s->pieces = 1;
        s->begin = begin;
        s->end = nanos();
    }
}
