/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.read.TestLog;
import io.plimsoll.model.Verdict;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * {@link MemoryPatterns} over a share of the free memory, one region for each processor, until the time is up and at least
 * once. The region is made as large as one pass fits in half of the time, and never more than a quarter of what is free; how
 * much that was is measured and told, for what was not touched was not tested.
 */
final class MemoryTest implements HostTest {

    private static final long REGION_BYTES_MIN = 4L << 20;
    private static final long PROBE_BYTES = 32L << 20;
    private static final double SHARE_MAX = 0.25;

    /** What one region showed. */
    private record Region(long errors, long words, long passes, List<String> told) {}

    @Override
    public Ran run(TestContext context) throws InterruptedException {
        OptionalLong free = FreeMemory.bytes();
        if (free.isEmpty()) {
            return new Ran.NotRun("how much memory is free cannot be read here");
        }
        List<Integer> cpus = context.inventory().cpusAllowed();
        long start = System.nanoTime();
        long end = start + context.duration().toNanos();
        boolean caught;
        long bytes;
        try (Arena arena = Arena.ofShared()) {
            caught = new MemoryPatterns(arena.allocate(REGION_BYTES_MIN, 4096), 0).detectorCatches();
            bytes = regionBytes(context, arena, cpus, free.getAsLong());
        } catch (OutOfMemoryError e) {
            return new Ran.NotRun("memory for the test could not be had: " + e.getMessage());
        }
        List<Region> regions;
        try (Arena arena = Arena.ofShared()) {
            List<MemorySegment> memory = IntStream.range(0, cpus.size())
                    .mapToObj(i -> arena.allocate(bytes, 4096))
                    .toList();
            regions = Workers.onEach(cpus, (cpu, place) -> {
                CpuAffinity.pin(cpu);
                return region(memory.get(place), place * (bytes / 8), end);
            });
        } catch (OutOfMemoryError e) {
            return new Ran.NotRun("memory for the test could not be had: " + e.getMessage());
        }
        return log(context, regions, bytes * cpus.size(), free.getAsLong(), caught);
    }

    /** Measures one pass over a small region on every processor at once and sizes the real ones by it. */
    private static long regionBytes(TestContext context, Arena arena, List<Integer> cpus, long free)
            throws InterruptedException {
        long most = Math.max(REGION_BYTES_MIN, (long) (free * SHARE_MAX) / cpus.size());
        long probe = Math.min(PROBE_BYTES, most);
        List<MemorySegment> memory =
                cpus.stream().map(c -> arena.allocate(probe, 4096)).toList();
        double seconds = 1e-3;
        for (int i = 0; i < 2; i++) { // the first pass also compiles the loops
            long from = System.nanoTime();
            Workers.onEach(cpus, (cpu, place) -> {
                new MemoryPatterns(memory.get(place), 0).pass();
                return 0;
            });
            seconds = Math.max(1e-3, (System.nanoTime() - from) / 1e9);
        }
        long fits = (long) (probe / seconds * context.duration().toMillis() / 1000 / 2);
        long wanted = Math.clamp(fits, REGION_BYTES_MIN, most);
        return wanted / 4096 * 4096;
    }

    private static Region region(MemorySegment memory, long base, long end) {
        MemoryPatterns patterns = new MemoryPatterns(memory, base);
        long passes = 0;
        do {
            patterns.pass();
            passes++;
        } while (System.nanoTime() < end);
        return new Region(patterns.errors(), patterns.wordsChecked(), passes, patterns.told());
    }

    private static Ran log(TestContext context, List<Region> regions, long bytes, long free, boolean caught) {
        TestLog log = new TestLog(context.test(), context.tool());
        log.note("own address, its complement, and moving inversions of 3 patterns, over " + regions.size()
                + " regions");
        long errors = regions.stream().mapToLong(Region::errors).sum();
        regions.forEach(r -> r.told().forEach(log::error));
        log.measure("memory_detector_caught", caught ? 1 : 0, "count", Measurement.NODE);
        log.measure("memory_errors", (double) errors, "count", Measurement.NODE);
        log.measure("memory_tested", bytes / 1073741824.0, "GiB", Measurement.NODE);
        log.measure("memory_tested_share_of_free", bytes / (double) free, "ratio", Measurement.NODE);
        log.measure(
                "memory_passes",
                (double) regions.stream().mapToLong(Region::passes).min().orElse(0),
                "count",
                Measurement.NODE);
        log.measure(
                "memory_words_checked",
                (double) regions.stream().mapToLong(Region::words).sum(),
                "count",
                Measurement.NODE);
        log.says(errors == 0 ? Verdict.PASS : Verdict.FAIL);
        return new Ran.Log(context.tool(), log.end(), errors == 0 ? 0 : 1);
    }
}
