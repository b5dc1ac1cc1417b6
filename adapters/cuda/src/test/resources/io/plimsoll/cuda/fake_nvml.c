/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* An NVML without a GPU, for tests. -D OLD: what an old driver has; XID=n: an error of that number. */
#include <stdint.h>
#include <string.h>

int nvmlInit_v2(void) { return 0; }
int nvmlDeviceGetHandleByUUID(const char *uuid, void **d) {
    *d = (void *)0x30;
    return strcmp(uuid, "GPU-00010203-0405-0607-0809-0a0b0c0d0e0f") ? 6 : 0;
}
int nvmlSystemGetDriverVersion(char *to, unsigned n) { strncpy(to, "580.00", n); return 0; }
int nvmlDeviceGetSerial(void *d, char *to, unsigned n) { strncpy(to, "1650000000001", n); return 0; }
int nvmlDeviceGetPowerUsage(void *d, unsigned *mw) { *mw = 412500; return 0; }
int nvmlDeviceGetEnforcedPowerLimit(void *d, unsigned *mw) { *mw = 700000; return 0; }
int nvmlDeviceGetTemperature(void *d, unsigned s, unsigned *c) { *c = 61; return s == 0 ? 0 : 2; }
int nvmlDeviceGetClockInfo(void *d, unsigned which, unsigned *mhz) { *mhz = which == 1 ? 1755 : 2619; return 0; }
int nvmlDeviceGetTotalEccErrors(void *d, unsigned e, unsigned c, uint64_t *n) { *n = c != 0 ? 99 : e == 1 ? 2 : 17; return 0; }
#ifndef OLD
int nvmlDeviceGetRemappedRows(void *d, unsigned *c, unsigned *u, unsigned *pending, unsigned *failed) {
    *c = 3;
    *u = 1;
    *pending = 1;
    *failed = 0;
    return 0;
}
int nvmlDeviceGetCurrentClocksEventReasons(void *d, uint64_t *bits) { *bits = 0x4 | 0x1; return 0; }
#else
int nvmlDeviceGetCurrentClocksThrottleReasons(void *d, uint64_t *bits) { *bits = 0x40; return 0; }
#endif

#ifndef OLD
int nvmlDeviceGetCurrPcieLinkGeneration(void *d, unsigned *n) { *n = 4; return 0; }
int nvmlDeviceGetMaxPcieLinkGeneration(void *d, unsigned *n) { *n = 5; return 0; }
int nvmlDeviceGetCurrPcieLinkWidth(void *d, unsigned *n) { *n = 16; return 0; }
int nvmlDeviceGetMaxPcieLinkWidth(void *d, unsigned *n) { *n = 16; return 0; }
int nvmlDeviceGetPcieReplayCounter(void *d, unsigned *n) { *n = 7; return 0; }
/* 18 links, the last one down */
int nvmlDeviceGetNvLinkState(void *d, unsigned link, unsigned *up) { *up = link < 17; return link < 18 ? 0 : 2; }
int nvmlDeviceGetNvLinkErrorCounter(void *d, unsigned link, unsigned counter, uint64_t *n) {
    *n = link == 3 && counter == 2 ? 5 : 0;
    return counter < 4 ? 0 : 2;
}
typedef struct { unsigned id, scope; long long at, took; unsigned type; int code; union { unsigned u; double d; } value; } Field;
_Static_assert(sizeof(Field) == 40, "a field's value");
int nvmlDeviceGetFieldValues(void *d, int n, Field *f) {
    f->code = f->id == 230 ? 0 : 3;
    f->value.u = 1;
    return n == 1 ? 0 : 2;
}
typedef struct { void *d; unsigned long long type, data; unsigned gpu, compute; } Event;
_Static_assert(sizeof(Event) == 32, "an event");
int nvmlEventSetCreate(void **set) { *set = (void *)0x40; return 0; }
int nvmlDeviceRegisterEvents(void *d, unsigned long long types, void *set) { return types == 8 && set == (void *)0x40 ? 0 : 2; }
int nvmlEventSetWait_v2(void *set, Event *e, unsigned ms) {
#ifdef XID
    static int asked; /* the first look is before the tests */
    if (++asked == 2) { *e = (Event){(void *)0x30, 8, XID, ~0u, ~0u}; return 0; }
#endif
    return 10; /* nothing came in time */
}
#endif
