/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The estimators give what is published of known sets, and what an independent maximiser (SciPy) gives where nothing is. */
class KnownFitsTest {

    private static FitReport fit(String csv) {
        try {
            return new Fitter(0.95)
                    .fit(LifeTableReader.read(
                            new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "test.csv"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static FitReport example(String name) throws IOException {
        try (InputStream in = Files.newInputStream(
                SharedData.repositoryRoot().resolve("docs/reference/forecast").resolve(name))) {
            return new Fitter(0.95).fit(LifeTableReader.read(in, name));
        }
    }

    private static Offset<Double> relative(double value) {
        return within(1e-5 * Math.abs(value));
    }

    private static void assertEstimate(Map<String, Double> estimates, String name, double value) {
        assertThat(estimates.getOrDefault(name, Double.NaN)).as(name).isCloseTo(value, relative(value));
    }

    @Test
    void shockAbsorbersComeOutAsInRSurvival() throws IOException {
        FitReport r = example("shock-absorber.csv");
        assertThat(r.n()).isEqualTo(38);
        assertThat(r.failures()).isEqualTo(11);
        assertThat(r.model()).isEqualTo("WEIBULL");
        assertEstimate(r.estimates(), "shape", 3.160470);
        assertEstimate(r.estimates(), "scale", 27_718.7181);
        assertThat(r.logLikelihood().orElseThrow()).isCloseTo(-123.9954, within(5e-5));
        LawFit exponential = r.exponential().orElseThrow();
        assertEstimate(exponential.estimates(), "rate", 1.76e-5);
        assertThat(exponential.logLikelihood()).isCloseTo(-131.4237, within(5e-5));
        Map<Double, Double> survival = r.kaplanMeier().stream()
                .collect(Collectors.toMap(SurvivalCurve.Step::time, SurvivalCurve.Step::survival));
        assertThat(survival).containsKeys(6700.0, 12_200.0, 20_100.0, 27_490.0);
        assertThat(survival.getOrDefault(6700.0, 0.0)).isCloseTo(0.974, within(5e-4));
        assertThat(survival.getOrDefault(12_200.0, 0.0)).isCloseTo(0.909, within(5e-4));
        assertThat(survival.getOrDefault(20_100.0, 0.0)).isCloseTo(0.718, within(5e-4));
        assertThat(survival.getOrDefault(27_490.0, 0.0)).isCloseTo(0.287, within(5e-4));
    }

    @Test
    void ballBearingsComeOutAsPublished() {
        FitReport r = fit("time,event\n"
                + DoubleStream.of(
                                17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.40, 51.84, 51.96, 54.12, 55.56, 67.80,
                                68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40)
                        .mapToObj(t -> String.format(Locale.ROOT, "%.2f,failure\n", t))
                        .collect(Collectors.joining()));
        assertEstimate(r.estimates(), "shape", 2.10184681);
        assertEstimate(r.estimates(), "scale", 81.87455886);
        assertThat(r.logLikelihood().orElseThrow()).isCloseTo(-113.69195908769, within(1e-8));
        assertThat(r.limitedFailurePopulation()).isEmpty();
    }

    @Test
    void leftTruncationAndIntervalsComeOutAsByAnIndependentMaximiser() {
        FitReport r = fit("""
                time,event,left,right,entry
                120,1,,,
                340,1,,,100
                500,0,,,200
                410,1,,,0
                600,0,,,
                ,,0,150,
                ,,200,300,
                ,1,300,400,250
                700,0,,,400
                650,1,,,300
                550,0,,,
                90,1,,,
                800,0,,,650
                720,1,,,500
                ,interval,500,600,450
                450,0,,,
                """);
        assertThat(r.leftCensored()).isEqualTo(1);
        assertThat(r.intervalCensored()).isEqualTo(3);
        assertThat(r.truncated()).isEqualTo(8);
        assertEstimate(r.estimates(), "shape", 1.18625401);
        assertEstimate(r.estimates(), "scale", 455.7228115);
        assertThat(r.logLikelihood().orElseThrow()).isCloseTo(-51.674579235521, within(1e-8));
        assertEstimate(r.exponential().orElseThrow().estimates(), "rate", 0.00232838);
        assertThat(r.exponential().orElseThrow().logLikelihood()).isCloseTo(-51.811504374606, within(1e-8));
    }

    @Test
    void circuitsOfWhichFewCanFailAreNotGivenAWeibullLaw() throws IOException {
        FitReport r = example("integrated-circuit.csv");
        assertThat(r.weibull()).isEmpty();
        assertThat(r.refused()).extracting(FitReport.Refusal::model).contains("WEIBULL");
        assertThat(r.model()).isEqualTo("LIMITED_FAILURE_POPULATION");
        // Meeker (1987): 0.674 % can fail, with shape 0.50 and location 3.35 of the logarithm.
        assertThat(r.estimates().getOrDefault("fraction", 0.0)).isCloseTo(0.00674, within(5e-6));
        assertThat(r.estimates().getOrDefault("shape", 0.0)).isCloseTo(0.4960, within(5e-4));
        assertThat(Math.log(r.estimates().getOrDefault("scale", 0.0))).isCloseTo(3.345, within(5e-3));
    }

    @Test
    void theLikelihoodFallsByHalfAChiSquareQuantileAtTheEndsOfTheProfileInterval() throws IOException {
        FitReport r = example("shock-absorber.csv");
        LawFit fit = r.weibull().orElseThrow();
        Interval shape = java.util.Objects.requireNonNull(fit.likelihoodRatio().get("shape"));
        assertThat(java.util.Objects.requireNonNull(shape.low())).isLessThan(3.1605);
        // With a given shape k the best scale is (sum t^k / failures)^(1/k).
        double k = java.util.Objects.requireNonNull(shape.high());
        try (InputStream in = Files.newInputStream(
                SharedData.repositoryRoot().resolve("docs/reference/forecast/shock-absorber.csv"))) {
            List<Lifetime> rows = LifeTableReader.read(in, "x").rows();
            double sum = rows.stream().mapToDouble(l -> Math.pow(l.left(), k)).sum();
            double scale = Math.pow(sum / 11, 1 / k);
            double value = rows.stream()
                    .mapToDouble(l -> (l.failure() ? Math.log(k / scale) + (k - 1) * Math.log(l.left() / scale) : 0)
                            - Math.pow(l.left() / scale, k))
                    .sum();
            assertThat(fit.logLikelihood() - value).isCloseTo(3.841458820694 / 2, within(1e-6));
        }
    }

    @Test
    void aTableWithCountsIsTheTableWithEachUnitOnItsLine() {
        FitReport merged = fit("time,event,count\n5,1,2\n7,0,3\n9,1,1\n");
        FitReport apart = fit("time,event\n5,1\n7,0\n9,1\n5,1\n7,0\n7,0\n");
        assertThat(merged.estimates()).isEqualTo(apart.estimates());
        assertThat(merged.kaplanMeier()).isEqualTo(apart.kaplanMeier());
    }

    @Test
    void withoutAFailureThereIsNoEstimateButABound() {
        FitReport r = fit("time,event\n100,0\n200,0\n");
        assertThat(r.model()).isEqualTo("NONE");
        assertThat(r.estimates()).isEmpty();
        assertThat(r.rateUpperBound().orElseThrow()).isCloseTo(-Math.log(0.05) / 300, within(1e-12));
        assertThat(r.warnings()).anyMatch(w -> w.contains("no failure"));
    }

    @Test
    void oneFailureGivesARateWithAnExactIntervalAndNoShape() {
        FitReport r = fit("time,event\n100,1\n200,0\n");
        assertThat(r.model()).isEqualTo("EXPONENTIAL");
        assertEstimate(r.estimates(), "rate", 1 / 300.0);
        Interval rate = java.util.Objects.requireNonNull(r.intervals().get("rate"));
        // Garwood: 0.02531781 and 5.571643 expected failures.
        assertThat(java.util.Objects.requireNonNull(rate.low())).isCloseTo(0.02531781 / 300, within(1e-9));
        assertThat(java.util.Objects.requireNonNull(rate.high())).isCloseTo(5.571643 / 300, within(1e-8));
        assertThat(r.refused()).extracting(FitReport.Refusal::model).contains("WEIBULL");
    }

    @Test
    void failuresAtOneMomentHaveNoWeibullShape() {
        FitReport r = fit("time,event\n100,1\n100,1\n100,1\n50,0\n");
        assertThat(r.weibull()).isEmpty();
        assertThat(r.model()).isEqualTo("EXPONENTIAL");
    }

    @Test
    void groupsAreDrawnTowardsWhatTheyHaveInCommon() {
        GammaPoisson.GroupRate known =
                GammaPoisson.posterior(new GammaPoisson.Prior(4, 100), new GammaPoisson.Count("gpu", 3, 50), 0.95);
        assertThat(known.mean()).isCloseTo(0.046667, within(5e-6));
        assertThat(java.util.Objects.requireNonNull(known.interval().low())).isCloseTo(0.01876242, within(1e-8));
        assertThat(java.util.Objects.requireNonNull(known.interval().high())).isCloseTo(0.08706316, within(1e-8));
        GammaPoisson.Prior prior = GammaPoisson.empirical(List.of(
                        new GammaPoisson.Count("a", 3, 50),
                        new GammaPoisson.Count("b", 0, 40),
                        new GammaPoisson.Count("c", 12, 60),
                        new GammaPoisson.Count("d", 7, 80),
                        new GammaPoisson.Count("e", 1, 30),
                        new GammaPoisson.Count("f", 25, 90)))
                .orElseThrow();
        assertThat(prior.shape()).isCloseTo(1.33371274, within(1e-5));
        assertThat(prior.rate()).isCloseTo(11.62306686, within(1e-4));
    }
}
