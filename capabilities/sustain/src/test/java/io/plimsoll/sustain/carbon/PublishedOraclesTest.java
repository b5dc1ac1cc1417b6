/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.sustain.carbon.Boavizta.Gpu;
import org.junit.jupiter.api.Test;

/** Numbers that others published come out to the digit that they printed. */
class PublishedOraclesTest {

    @Test
    void boaviztaDefaultGpu() {
        assertThat(Boavizta.gpu(Gpu.defaults()).total()).isCloseTo(575.0875, within(5e-5));
        double vramDie = Boavizta.effectiveDieMm2(15.5 * 80 / 6);
        double gpuDie = Boavizta.effectiveDieMm2(814);
        assertThat(gpuDie).isCloseTo(2808.445102929598, within(1e-9));
        assertThat(vramDie).isPositive();
    }

    @Test
    void boaviztaTwoSmallerGpus() {
        Gpu d = Gpu.defaults();
        Gpu small =
                new Gpu(2.2, d.heatsinkKg(), d.casingKg(), d.pwbCm2(), d.dieMm2(), 24, 12, d.boatKm(), d.truckKm(), 0);
        assertThat(2 * Boavizta.gpu(small).total()).isCloseTo(477.2096, within(5e-5));
    }

    @Test
    void boaviztaUseOfOneWattForAYearInFrance() {
        assertThat(1e-3 * 8785 * 0.098).isCloseTo(0.8609, within(5e-5));
    }

    @Test
    void cloudCarbonFootprintEmbodied() {
        double tonnes = Embodied.allocated(1.7957, 24, 35_040, 1 / 96.0);
        assertThat(tonnes).isCloseTo(1.2811786529680366e-05, within(1e-20));
        assertThat(tonnes / 0.000454).isCloseTo(0.028219794118238693, within(1e-16));
    }

    @Test
    void greenSoftwareFoundationEmbodied() {
        assertThat(Embodied.allocated(1e6, 3600, 126_144_000, 1)).isEqualTo(28.538812785388128);
    }

    @Test
    void codeCarbonByCountry() {
        String pack = """
                quantity,zone,year,value,unit,source,licence
                location,FRA,2023,56.039,g/kWh,CodeCarbon 2023 mix,MIT
                location,USA,2023,369.473,g/kWh,CodeCarbon 2023 mix,MIT
                """;
        FactorRegistry factors = FactorRegistry.read(pack, "pack.csv");
        double fra = FactorRegistry.tonnesPerMwh(
                factors.find("location", "FRA", 2023).orElseThrow());
        double usa = FactorRegistry.tonnesPerMwh(
                factors.find("location", "USA", 2023).orElseThrow());
        assertThat(1 * fra).isCloseTo(0.05604, within(5e-6));
        assertThat(0.3 * usa).isCloseTo(0.11, within(5e-3));
        assertThat(factors.find("location", "FRA", 2024)).isEmpty();
    }

    @Test
    void theSameGpuDiffersByThreeAndAHalfBetweenDeclaredAndModelled() {
        Gpu d = Gpu.defaults();
        Embodied e = Embodied.h100(16_384, d);
        assertThat(e.low()).isCloseTo(2_687, within(0.5));
        assertThat(e.high()).isCloseTo(9_422, within(1.0));
        assertThat(e.factor()).isCloseTo(3.5, within(0.05));
        assertThat(e.estimates()).extracting(Embodied.Estimate::kind).containsExactly("declared", "modelled");
    }

    @Test
    void aPackWhoseYearWasCopiedIsDoubted() {
        StringBuilder pack = new StringBuilder("quantity,zone,year,value,unit,source,licence\n");
        for (int zone = 0; zone < 4; zone++) {
            for (int year = 2023; year <= 2024; year++) {
                pack.append("location,Z")
                        .append(zone)
                        .append(',')
                        .append(year)
                        .append(",0.")
                        .append(zone + 2)
                        .append("1,t/MWh,a table,\n");
            }
        }
        assertThat(FactorRegistry.read(pack.toString(), "pack.csv").doubts())
                .extracting(FactorRegistry.Doubt::rule)
                .contains("YEAR_COPIED", "UNCHANGED");
    }

    @Test
    void hourlyMatchingNeverShowsFewerTonnesThanYearlyMatching() {
        double[] load = {10, 10, 10, 10};
        double[] sun = {0, 25, 15, 0};
        Scope2 s = Scope2.of(load, sun, new double[] {0.5, 0.1, 0.1, 0.5}, 0.6);
        assertThat(s.locationAnnual()).isCloseTo(12, within(1e-12));
        assertThat(s.locationHourly()).isCloseTo(12, within(1e-12));
        assertThat(s.marketAnnual()).isZero();
        assertThat(s.marketHourly()).isCloseTo(12, within(1e-12));
        assertThat(s.unmatchedHourlyMwh()).isEqualTo(20);
    }
}
