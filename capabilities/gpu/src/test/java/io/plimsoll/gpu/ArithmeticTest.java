/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.gpu.gemm.Inputs;
import io.plimsoll.testkit.Seeds;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArithmeticTest {

    @ParameterizedTest
    @EnumSource
    void eachInputIsHeldExactly(Arithmetic arithmetic) {
        int step = Math.max(1, arithmetic.inputMax() / 1000);
        for (int v = -arithmetic.inputMax(); v <= arithmetic.inputMax(); v += step) {
            assertThat(arithmetic.decode(arithmetic.encode(v))).isEqualTo(v);
        }
        assertThat((long) arithmetic.inputMax())
                .as("p significant bits hold each integer up to 2^p")
                .isLessThanOrEqualTo(1L << arithmetic.significantBits());
    }

    @ParameterizedTest
    @EnumSource
    void noPartialSumInAnyOrderLeavesTheAccumulatorsExactRange(Arithmetic arithmetic) {
        long product = (long) arithmetic.inputMax() * arithmetic.inputMax();
        long worst = Math.multiplyExact(arithmetic.depthMax(), product);
        long holds =
                arithmetic == Arithmetic.FP64 ? 1L << 53 : arithmetic.integerResult() ? Integer.MAX_VALUE : 1L << 24;
        assertThat(worst).isLessThanOrEqualTo(arithmetic.sumMax()).isLessThanOrEqualTo(holds);
        assertThat(arithmetic.stepMax() < arithmetic.sumMax() ? Arithmetic.STEP_DEPTH * product : 0)
                .as("products that the matrix unit itself adds before they go to a wider sum")
                .isLessThanOrEqualTo(arithmetic.stepMax());
    }

    @Test
    void sumsAddedInAnyOrderInFp32AreTheSameBits() {
        Seeds.forAll(50, (random, seed) -> {
            int k = 8192;
            Inputs in = new Inputs(Arithmetic.BF16, 1, 1, k, seed);
            int[] order = new int[k];
            for (int i = 0; i < k; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            float sum = 0;
            for (int x : order) {
                sum += (float) in.a(0, x) * in.b(0, x);
            }
            assertThat(sum).isEqualTo((float) in.product(0, 0));
        });
    }

    @Test
    void aProductWhoseSumsMightRoundIsRefused() {
        Assertions.assertThatThrownBy(() -> new Inputs(Arithmetic.BF16, 32, 32, 32768, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 18641");
    }
}
