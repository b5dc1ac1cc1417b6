/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.spares.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected backorders, their variance and the fill rate are right to twelve digits for means from 0 to 10,000. */
class CountLawTest {

    private static final MathContext DIGITS = new MathContext(60);

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0, 1.000000 0.367879 0.103638 0.023337 0.004349 0.000689 0.000095",
        "2.3488, 1.0, 2.348800 1.444284 0.764039 0.347180 0.136534 0.046976 0.014301",
        "4.0, 1.0, 4.000000 3.018316 2.109894 1.347997 0.781467 0.410304 0.195435",
        "4.0, 2.0, 4.000000 3.062500 2.250000 1.593750 1.093750 0.730469 0.476563",
        "2.0, 1.5, 2.000000 1.197531 0.658436 0.338820 0.165524 0.077580 0.035157"
    })
    void backordersAreThoseOfThePublishedTable(double mean, double varianceToMean, String expected) {
        CountLaw law = CountLaw.of(mean, varianceToMean);
        String[] values = expected.split(" ");
        for (int s = 0; s < values.length; s++) {
            // The table rounds half up; 1.09375, 0.7304687.. and 0.4765625 are exact binary fractions.
            assertThat(new BigDecimal(law.backorders(s))
                            .setScale(6, java.math.RoundingMode.HALF_UP)
                            .toPlainString())
                    .as("EBO(%d) for mean %s, ratio %s", s, mean, varianceToMean)
                    .isEqualTo(values[s]);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.001, 1", "1, 1", "37.5, 1", "400, 1", "10000, 1", "3, 1.000001", "40, 3", "2, 9", "900, 2.5"})
    void agreesWithSixtyDigitArithmetic(double mean, double varianceToMean) {
        CountLaw law = CountLaw.of(mean, varianceToMean);
        Oracle oracle = new Oracle(mean, varianceToMean);
        double spread = Math.sqrt(mean * varianceToMean);
        for (double z : List.of(-3.0, -1.0, 0.0, 1.0, 3.0, 6.0)) {
            int s = (int) Math.max(0, Math.round(mean + z * spread));
            Oracle.At at = oracle.at(s);
            assertThat(law.backorders(s)).as("EBO(%d)", s).isCloseTo(at.backorders(), accurate(at.backorders()));
            assertThat(law.backorderVariance(s)).as("VBO(%d)", s).isCloseTo(at.variance(), accurate(at.variance()));
            assertThat(law.fillRate(s)).as("fill(%d)", s).isCloseTo(at.fillRate(), within(1e-12));
            assertThat(law.above(s)).as("stockout(%d)", s).isCloseTo(at.above(), accurate(at.above()));
        }
    }

    private static org.assertj.core.data.Offset<Double> accurate(double value) {
        return within(1e-12 * Math.max(1e-3, Math.abs(value)));
    }

    @Test
    void noDemandNeedsNoStock() {
        CountLaw law = CountLaw.poisson(0);
        assertThat(law.backorders(0)).isZero();
        assertThat(law.backorderVariance(0)).isZero();
        assertThat(law.fillRate(1)).isEqualTo(1);
        assertThat(law.stockFor(0.001)).isZero();
    }

    @Test
    void stocksForOneStockoutInAThousandAreThoseOfTheReference() {
        // 32,768 GPUs at 4 % a year: resupply of 1, 14 and 56 days; in brackets variance-to-mean 3.
        assertThat(CountLaw.poisson(3.6).stockFor(0.001)).isEqualTo(11);
        assertThat(CountLaw.poisson(50.3).stockFor(0.001)).isEqualTo(74);
        assertThat(CountLaw.poisson(201).stockFor(0.001)).isEqualTo(246);
        assertThat(CountLaw.of(3.6, 3).stockFor(0.001)).isEqualTo(21);
    }

    @Test
    void refusesWhatIsNoLaw() {
        assertThatThrownBy(() -> CountLaw.poisson(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CountLaw.poisson(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CountLaw.of(1, 0.5)).hasMessageContaining("1 to");
        assertThat(String.format(Locale.ROOT, "%.3f", CountLaw.poisson(2).mean()))
                .isEqualTo("2.000");
    }

    /** The same sums in sixty-digit decimals. */
    private static final class Oracle {

        private final java.util.ArrayList<BigDecimal> p = new java.util.ArrayList<>();
        private final BigDecimal total;

        record At(double backorders, double variance, double fillRate, double above) {}

        Oracle(double mean, double varianceToMean) {
            BigDecimal m = new BigDecimal(mean);
            BigDecimal v = new BigDecimal(varianceToMean);
            BigDecimal v1 = v.subtract(BigDecimal.ONE);
            BigDecimal at = BigDecimal.ONE;
            BigDecimal sum = BigDecimal.ZERO;
            int last = (int) (mean + 40 * Math.sqrt(mean * varianceToMean) + 60 * varianceToMean + 60);
            for (int x = 0; x <= last; x++) {
                p.add(at);
                sum = sum.add(at, DIGITS);
                BigDecimal up = m.add(v1.multiply(BigDecimal.valueOf(x)), DIGITS);
                at = at.multiply(up, DIGITS).divide(v.multiply(BigDecimal.valueOf(x + 1L)), DIGITS);
            }
            total = sum;
        }

        At at(int s) {
            BigDecimal ebo = BigDecimal.ZERO;
            BigDecimal square = BigDecimal.ZERO;
            BigDecimal above = BigDecimal.ZERO;
            BigDecimal fill = BigDecimal.ZERO;
            for (int x = 0; x < p.size(); x++) {
                BigDecimal weight = p.get(x);
                if (x < s) {
                    fill = fill.add(weight, DIGITS);
                }
                if (x > s) {
                    BigDecimal d = BigDecimal.valueOf((long) x - s);
                    above = above.add(weight, DIGITS);
                    ebo = ebo.add(weight.multiply(d, DIGITS), DIGITS);
                    square = square.add(weight.multiply(d.multiply(d), DIGITS), DIGITS);
                }
            }
            BigDecimal e = ebo.divide(total, DIGITS);
            return new At(
                    e.doubleValue(),
                    square.divide(total, DIGITS)
                            .subtract(e.multiply(e, DIGITS), DIGITS)
                            .doubleValue(),
                    fill.divide(total, DIGITS).doubleValue(),
                    above.divide(total, DIGITS).doubleValue());
        }
    }
}
