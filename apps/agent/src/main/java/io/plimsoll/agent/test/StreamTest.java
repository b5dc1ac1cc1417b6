/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.test;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

/**
 * The four kernels of STREAM 5.10 (McCalpin) in Java, printed as STREAM prints them. Bytes counted for an element of 8 bytes:
 * Copy and Scale 16, Add and Triad 24; the write-allocate read that most processors add is not counted, as in STREAM. The
 * arrays are at least four times the last-level cache each, by STREAM's run rules. The best time counts. Java's loops
 * may be slower than a tuned C compiler's: the figure is a floor for this host, not its peak.
 */
final class StreamTest implements HostTest {

    private static final int PASSES_MIN = 5;
    private static final int PASSES_MAX = 100;
    private static final double SCALAR = 3.0;
    private static final String[] NAMES = {"Copy", "Scale", "Add", "Triad"};
    private static final int[] BYTES = {16, 16, 24, 24};

    @Override
    public Ran run(TestContext context) throws InterruptedException {
        List<Integer> cpus = context.inventory().cpusAllowed();
        long free = FreeMemory.bytes().orElse(1L << 30);
        long wanted = Math.max(1 << 20, 4 * lastLevelCache() / 8);
        long most = free / 8 / 3 / 8;
        long share = Math.max(1, Math.min(wanted, most) / cpus.size());
        String tool = context.tool() + " (STREAM kernels in Java)";
        try (Arena arena = Arena.ofShared()) {
            Arrays3 arrays = new Arrays3(arena, share, cpus.size());
            double[][] times = times(context, cpus, arrays);
            return new Ran.Log(tool, text(times, arrays, cpus.size(), wanted <= most), 0);
        } catch (OutOfMemoryError e) {
            return new Ran.NotRun("memory for the arrays could not be had: " + e.getMessage());
        }
    }

    /** The three arrays, cut into one piece for each worker, which that worker touches first. */
    private record Arrays3(List<MemorySegment> a, List<MemorySegment> b, List<MemorySegment> c, long share) {
        Arrays3(Arena arena, long share, int workers) {
            this(pieces(arena, share, workers), pieces(arena, share, workers), pieces(arena, share, workers), share);
        }

        private static List<MemorySegment> pieces(Arena arena, long share, int workers) {
            return IntStream.range(0, workers)
                    .mapToObj(i -> arena.allocate(share * 8, 4096))
                    .toList();
        }
    }

    /** Seconds of each kernel in each pass: from the start of the first worker to the end of the last. */
    private static double[][] times(TestContext context, List<Integer> cpus, Arrays3 arrays)
            throws InterruptedException {
        long end = System.nanoTime() + context.duration().toNanos();
        double[][] times = new double[PASSES_MAX][];
        long[][] starts = new long[4][cpus.size()];
        long[][] ends = new long[4][cpus.size()];
        boolean[] stop = new boolean[1];
        CyclicBarrier barrier = new CyclicBarrier(cpus.size());
        Workers.onEach(cpus, (cpu, place) -> {
            CpuAffinity.pin(cpu);
            MemorySegment a = arrays.a().get(place);
            MemorySegment b = arrays.b().get(place);
            MemorySegment c = arrays.c().get(place);
            fill(a, 1.0, arrays.share());
            fill(b, 2.0, arrays.share());
            fill(c, 0.0, arrays.share());
            for (int pass = 0; pass < PASSES_MAX; pass++) {
                for (int kernel = 0; kernel < 4; kernel++) {
                    barrier.await();
                    starts[kernel][place] = System.nanoTime();
                    kernel(kernel, a, b, c, arrays.share());
                    ends[kernel][place] = System.nanoTime();
                    barrier.await();
                }
                if (place == 0) {
                    times[pass] = seconds(starts, ends);
                    stop[0] = pass + 1 >= PASSES_MIN && System.nanoTime() >= end;
                }
                barrier.await();
                if (stop[0]) {
                    break;
                }
            }
            return 0;
        });
        return times;
    }

    private static double[] seconds(long[][] starts, long[][] ends) {
        double[] out = new double[4];
        for (int kernel = 0; kernel < 4; kernel++) {
            long from = Arrays.stream(starts[kernel]).min().orElse(0);
            out[kernel] = (Arrays.stream(ends[kernel]).max().orElse(0) - from) / 1e9;
        }
        return out;
    }

    private static void fill(MemorySegment array, double value, long n) {
        for (long i = 0; i < n; i++) {
            array.setAtIndex(ValueLayout.JAVA_DOUBLE, i, value);
        }
    }

    private static void kernel(int kernel, MemorySegment a, MemorySegment b, MemorySegment c, long n) {
        switch (kernel) {
            case 0 -> MemorySegment.copy(a, 0, c, 0, n * 8);
            case 1 -> {
                for (long i = 0; i < n; i++) {
                    b.setAtIndex(ValueLayout.JAVA_DOUBLE, i, SCALAR * c.getAtIndex(ValueLayout.JAVA_DOUBLE, i));
                }
            }
            case 2 -> {
                for (long i = 0; i < n; i++) {
                    double sum = a.getAtIndex(ValueLayout.JAVA_DOUBLE, i) + b.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                    c.setAtIndex(ValueLayout.JAVA_DOUBLE, i, sum);
                }
            }
            default -> {
                for (long i = 0; i < n; i++) {
                    double sum = b.getAtIndex(ValueLayout.JAVA_DOUBLE, i)
                            + SCALAR * c.getAtIndex(ValueLayout.JAVA_DOUBLE, i);
                    a.setAtIndex(ValueLayout.JAVA_DOUBLE, i, sum);
                }
            }
        }
    }

    private static String text(double[][] times, Arrays3 arrays, int workers, boolean large) {
        int passes = 0;
        while (passes < times.length && times[passes] != null) {
            passes++;
        }
        long n = arrays.share() * workers;
        StringBuilder out = new StringBuilder();
        out.append("STREAM version 5.10 kernels in Java, plimsoll-agent 0.1.0\n");
        out.append("This system uses 8 bytes per array element.\n");
        out.append("Array size = ").append(n).append(" (elements), Offset = 0 (elements)\n");
        if (!large) {
            out.append("NOTE: less than four times the last-level cache, because memory is short\n");
        }
        out.append("Each kernel was executed ").append(passes).append(" times.\n");
        out.append("Number of Threads counted = ").append(workers).append('\n');
        out.append("Function    Best Rate MB/s  Avg time     Min time     Max time\n");
        for (int k = 0; k < 4; k++) {
            double best = Double.MAX_VALUE;
            double worst = 0;
            double sum = 0;
            for (int p = 1; p < passes; p++) {
                best = Math.min(best, times[p][k]);
                worst = Math.max(worst, times[p][k]);
                sum += times[p][k];
            }
            out.append(String.format(
                    Locale.ROOT,
                    "%-12s%11.1f  %11.6f  %11.6f  %11.6f%n",
                    NAMES[k] + ":",
                    BYTES[k] * (double) n / best / 1e6,
                    sum / (passes - 1),
                    best,
                    worst));
        }
        return out.append(validation(arrays, passes)).append('\n').toString();
    }

    /** STREAM's own check: every element must be what the same steps give for one number. */
    private static String validation(Arrays3 arrays, int passes) {
        double a = 1.0;
        double b = 2.0;
        double c = 0.0;
        for (int p = 0; p < passes; p++) {
            c = a;
            b = SCALAR * c;
            c = a + b;
            a = b + SCALAR * c;
        }
        long wrong = wrong(arrays.a(), a, arrays.share())
                + wrong(arrays.b(), b, arrays.share())
                + wrong(arrays.c(), c, arrays.share());
        return wrong == 0
                ? "Solution Validates: avg error less than 1.000000e-13 on all three arrays"
                : "Failed Validation: " + wrong + " elements differ";
    }

    private static long wrong(List<MemorySegment> pieces, double expected, long n) {
        long wrong = 0;
        for (MemorySegment piece : pieces) {
            for (long i = 0; i < n; i++) {
                double error = Math.abs(piece.getAtIndex(ValueLayout.JAVA_DOUBLE, i) - expected);
                wrong += error <= Math.abs(expected) * 1e-13 ? 0 : 1;
            }
        }
        return wrong;
    }

    /** Bytes of the largest cache that the kernel tells; 32 MiB where it tells none. */
    private static long lastLevelCache() {
        long most = 32L << 20;
        for (int index = 0; index < 5; index++) {
            try {
                String text = Files.readString(Path.of("/sys/devices/system/cpu/cpu0/cache/index" + index + "/size"))
                        .strip();
                long factor = text.endsWith("M") ? 1 << 20 : 1 << 10;
                most = Math.max(most, Long.parseLong(text.replaceAll("[^0-9]", "")) * factor);
            } catch (java.io.IOException | NumberFormatException e) {
                // no such level
            }
        }
        return most;
    }
}
