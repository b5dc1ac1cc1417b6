/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.suite;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.Mix;
import io.plimsoll.gpu.Report;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.gemm.GemmBench;
import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.gpu.gemm.Located;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns bits over on purpose, in single results, in a checksum and in all that one SM computes, and sees whether each is caught
 * and located. A detector that catches nothing shows nothing, so this runs before the others' word counts.
 */
public final class SelfTest {

    /**
     * What came of the flips.
     *
     * @param located flips whose element was named, and no other
     * @param falseAlarms clean rounds that were called wrong
     */
    public record Tally(long injected, long caught, long located, long cleanRounds, long falseAlarms) {

        Tally plus(Tally o) {
            return new Tally(
                    injected + o.injected,
                    caught + o.caught,
                    located + o.located,
                    cleanRounds + o.cleanRounds,
                    falseAlarms + o.falseAlarms);
        }

        /** Every flip was caught and located, and no clean round was called wrong. */
        public boolean whole() {
            return injected > 0 && caught == injected && located == injected && falseAlarms == 0;
        }
    }

    private SelfTest() {}

    static TestOutcome run(Device device, int flipsEach, long seed) {
        OutcomeBuilder out = new OutcomeBuilder("self-test", device);
        Tally all = new Tally(0, 0, 0, 0, 0);
        boolean others = true;
        for (Arithmetic arithmetic : device.info().arithmetics()) {
            int size = 2 * device.info().tile();
            try (GemmBench bench = new GemmBench(device, new Inputs(arithmetic, size, size, 64, seed))) {
                Tally tally = flips(bench, flipsEach, seed);
                all = all.plus(tally);
                if (!tally.whole()) {
                    out.error(arithmetic.word() + ": " + tally);
                }
                others &= checksum(bench, seed) && slot(bench, device.info().slots(), out);
            }
        }
        if (!others) {
            out.error("a wrong checksum or a wrong SM was not named");
        }
        out.count("self_test_flips", all.injected());
        out.count("self_test_caught", all.caught());
        out.count("self_test_located", all.located());
        out.count("self_test_false_alarms", all.falseAlarms());
        out.count("gemm_detector_caught", all.whole() && others ? 1 : 0);
        return out.end();
    }

    /** Single bits of single results, one a round; every tenth round is left clean. */
    public static Tally flips(GemmBench bench, int count, long seed) {
        Inputs in = bench.inputs();
        int bits = 8 * in.arithmetic().resultBytes();
        long caught = 0;
        long located = 0;
        long clean = 0;
        long alarms = 0;
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                clean++;
                alarms += bench.round().located().clean() ? 0 : 1;
            }
            int row = (int) Long.remainderUnsigned(Mix.of(seed, 3L * i), in.m());
            int column = (int) Long.remainderUnsigned(Mix.of(seed, 3L * i + 1), in.n());
            long mask = 1L << Long.remainderUnsigned(Mix.of(seed, 3L * i + 2), bits);
            Located found = bench.round(Optional.of(new Work.Injection(Work.Target.ELEMENT, row, column, mask)))
                    .located();
            caught += found.clean() ? 0 : 1;
            List<Located.Element> elements = found.elements();
            located += elements.size() == 1
                            && elements.getFirst().row() == row
                            && elements.getFirst().column() == column
                            && found.wrongChecksums().isEmpty()
                    ? 1
                    : 0;
        }
        return new Tally(count, caught, located, clean, alarms);
    }

    private static boolean checksum(GemmBench bench, long seed) {
        int row = (int) Long.remainderUnsigned(seed, bench.inputs().m());
        Located found = bench.round(Optional.of(new Work.Injection(Work.Target.CHECKSUM, row, 0, 4)))
                .located();
        return found.elements().isEmpty() && found.wrongChecksums().equals(List.of("row " + row));
    }

    /** All that one slot computes: the elements found must lie on that slot's unit alone. */
    private static boolean slot(GemmBench bench, int slots, OutcomeBuilder out) {
        int tiles = bench.inputs().m() * bench.inputs().n();
        for (int tries = 0; tries < slots && tiles > 0; tries++) {
            GemmBench.Round round = bench.round(Optional.of(new Work.Injection(Work.Target.SLOT, 0, 0, 1)));
            Report.Slot struck = round.slots().getFirst();
            if (struck.pieces() == 0) {
                continue; // its turn comes when the tiles have moved on
            }
            var units = round.located().elements().stream()
                    .map(Located.Element::unit)
                    .collect(Collectors.toSet());
            if (units.equals(java.util.Set.of(struck.unit()))) {
                return true;
            }
            out.error("a fault in all results of SM " + struck.unit() + " was laid on " + units);
            return false;
        }
        return false;
    }
}
