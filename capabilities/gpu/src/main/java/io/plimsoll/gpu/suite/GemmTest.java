/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.gemm.Located;
import io.plimsoll.model.Verdict;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Matrix products with known answers in each arithmetic of the device: what is wrong, where, and the rate of each SM. */
final class GemmTest {

    private static final int SILICON_SIZE = 8192;
    private static final int CPU_SIZE = 128;
    private static final int ROUNDS_MAX = 1_000_000;
    private static final long WRONG_ENOUGH = 10_000;

    private long wrong;
    private long rounds;
    private boolean doubtful;

    private GemmTest() {}

    static TestOutcome run(Device device, Collection<Arithmetic> asked, long nanos, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("gemm", device);
        GemmTest test = new GemmTest();
        Sensors sensors = new Sensors(device);
        int size = size(device);
        for (Arithmetic arithmetic : asked) {
            if (device.info().arithmetics().contains(arithmetic)) {
                test.one(device, arithmetic, size, nanos / asked.size(), seed, out, sensors);
            } else {
                out.note(arithmetic.word() + " is not computed on "
                        + device.info().architecture() + " by our kernels: not tested");
            }
        }
        out.count("gemm_errors", test.wrong);
        out.count("gemm_rounds", test.rounds);
        sensors.tell(out, "gemm");
        out.note("products of " + size
                + " cubed over integers with exact sums; each slot's tiles move on by one each round");
        return test.doubtful && test.wrong == 0 ? out.end(Verdict.INCONCLUSIVE) : out.end();
    }

    /** The largest product that memory allows in every arithmetic. */
    private static int size(Device device) {
        int size = device.info().silicon() ? SILICON_SIZE : CPU_SIZE;
        while (size > CPU_SIZE && 4L * size * size * 8 > device.info().memoryFree()) {
            size /= 2;
        }
        return size;
    }

    private void one(
            Device device,
            Arithmetic arithmetic,
            int size,
            long nanos,
            long seed,
            OutcomeBuilder out,
            Sensors sensors) {
        Map<Integer, long[]> units = new TreeMap<>(); // unit -> pieces, busy nanoseconds, wrong
        long done = 0;
        long busy = 0;
        GemmKernel kernel = device.kernel(arithmetic);
        double opsOfTile = 2.0 * kernel.rows() * kernel.columns() * size;
        try (GemmBench bench = new GemmBench(device, new Inputs(arithmetic, size, size, size, seed))) {
            bench.round(); // warms caches, clocks and compilers
            long end = device.nanos() + nanos;
            do {
                GemmBench.Round round = bench.round();
                done++;
                busy += round.nanos();
                sensors.sample();
                for (Report.Slot slot : round.slots()) {
                    long[] account = units.computeIfAbsent(slot.unit(), u -> new long[3]);
                    account[0] += slot.pieces();
                    account[1] += Math.max(0, slot.endNanos() - slot.beginNanos());
                }
                tell(arithmetic, round.located(), units, out);
            } while (device.nanos() < end && done < ROUNDS_MAX && wrong < WRONG_ENOUGH);
        }
        rounds += done;
        String word = arithmetic.word();
        kernel.left().forEach(l -> out.note(word + ": " + l));
        out.note(word + " is computed by " + kernel.name());
        kernel.doubt().ifPresent(d -> {
            doubtful = true;
            out.error(word + ": " + d);
        });
        out.measure("gemm_" + word + "_rate", 2.0 * size * size * size * done / busy / 1e3, arithmetic.rateUnit());
        slowest(word, units, opsOfTile, out);
    }

    private static void slowest(String word, Map<Integer, long[]> units, double opsOfTile, OutcomeBuilder out) {
        double[] rates = units.values().stream()
                .filter(a -> a[1] > 0 && a[0] > 0)
                .mapToDouble(a -> a[0] * opsOfTile / a[1])
                .sorted()
                .toArray();
        units.forEach((unit, a) -> out.unit(
                new UnitAccount("gemm_" + word, unit, a[0], a[2], a[1] > 0 ? a[0] * opsOfTile / a[1] / 1e3 : 0)));
        if (rates.length > 0) {
            out.measure("gemm_" + word + "_slowest_unit_share", rates[0] / rates[rates.length / 2], "ratio");
        }
    }

    private void tell(Arithmetic arithmetic, Located located, Map<Integer, long[]> units, OutcomeBuilder out) {
        wrong += located.elements().size() + located.wrongChecksums().size() + located.unresolved();
        for (Located.Element e : located.elements()) {
            long[] account = units.get(e.unit());
            if (account != null) {
                account[2]++;
            }
            out.error(String.format(
                    Locale.ROOT,
                    "%s result row %d column %d (tile %d, CTA %d, SM %d) must be %d and its bits are 0x%x",
                    arithmetic.word(),
                    e.row(),
                    e.column(),
                    e.tile(),
                    e.slot(),
                    e.unit(),
                    e.expected(),
                    e.seenBits()));
        }
        located.wrongChecksums()
                .forEach(c -> out.error(
                        arithmetic.word() + " checksum of " + c + " is wrong while each of its results is right"));
        if (located.unresolved() > 0) {
            out.error(arithmetic.word() + ": " + located.unresolved()
                    + " more wrong rows, columns or results, not followed");
        }
    }
}
