/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* What all kernels share: where a report's parts lie (io.plimsoll.gpu.Report), the mixing function, the unit's number. */
#pragma once

typedef unsigned long long u64;
typedef long long s64;
typedef unsigned int u32;

#define SLOTS_AT 64
#define ODDITIES_AT (SLOTS_AT + 32 * 1024)
#define SUMS_AT (ODDITIES_AT + 32 * 1024)
#define ODDITIES_MAX 1024

struct Slot {
    u32 unit;
    u32 pieces;
    s64 answer;
    u64 begin;
    u64 end;
};

struct Oddity {
    u64 place;
    u64 seen;
    u64 expected;
    u64 slot;
};

__device__ __forceinline__ u32 unit() {
    u32 id;
    asm volatile("mov.u32 %0, %%smid;" : "=r"(id));
    return id;
}

__device__ __forceinline__ u64 nanos() {
    u64 t;
    asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(t));
    return t;
}

__device__ __forceinline__ u64 mix(u64 seed, u64 index) {
    u64 z = seed + (index + 1) * 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}

__device__ __forceinline__ Slot *slot_of(char *report, u32 number) {
    return (Slot *)(report + SLOTS_AT) + number;
}

__device__ __forceinline__ void add_oddity(char *report, u64 place, u64 seen, u64 expected, u64 slot) {
    u64 number = atomicAdd((u64 *)report, 1ull);
    if (number < ODDITIES_MAX) {
        Oddity *o = (Oddity *)(report + ODDITIES_AT) + number;
        o->place = place;
        o->seen = seen;
        o->expected = expected;
        o->slot = slot;
    }
}
