/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.spares.DepotSupply;
import io.plimsoll.spares.Evaluation;
import io.plimsoll.spares.Evaluation.Place;
import io.plimsoll.spares.Method;
import io.plimsoll.spares.Optimiser;
import io.plimsoll.spares.SiteDemand;
import io.plimsoll.spares.SparePart;
import io.plimsoll.spares.SparesPlan;
import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.StockLimits;
import io.plimsoll.spares.Target;
import io.plimsoll.spares.check.BruteForce;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Times the whole cost curve, counts equality with brute force, and measures the approximations' errors against the exact law. */
final class SparesBench {

    private static final int ROUNDS = 9;
    private static final int SITES = 5;

    private SparesBench() {}

    /**
     * @param curveMillis warm, median; wall time
     * @param processorMillis of one such round, over all threads
     */
    record Result(
            Machine machine,
            int parts,
            int sites,
            int vertices,
            double firstMillis,
            double curveMillis,
            double processorMillis,
            double budgetMillis,
            boolean budgetProven,
            double budgetGapShare,
            int compared,
            int equal,
            List<LawError> errors) {}

    /**
     * Errors of the expected backorders at the same stock, in percent of the exact value.
     *
     * @param depotMean units in the depot's loop
     * @param siteMean units in a site's own loop and on the way
     * @param left the share of the backorders without stock that the exact optimum leaves
     */
    record LawError(
            double depotMean,
            double siteMean,
            double left,
            int units,
            double exact,
            double metricPercent,
            double variMetricPercent) {}

    static Result run(int parts, int sites, int compared) {
        SparesProblem problem = random(parts, sites, new SplittableRandom(1));
        long start = System.nanoTime();
        SparesPlan plan = Optimiser.optimise(problem);
        double first = (System.nanoTime() - start) / 1e6;
        double[] wall = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            start = System.nanoTime();
            Optimiser.optimise(problem);
            wall[i] = (System.nanoTime() - start) / 1e6;
        }
        double processor = processorMillis();
        Optimiser.optimise(problem);
        processor = processorMillis() - processor;
        long budget = plan.curve().get(plan.curve().size() / 2).cost();
        start = System.nanoTime();
        SparesPlan bought = Optimiser.optimise(problem.withTarget(new Target.Budget(budget)));
        double budgetMillis = (System.nanoTime() - start) / 1e6;
        Arrays.sort(wall);
        return new Result(
                Machine.here(),
                parts,
                sites,
                plan.curve().size(),
                first,
                wall[ROUNDS / 2],
                processor,
                budgetMillis,
                bought.proven(),
                bought.gap() / bought.backorders(),
                compared,
                equal(compared),
                errors());
    }

    private static double processorMillis() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime() / 1e6
                : Double.NaN;
    }

    static SparesProblem random(int parts, int sites, SplittableRandom random) {
        List<SparePart> list = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            List<SiteDemand> where = new ArrayList<>();
            for (int j = 0; j < sites; j++) {
                where.add(new SiteDemand(
                        "site-" + j,
                        1_000,
                        Math.exp(random.nextDouble() * 4 - 5),
                        random.nextInt(3) * 0.2,
                        1 + random.nextDouble() * 3,
                        1 + random.nextDouble() * 3,
                        StockLimits.FREE));
            }
            list.add(part("part-" + i, 1_000 + random.nextInt(500_000), 5 + random.nextDouble() * 30, where));
        }
        return problem(list);
    }

    private static SparePart part(String name, long cents, double depotDays, List<SiteDemand> where) {
        DepotSupply depot = new DepotSupply("depot", depotDays, StockLimits.FREE);
        return new SparePart(name, cents, 1, 1, SparePart.Exits.NONE, Optional.of(depot), where, "synthetic", false);
    }

    private static SparesProblem problem(List<SparePart> parts) {
        return new SparesProblem("bench", parts, Method.EXACT, Optional.empty(), SparesProblem.Objective.BACKORDERS);
    }

    /** How many of so many random small problems come out as by looking at every stock. */
    private static int equal(int count) {
        int equal = 0;
        for (int seed = 0; seed < count; seed++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            SparesProblem small = BruteForce.small(random);
            long budget = random.nextInt(22);
            double best = BruteForce.withinBudget(small, budget).backorders();
            SparesPlan plan = Optimiser.optimise(small.withTarget(new Target.Budget(budget)));
            equal += Math.abs(plan.backorders() - best) <= 1e-8 && plan.cost() <= budget ? 1 : 0;
        }
        return equal;
    }

    /** Five equal sites; the exact optimum that leaves a tenth and a hundredth of the backorders, told by all three laws. */
    private static List<LawError> errors() {
        List<LawError> out = new ArrayList<>();
        for (double depotMean : new double[] {1, 5, 20, 80}) {
            for (double siteMean : new double[] {0.1, 0.5, 2}) {
                List<SiteDemand> where = new ArrayList<>();
                for (int j = 0; j < SITES; j++) {
                    where.add(new SiteDemand("site-" + j, 0, 0.1, 0, 0, siteMean / 0.1, StockLimits.FREE));
                }
                SparesProblem problem = problem(List.of(part("part", 1, depotMean / (0.1 * SITES), where)));
                double start = Optimiser.optimise(problem).backorders();
                for (double left : new double[] {0.1, 0.01}) {
                    out.add(error(problem, depotMean, siteMean, left, start));
                }
            }
        }
        return out;
    }

    private static LawError error(SparesProblem problem, double depotMean, double siteMean, double left, double start) {
        SparesPlan exact = Optimiser.optimise(problem.withTarget(new Target.Backorders(left * start)));
        Map<Place, Integer> stock = new HashMap<>();
        exact.levels().forEach(l -> stock.put(new Place(l.part(), l.site()), l.stock()));
        double metric = Evaluation.of(problem.withMethod(Method.METRIC), stock).backorders();
        double vari =
                Evaluation.of(problem.withMethod(Method.VARI_METRIC), stock).backorders();
        return new LawError(
                depotMean,
                siteMean,
                left,
                (int) exact.cost(),
                exact.backorders(),
                100 * (metric / exact.backorders() - 1),
                100 * (vari / exact.backorders() - 1));
    }
}
