/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
/* An NVML without a GPU, for tests. -D OLD: what an old driver has. */
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
int nvmlDeviceGetTotalEccErrors(void *d, unsigned e, unsigned c, uint64_t *n) { *n = e == 1 && c == 0 ? 2 : 99; return 0; }
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
