/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu.gemm;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.gpu.Arithmetic;
import io.plimsoll.gpu.Device;
import io.plimsoll.gpu.GemmKernel;
import io.plimsoll.gpu.TestDevices;
import io.plimsoll.gpu.Work;
import io.plimsoll.gpu.suite.SelfTest;
import io.plimsoll.gpu.suite.SelfTest.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocatorTest {

    @ParameterizedTest
    @EnumSource
    void theDevicesSumsAreThoseKnownFromTheFactorsAlone(Arithmetic arithmetic) {
        try (Device device = TestDevices.cpu();
                GemmBench bench = new GemmBench(device, new Inputs(arithmetic, 96, 64, 96, 11))) {
            assertThat(bench.round().located().clean()).isTrue();
            assertThat(bench.round().located().clean()).isTrue();
        }
    }

    @Test
    void tenThousandSingleBitFlipsAreAllCaughtAndAllLocatedAndNoCleanRoundIsCalledWrong() {
        Tally all = new Tally(0, 0, 0, 0, 0);
        for (Arithmetic arithmetic : Arithmetic.values()) {
            try (Device device = TestDevices.cpu();
                    GemmBench bench = new GemmBench(device, new Inputs(arithmetic, 64, 64, 16, 3))) {
                Tally t = SelfTest.flips(bench, arithmetic == Arithmetic.BF16 ? 3000 : 1000, arithmetic.inputMax());
                all = new Tally(
                        all.injected() + t.injected(),
                        all.caught() + t.caught(),
                        all.located() + t.located(),
                        all.cleanRounds() + t.cleanRounds(),
                        all.falseAlarms() + t.falseAlarms());
            }
        }
        assertThat(all).isEqualTo(new Tally(10_000, 10_000, 10_000, 1000, 0));
    }

    @Test
    void severalWrongResultsThatCancelInPlainSumsAreAllFound() {
        Inputs in = new Inputs(Arithmetic.FP64, 64, 64, 16, 5);
        // four corners of a rectangle: each plain row and column sum stays right
        long[] corners = {place(3, 4), place(3, 40), place(50, 4), place(50, 40)};
        long[] off = {1, -1, -1, 1};
        LongUnaryOperator stored = at -> {
            long v = in.product((int) (at >>> 32), (int) at);
            for (int i = 0; i < 4; i++) {
                v += corners[i] == at ? off[i] : 0;
            }
            return Double.doubleToRawLongBits((double) v);
        };
        long[] rows = new long[64];
        long[] rowsWeighted = new long[64];
        long[] columns = new long[64];
        long[] columnsWeighted = new long[64];
        for (int i = 0; i < 4; i++) {
            int r = (int) (corners[i] >>> 32);
            int c = (int) corners[i];
            rowsWeighted[r] += off[i] * (c + 1);
            columnsWeighted[c] += off[i] * (r + 1);
        }
        Located found = new Locator(in, GemmKernel.plain("by hand", 32), 0, List.of(), stored)
                .locate(new Sums(rows, rowsWeighted, columns, columnsWeighted), List.of());
        List<Long> places = new ArrayList<>();
        found.elements().forEach(e -> places.add(place(e.row(), e.column())));
        assertThat(places).containsExactlyInAnyOrder(corners[0], corners[1], corners[2], corners[3]);
        assertThat(found.wrongChecksums()).isEmpty();
    }

    @Test
    void aWrongResultNamesTheSlotThatComputedIt() {
        try (Device device = TestDevices.cpu();
                GemmBench bench = new GemmBench(device, new Inputs(Arithmetic.INT8, 96, 96, 32, 5))) {
            for (int round = 0; round < 4; round++) {
                Located found = bench.round(Optional.of(new Work.Injection(Work.Target.ELEMENT, 40, 70, 2)))
                        .located();
                Located.Element e = found.elements().getFirst();
                assertThat(e.tile()).isEqualTo(5);
                assertThat(e.unit())
                        .as("tile 5, moved on by one slot each round")
                        .isEqualTo((5 + round) % 3);
            }
        }
    }

    private static long place(int row, int column) {
        return (long) row << 32 | column;
    }
}
