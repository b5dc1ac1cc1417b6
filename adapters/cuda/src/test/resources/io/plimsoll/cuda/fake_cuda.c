/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* A driver without a GPU, for tests: it computes on the host what the kernels are to compute. -D HANG, DIE, WRONG, REFUSE, OLD, WRONG90, REFUSE90, MAJOR=10, GPUS=2, PEER_WRONG, LINK_WRONG. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

typedef uint64_t u64;
typedef uint32_t u32;
#define SMS 4
#ifndef MAJOR
#define MAJOR 9 /* of the compute capability */
#endif
#define TILE 128
#ifndef GPUS
#define GPUS 1
#endif

int cuInit(u32 flags) { return 0; }
int cuDriverGetVersion(int *v) { *v = 12040; return 0; }
int cuDeviceGetCount(int *n) { *n = GPUS; return 0; }
int cuDeviceGet(int *d, int i) { *d = i; return i < GPUS ? 0 : 101; }
int cuDeviceGetName(char *to, int n, int d) { strncpy(to, "Fake GPU", n); return 0; }
int cuDeviceGetUuid_v2(char *to, int d) { for (int i = 0; i < 16; i++) to[i] = i; return 0; }
int cuDeviceGetAttribute(int *v, int which, int d) {
    *v = which == 16 ? SMS : which == 75 ? MAJOR : which == 38 ? 1 << 16 : which == 40 ? 3 : 0;
    return 0;
}
int cuDevicePrimaryCtxRetain(void **c, int d) { *c = (void *)(0x10l + d); return 0; }
static long current; /* of this thread: there is only one */
int cuCtxSetCurrent(void *c) { current = (long)c; return current >= 0x10 && current < 0x10 + GPUS ? 0 : 201; }
int cuMemGetInfo_v2(u64 *free, u64 *all) { *free = 16 << 20; *all = 32 << 20; return 0; }
#ifndef OLD
int cuMemAlloc_v2(u64 *at, u64 n) { *at = (u64)calloc(1, n); return 0; }
#endif
int cuMemFree_v2(u64 at) { free((void *)at); return 0; }
int cuMemsetD8_v2(u64 at, unsigned char v, u64 n) { memset((void *)at, v, n); return 0; }
int cuMemcpyHtoD_v2(u64 to, const void *from, u64 n) { memcpy((void *)to, from, n); return 0; }
int cuMemcpyDtoH_v2(void *to, u64 from, u64 n) { memcpy(to, (void *)from, n); return 0; }
/* Copies in queues happen when somebody waits for the queue, so that one that nobody waits for is missed. */
struct copy { char *to; const char *from; u64 n; int flip; };
struct queue { int n; struct copy copies[64]; };
int cuMemAllocHost_v2(void **at, u64 n) { *at = malloc(n); return 0; }
int cuMemFreeHost(void *at) { free(at); return 0; }
int cuStreamCreate(void **s, u32 flags) { *s = calloc(1, sizeof(struct queue)); return flags == 1 ? 0 : 1; }
int cuStreamDestroy_v2(void *s) { free(s); return 0; }
static int later(void *to, const void *from, u64 n, struct queue *q, int flip) {
    if (current != 0x10 || q->n == 64) return 201;
    q->copies[q->n++] = (struct copy){to, from, n, flip};
    return 0;
}
int cuStreamSynchronize(struct queue *q) {
    for (int i = 0; i < q->n; i++) {
        struct copy c = q->copies[i];
        memmove(c.to, c.from, c.n);
        if (c.flip) c.to[c.n / 2] ^= 4;
    }
    q->n = 0;
    return 0;
}
#ifdef LINK_WRONG
#define LINK 1
#else
#define LINK 0
#endif
#ifdef PEER_WRONG
#define PEER 1
#else
#define PEER 0
#endif
int cuMemcpyHtoDAsync_v2(u64 to, const void *from, u64 n, void *q) { return later((void *)to, from, n, q, LINK); }
int cuMemcpyDtoHAsync_v2(void *to, u64 from, u64 n, void *q) { return later(to, (void *)from, n, q, 0); }
int cuDeviceCanAccessPeer(int *can, int a, int b) { *can = a != b; return 0; }
int cuCtxEnablePeerAccess(void *c, u32 flags) { static int done; return done++ ? 704 : 0; }
int cuDevicePrimaryCtxRelease_v2(int d) { return 0; }
int cuMemcpyPeerAsync(u64 to, void *tc, u64 from, void *fc, u64 n, void *q) {
    if (tc == fc) return 1;
    return later((void *)to, (void *)from, n, q, PEER && tc != (void *)0x10);
}
int cuFuncSetAttribute(void *f, int a, int v) { return a == 8 ? 0 : 1; }
int cuGetErrorName(int code, const char **name) {
    *name = code == 222 ? "CUDA_ERROR_UNSUPPORTED_PTX_VERSION" : "CUDA_ERROR_OF_THE_FAKE";
    return 0;
}
int cuModuleLoadDataEx(void **m, const char *image, u32 n, int *options, void **values) {
#ifdef REFUSE
    for (u32 i = 0; i < n; i++)
        if (options[i] == 5) strcpy(values[i], "ptxas fatal : Unsupported .version 99.9");
    return 222;
#endif
#ifdef REFUSE90
    if (strstr(image, "sm_90a")) return 222;
#endif
    *m = (void *)0x20;
    return strstr(image, ".version") ? 0 : 218;
}
int cuModuleGetFunction(void **f, void *m, const char *name) { *f = strdup(name); return 0; }
static int looks; /* how often a kernel is still not done */
int cuCtxSynchronize(void) {
#ifdef HANG
    for (;;) sleep(1);
#endif
#ifdef DIE
    abort();
#endif
    looks = 0;
    return 0;
}
int cuStreamQuery(void *s) { return looks++ < 3 ? 600 : 0; }
typedef struct { int type, pad; u64 at; int format; u32 channels; u64 bytes; char left[104]; u32 flags; } Resource;
typedef struct { int modes[3], filter; u32 flags; int left[21]; } Texture;
_Static_assert(sizeof(Resource) == 144 && sizeof(Texture) == 104, "descriptions of a texture");
int cuTexObjectCreate(u64 *handle, const Resource *r, const Texture *t, const void *view) {
    if (r->type != 2 || r->format != 3 || r->channels != 1 || r->flags || t->filter || t->flags != 1 || view) return 1;
    u64 *texture = malloc(8);
    *texture = r->at;
    *handle = (u64)texture;
    return 0;
}
int cuTexObjectDestroy(u64 handle) { free((void *)handle); return 0; }

static u64 now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static u64 mix(u64 s, u64 i) {
    u64 z = s + (i + 1) * 0x9e3779b97f4a7c15ull;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
    return z ^ (z >> 31);
}
static void slot(char *r, int n, u32 pieces, u64 answer, u64 begin) {
    char *s = r + 64 + 32 * n;
    *(u32 *)s = 100 + n; /* SM numbers are not slot numbers */
    *(u32 *)(s + 4) = pieces;
    *(u64 *)(s + 8) = answer;
    *(u64 *)(s + 16) = begin;
    *(u64 *)(s + 24) = now() + 1;
}
static void oddity(char *r, u64 place, u64 seen, u64 right, u64 at) {
    u64 n = (*(u64 *)r)++;
    u64 *o = (u64 *)(r + 64 + 32 * 1024 + 32 * n);
    if (n < 1024) { o[0] = place; o[1] = seen; o[2] = right; o[3] = at; }
}

static double small(int v, int bias, int bits) {
    int e = (v & 127) >> bits, f = v & ((1 << bits) - 1);
    double x = e ? ldexp(f | 1 << bits, e - bias - bits) : ldexp(f, 1 - bias - bits);
    return v & 128 ? -x : x;
}
static double get(const char *kind, const char *p, u64 i) {
    u32 w;
    if (!strcmp(kind, "bf16")) { w = (u32)((uint16_t *)p)[i] << 16; float f; memcpy(&f, &w, 4); return f; }
    if (!strcmp(kind, "fp16")) {
        int h = ((uint16_t *)p)[i], e = h >> 10 & 31, f = h & 1023;
        double x = e ? ldexp(f | 1024, e - 25) : ldexp(f, -24);
        return h & 32768 ? -x : x;
    }
    if (!strcmp(kind, "tf32")) return ((float *)p)[i];
    if (!strcmp(kind, "fp64")) return ((double *)p)[i];
    if (!strcmp(kind, "int8")) return ((signed char *)p)[i];
    if (!strcmp(kind, "fp4")) {
        static const double sizes[] = {0, 0.5, 1, 1.5, 2, 3, 4, 6};
        int w4 = ((unsigned char *)p)[i / 2] >> i % 2 * 4 & 15;
        return w4 & 8 ? -sizes[w4 & 7] : sizes[w4 & 7];
    }
    return small(((unsigned char *)p)[i], strstr(kind, "e4m3") ? 7 : 15, strstr(kind, "e4m3") ? 3 : 2);
}
#define A(T, i) (*(T *)args[i])
/* The map keeps what it was made of; the kernels below look into it. */
typedef struct { u64 at, pitch, rows; u32 box, box_rows; char left[96]; } Map;
_Static_assert(sizeof(Map) == 128, "a tensor map");
int cuTensorMapEncodeTiled(Map *map, int type, u32 rank, u64 at, const u64 *dims, const u64 *strides, const u32 *box,
        const u32 *steps, int interleave, int swizzle, int promotion, int fill) {
    if ((u64)map % 64 || type || rank != 2 || at % 16 || strides[0] % 16 || box[0] != 128 || box[1] > 256 || steps[0] != 1
            || interleave || swizzle != 3 || fill) return 1;
    *map = (Map){at, dims[0], dims[1], box[0], box[1]};
    return 0;
}
static int bytes_of(const char *kind) {
    return !strcmp(kind, "fp64") ? 8 : !strcmp(kind, "tf32") ? 4 : !strcmp(kind, "bf16") || !strcmp(kind, "fp16") ? 2 : 1;
}
/* boxed: 90 or 100 for the kernels that take tensor maps, 0 for the others */
static int gemm(const char *kind, void **args, int boxed) {
    char *a = A(char *, 0), *b = A(char *, 1), *c = A(char *, 2), *r = A(char *, 11);
    int m = A(int, 3), n = A(int, 4), k = A(int, 5), columns = TILE, shift = A(int, 6), target = A(int, 7), row = A(int, 8), column = A(int, 9);
    u64 mask = A(u64, 10), *sums = (u64 *)(r + 64 + 64 * 1024), begin = now();
    if (boxed) {
        Map *left = args[0], *right = args[1];
        columns = boxed == 90 && strstr(kind, "fp8") ? 128 : 256;
        if (left->pitch != k || right->pitch != k || left->rows != m || right->rows != n || left->box_rows != TILE
                || right->box_rows != columns || n % columns) return 1;
        a = (char *)left->at;
        b = (char *)right->at;
        k = !strcmp(kind, "fp4") ? 2 * k : k / bytes_of(kind);
    }
    int across = n / columns, wide = !strcmp(kind, "fp64"), whole = !strcmp(kind, "int8");
    u32 pieces[SMS] = {0};
    double *x = malloc(8ul * m * k), *y = malloc(8ul * n * k);
    for (u64 i = 0; i < (u64)m * k; i++) x[i] = get(kind, a, i);
    for (u64 i = 0; i < (u64)n * k; i++) y[i] = get(kind, b, i);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            int tile = i / TILE * across + j / columns, s = (tile + shift) % SMS;
            double sum = 0;
            for (int d = 0; d < k; d++) sum += x[(u64)i * k + d] * y[(u64)j * k + d];
            u64 bits = 0;
            float f = (float)sum;
            int32_t w = (int32_t)sum;
            memcpy(&bits, wide ? (void *)&sum : whole ? (void *)&w : (void *)&f, wide ? 8 : 4);
            if ((target == 0 && row == i && column == j) || (target == 1 && row == s)) bits ^= mask;
#ifdef WRONG90
            if (boxed && i == 17 && j == 33) bits ^= 1u << 21;
#endif
#ifdef WRONG
            if (i == 17 && j == 33) bits ^= 1u << 21;
#endif
            memcpy(c + ((u64)i * n + j) * (wide ? 8 : 4), &bits, wide ? 8 : 4);
            memcpy(&f, &bits, 4);
            memcpy(&w, &bits, 4);
            double v;
            if (wide) memcpy(&v, &bits, 8); else v = whole ? w : f;
            double most = wide ? 9007199254740992.0 : whole ? 2147483648.0 : 4194304.0;
            if (!(fabs(v) <= most) || v != rint(v) || (v == 0 && bits)) { oddity(r, (u64)i << 32 | j, bits, 0, s); continue; }
            u64 z = (u64)(int64_t)v;
            sums[i] += z;
            sums[m + i] += z * (j + 1);
            sums[2 * m + j] += z;
            sums[2 * m + n + j] += z * (i + 1);
        }
    free(x);
    free(y);
    for (int t = 0; t < m / TILE * across; t++) pieces[(t + shift) % SMS]++;
    for (int s = 0; s < SMS; s++) slot(r, s, pieces[s], 0, begin);
    return 0;
}
static u64 word(int kind, u64 a, u64 b, u64 i) {
    return kind == 0 ? a : kind == 1 ? (a + i) ^ b : kind == 2 ? mix(a, i) ^ b : i % 20 == a ? b : ~b;
}
static void march(void **args) {
    u64 *p = A(u64 *, 0), words = A(u64, 1);
    int expect = A(int, 2), write = A(int, 5), down = A(int, 8);
    char *r = A(char *, 9);
    for (u64 q = 0; q < words; q++) {
        u64 i = down ? words - 1 - q : q;
        if (expect >= 0 && (expect != 3 || i % 20 == A(u64, 3))) {
            u64 right = word(expect, A(u64, 3), A(u64, 4), i);
            if (p[i] != right) oddity(r, i, p[i], right, 0);
        }
        if (write >= 0) p[i] = word(write, A(u64, 6), A(u64, 7), i);
    }
}
static void stream(void **args) {
    int way = A(int, 0);
    u64 *from = A(u64 *, 1), *to = A(u64 *, 2), words = A(u64, 3), seed = A(u64, 4), sum = 0, begin = now();
    for (u64 i = 0; i < words; i++)
        if (way == 0) sum += from[i]; else to[i] = way == 1 ? i + seed : from[i];
    slot(A(char *, 5), 1, 1, sum, begin);
}
static u64 chain(int rounds, int lane) {
    u64 sum = 0;
    float x = 0;
    for (int i = 0; i < rounds; i++) { x = (i & 7) == 0 ? i % 5 : fmaf(x, 3, lane); sum += (u64)x; }
    return sum;
}
static void pipe_of(const char *kind, void **args) {
    int rounds = A(int, 0);
    u64 seed = A(u64, 1), answer = 0, add = 0, odd = 0, most = 0;
    u32 *table = A(u32 *, 2);
    if (!strcmp(kind, "texture")) table = *(u32 **)table;
    for (int lane = 0; lane < 256; lane++) {
        u64 x = mix(seed, lane);
        if (!strcmp(kind, "fp32")) { answer += chain(rounds, lane); continue; }
        if (strcmp(kind, "integer") && strcmp(kind, "special") && strcmp(kind, "atomic")) x &= 4095;
        for (int i = 0; i < rounds; i++)
            if (!strcmp(kind, "integer")) {
                x = x * 6364136223846793005ull + 1442695040888963407ull;
                x ^= ((x << 23) | (x >> 41)) + __builtin_popcountll(x);
            } else if (!strcmp(kind, "special")) {
                int n = (lane + i) & 15;
                float power = exp2f(n);
                answer += lrintf(power) + lrintf(power * (1 / power) * 7) + lrintf(sqrtf((n + 1.0f) * (n + 1.0f))) + lrintf(log2f(power));
            } else if (!strcmp(kind, "atomic")) {
                u64 v = lane + i;
                add += v;
                odd ^= v;
                if (v > most) most = v;
            } else {
                x = table[x];
                answer += x;
            }
        if (!strcmp(kind, "integer")) answer += x;
    }
    answer += add + (odd << 32) + most;
    for (int s = 0; s < SMS; s++) slot(A(char *, 3), s, 256, answer, now());
}
static void pulse(void **args) {
    u64 begin = now(), wrong = chain(64, A(int, 3)) != A(u64, 4);
    for (int s = 0; s < SMS; s++) slot(A(char *, 5), s, (u32)(A(u64, 2) / A(u64, 0)), wrong, begin);
}
int cuLaunchKernel(const char *f, u32 gx, u32 gy, u32 gz, u32 bx, u32 by, u32 bz, u32 shared, void *s, void **args, void **extra) {
    if (!strcmp(f, "strike_checksum")) ((u64 *)(A(char *, 2) + 64 + 64 * 1024))[A(int, 0)] ^= A(u64, 1);
    else if (!strncmp(f, "gemm_sm90_", 10)) return gemm(f + 10, args, 90);
    else if (!strncmp(f, "gemm_sm100_", 11)) return gemm(f + 11, args, 100);
    else if (!strncmp(f, "gemm_", 5)) return gemm(f + 5, args, 0);
    else if (!strcmp(f, "march")) march(args);
    else if (!strcmp(f, "hammer")) return 0;
    else if (!strcmp(f, "stream")) stream(args);
    else if (!strncmp(f, "pipe_", 5)) pipe_of(f + 5, args);
    else if (!strcmp(f, "pulse")) pulse(args);
    else return 500;
    return 0;
}
