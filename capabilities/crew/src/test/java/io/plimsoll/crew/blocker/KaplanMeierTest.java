/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.blocker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KaplanMeierTest {

    /** Weeks of remission under 6-MP; those with a plus were not over (Freireich et al., Blood 21, 1963). */
    private static final List<KaplanMeier.Time> REMISSION = Stream.of(
                    "6", "6", "6", "6+", "7", "9+", "10", "10+", "11+", "13", "16", "17+", "19+", "20+", "22", "23",
                    "25+", "32+", "32+", "34+", "35+")
            .map(t -> new KaplanMeier.Time(Double.parseDouble(t.replace("+", "")), !t.endsWith("+")))
            .toList();

    @Test
    void theCurveAndItsErrorAreAsPublished() {
        KaplanMeier curve = KaplanMeier.of(REMISSION);
        assertThat(curve.steps()).extracting(KaplanMeier.Step::hours).containsExactly(6., 7., 10., 13., 16., 22., 23.);
        double[] survival = {0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448};
        double[] error = {0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346};
        for (int i = 0; i < survival.length; i++) {
            assertThat(curve.steps().get(i).survival()).isEqualTo(survival[i], within(0.0005));
            assertThat(curve.steps().get(i).error()).isEqualTo(error[i], within(0.00006));
        }
        assertThat(curve.quantile(0.5)).hasValue(23);
        assertThat(curve.quantile(0.9)).isEmpty();
        assertThat(curve.high(0.5)).as("the band's late end is open").isEmpty();
        assertThat(curve.low(0.5).orElseThrow()).isLessThan(23);
    }

    @Test
    void withoutOpenOnesItIsTheShareThatLastsLonger() {
        KaplanMeier curve = KaplanMeier.of(
                Stream.of(4, 1, 3, 2).map(h -> new KaplanMeier.Time(h, true)).toList());
        assertThat(curve.survival(0.5)).isEqualTo(1);
        assertThat(curve.survival(2)).isEqualTo(0.5, within(1e-12));
        assertThat(curve.quantile(0.5)).hasValue(2);
        assertThat(curve.quantile(1)).hasValue(4);
        assertThat(curve.quantile(0.5, 2))
                .as("half of those that last longer than 2")
                .hasValue(3);
        assertThat(curve.quantile(0.5, 4)).as("none lasted longer than 4").isEmpty();
    }
}
