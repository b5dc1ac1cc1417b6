/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Bytes a second within the device's memory and to and from the host, and whether what arrives is what was sent. */
final class BandwidthTest {

    private static final long SILICON_BYTES = 4L << 30;
    private static final long CPU_BYTES = 8L << 20;
    private static final long HOST_BYTES_MAX = 256L << 20;

    private final Device device;
    private final OutcomeBuilder out;
    private final long seed;
    private long wrong;

    private BandwidthTest(Device device, OutcomeBuilder out, long seed) {
        this.device = device;
        this.out = out;
        this.seed = seed;
    }

    static TestOutcome run(Device device, long nanos, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("bandwidth", device);
        BandwidthTest test = new BandwidthTest(device, out, seed);
        long bytes = device.info().silicon() ? SILICON_BYTES : CPU_BYTES;
        bytes = Math.min(bytes, device.info().memoryFree() / 3) / 4096 * 4096;
        try (DeviceMemory from = device.allocate(bytes);
                DeviceMemory to = device.allocate(bytes);
                DeviceMemory report = device.allocate(Report.SUMS_AT)) {
            long each = nanos / 5;
            test.best("gpu_memory_write", bytes, each, () -> test.stream(Work.Way.WRITE, to, from, report));
            test.best("gpu_memory_read", bytes, each, () -> test.stream(Work.Way.READ, from, to, report));
            test.best("gpu_memory_copy", 2 * bytes, each, () -> test.stream(Work.Way.COPY, from, to, report));
            test.checkCopy(to, report);
            test.host(from, Math.min(bytes, HOST_BYTES_MAX), each);
        }
        out.count("gpu_bandwidth_errors", test.wrong);
        out.note("the best of all rounds; a copy counts bytes read and bytes written");
        return out.end();
    }

    private interface Timed {
        long nanos();
    }

    private void best(String metric, long bytes, long nanos, Timed work) {
        work.nanos();
        long best = Long.MAX_VALUE;
        long end = device.nanos() + nanos;
        do {
            best = Math.min(best, Math.max(1, work.nanos()));
        } while (device.nanos() < end);
        out.measure(metric, (double) bytes / best, "GB/s");
    }

    private long stream(Work.Way way, DeviceMemory from, DeviceMemory to, DeviceMemory report) {
        long nanos = device.run(new Work.Stream(way, from, to, seed, report));
        if (way == Work.Way.READ) {
            checkSum("read", from, report);
        }
        return nanos;
    }

    private void checkCopy(DeviceMemory copy, DeviceMemory report) {
        device.run(new Work.Stream(Work.Way.READ, copy, copy, seed, report));
        checkSum("copy", copy, report);
    }

    /** The words are place + seed, so their sum is known: n (n - 1) / 2 + n seed, mod 2^64. */
    private void checkSum(String what, DeviceMemory memory, DeviceMemory report) {
        long n = memory.bytes() / 8;
        long known = (n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n) + n * seed;
        long seen = told(report);
        if (seen != known) {
            wrong++;
            out.error(what + " in device memory: the words add up to " + seen + " and must to " + known);
        }
    }

    private long told(DeviceMemory report) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment host = arena.allocate(Report.SUMS_AT, 64);
            device.read(report, 0, host);
            return new Report(host)
                    .slots(device.info().slots()).stream()
                            .mapToLong(Report.Slot::answer)
                            .sum();
        }
    }

    private void host(DeviceMemory memory, long bytes, long nanos) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sent = arena.allocate(bytes, 4096);
            MemorySegment back = arena.allocate(bytes, 4096);
            for (long i = 0; i < bytes / 8; i++) {
                sent.setAtIndex(ValueLayout.JAVA_LONG, i, io.plimsoll.gpu.Mix.of(seed, i));
            }
            best("host_to_device", bytes, nanos, () -> timed(() -> device.write(memory, 0, sent)));
            best("device_to_host", bytes, nanos, () -> timed(() -> device.read(memory, 0, back)));
            long at = sent.mismatch(back);
            if (at >= 0) {
                wrong++;
                out.error("byte " + at + " came back from the device other than it was sent");
            }
        }
        out.note("host memory is pageable here, so these rates are below what pinned memory gives");
    }

    private long timed(Runnable work) {
        long begin = device.nanos();
        work.run();
        return device.nanos() - begin;
    }
}
