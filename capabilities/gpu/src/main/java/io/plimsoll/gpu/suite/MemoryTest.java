/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.DeviceHealth;
import io.plimsoll.gpu.DeviceMemory;
import io.plimsoll.gpu.Mix;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.memory.Pattern;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Own address and its complement, moving inversions, modulo 20, random, bit fade with a hold, and repeated activation, over a
 * share of the free memory (after memtest86 and DCGM's memtest). Corrected errors that the hardware hides show in the remap
 * and ECC counters, read before and after.
 */
final class MemoryTest {

    private static final double SHARE = 0.9;
    private static final long CPU_BYTES_MAX = 8L << 20;
    private static final long HOLD_NANOS_MAX = 60_000_000_000L;
    private static final int HAMMER_PAIRS = 8;
    private static final long HAMMER_TIMES = 100_000;
    private static final long[] INVERSIONS = {0L, 0x5555555555555555L, 0x00ff00ff00ff00ffL, 0x8000000000000001L};

    private final Device device;
    private final DeviceMemory memory;
    private final DeviceMemory report;
    private final OutcomeBuilder out;
    private final MemorySegment host;
    private long errors;
    private long wordsCompared;

    private MemoryTest(
            Device device, DeviceMemory memory, DeviceMemory report, OutcomeBuilder out, MemorySegment host) {
        this.device = device;
        this.memory = memory;
        this.report = report;
        this.out = out;
        this.host = host;
    }

    static TestOutcome run(Device device, long nanos, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("memory", device);
        long free = device.info().memoryFree();
        long bytes = (long) (free * SHARE);
        if (!device.info().silicon()) {
            bytes = Math.min(bytes, CPU_BYTES_MAX);
        }
        bytes = bytes / 4096 * 4096;
        long cached = device.cacheBytes() / 2 / 4096 * 4096;
        DeviceHealth before = device.health();
        long passes = 0;
        long errors = 0;
        if (cached > 0) {
            MemoryTest cache = cache(device, cached, out, nanos / 20, seed);
            errors = cache.errors;
            out.count("gpu_cache_words_compared", cache.wordsCompared);
        }
        MemoryTest test;
        try (DeviceMemory memory = device.allocate(bytes);
                DeviceMemory report = device.allocate(Report.SUMS_AT);
                Arena arena = Arena.ofConfined()) {
            test = new MemoryTest(device, memory, report, out, arena.allocate(Report.SUMS_AT, 64));
            long end = device.nanos() + nanos;
            do {
                test.pass(Mix.of(seed, passes), Math.min(HOLD_NANOS_MAX, nanos / 10));
                passes++;
            } while (device.nanos() < end);
        }
        out.count("gpu_memory_errors", errors + test.errors);
        out.measure("gpu_memory_tested", bytes / 1073741824.0, "GiB");
        out.measure("gpu_memory_tested_share_of_free", bytes / (double) free, "ratio");
        out.count("gpu_memory_passes", passes);
        out.count("gpu_memory_words_compared", test.wordsCompared);
        counters(before, device.health(), out);
        return out.end();
    }

    /** Patterns in a piece of memory that stays in the cache that all SMs share. */
    private static MemoryTest cache(Device device, long bytes, OutcomeBuilder out, long nanos, long seed) {
        try (DeviceMemory memory = device.allocate(bytes);
                DeviceMemory report = device.allocate(Report.SUMS_AT);
                Arena arena = Arena.ofConfined()) {
            MemoryTest test = new MemoryTest(device, memory, report, out, arena.allocate(Report.SUMS_AT, 64));
            long end = device.nanos() + nanos;
            long passes = 0;
            do {
                long word = Mix.of(~seed, passes++);
                test.march("cache", Pattern.random(word, 0), Pattern.random(word, -1));
            } while (device.nanos() < end);
            return test;
        }
    }

    private void pass(long seed, long hold) {
        march("own address", Pattern.address(0, 0), Pattern.address(0, -1));
        for (long word : INVERSIONS) {
            march("moving inversions", Pattern.constant(word), Pattern.constant(~word));
        }
        march("random", Pattern.random(seed, 0), Pattern.random(seed, -1));
        int place = (int) Long.remainderUnsigned(seed, 20);
        write(Pattern.modulo20(place, seed));
        expect("modulo 20", Pattern.modulo20(place, seed));
        for (long word : new long[] {0L, -1L}) {
            write(Pattern.constant(word));
            device.rest(hold);
            expect("bit fade", Pattern.constant(word));
        }
        hammer(seed);
    }

    /** Writes one, upwards reads it and writes the other, downwards reads that and writes the one, reads it. */
    private void march(String name, Pattern one, Pattern other) {
        write(one);
        step(name, Optional.of(one), Optional.of(other), false);
        step(name, Optional.of(other), Optional.of(one), true);
        expect(name, one);
    }

    private void write(Pattern pattern) {
        step("", Optional.empty(), Optional.of(pattern), false);
    }

    private void expect(String name, Pattern pattern) {
        step(name, Optional.of(pattern), Optional.empty(), false);
    }

    private void step(String name, Optional<Pattern> expect, Optional<Pattern> write, boolean down) {
        device.run(new Work.March(memory, expect, write, down, report));
        if (expect.isEmpty()) {
            return;
        }
        wordsCompared += memory.bytes() / 8;
        device.read(report, 0, host);
        Report told = new Report(host);
        errors += told.oddities();
        List<Report.Oddity> listed = told.listed();
        listed.forEach(o -> out.error(String.format(
                Locale.ROOT,
                "%s: word %d holds 0x%016x and must hold 0x%016x",
                name,
                o.place(),
                o.seen(),
                o.expected())));
    }

    /** Opens pairs of rows alternately a great many times; their neighbours must not change. */
    private void hammer(long seed) {
        long words = memory.bytes() / 8;
        Pattern pattern = Pattern.random(~seed, 0);
        write(pattern);
        for (int i = 0; i < HAMMER_PAIRS; i++) {
            long a = Long.remainderUnsigned(Mix.of(seed, 2L * i), words);
            long b = Long.remainderUnsigned(Mix.of(seed, 2L * i + 1), words);
            device.run(new Work.Hammer(memory, a, b, HAMMER_TIMES));
        }
        expect("repeated activation", pattern);
    }

    private static void counters(DeviceHealth before, DeviceHealth after, OutcomeBuilder out) {
        if (after.remappedRows().isEmpty() || before.remappedRows().isEmpty()) {
            out.note("the device tells no remap counters: what its memory corrected silently is not known");
            return;
        }
        long remapped = after.remappedRows().getAsLong() - before.remappedRows().getAsLong();
        out.count("gpu_memory_rows_remapped", remapped);
        if (remapped > 0) {
            out.error(remapped + " rows were remapped during the test");
        }
    }
}
