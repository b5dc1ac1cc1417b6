/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.crew.route.RoutePlan;
import io.plimsoll.crew.route.RouteProblem;
import io.plimsoll.crew.route.check.RouteCheck;
import io.plimsoll.crew.route.read.TrspReader;
import io.plimsoll.crew.route.search.RouteSearch;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Routes of published instances, one thread each, beside the best known. */
final class TrspBench {

    private TrspBench() {}

    /**
     * @param gapPercent of the duration to the best known; below 0 is better
     * @param checked the independent checker found nothing wrong
     */
    record Row(
            String instance,
            double bestKnown,
            double duration,
            double gapPercent,
            long iterations,
            boolean repeatable,
            double seconds,
            boolean checked) {}

    record Result(
            Machine machine,
            double seconds,
            long seed,
            double meanGapPercent,
            int improved,
            int equal,
            int count,
            boolean allChecked,
            List<Row> rows) {}

    static Result run(Path folder, double seconds, int instances, long seed, Consumer<Row> done) throws IOException {
        List<Map.Entry<String, Double>> all =
                List.copyOf(BenchData.best(folder.resolve("best-known.csv"), "best_known_duration")
                        .entrySet());
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, Double> one : BenchData.some(all, instances)) {
            Row row = row(folder, one.getKey(), one.getValue(), seconds, seed);
            rows.add(row);
            done.accept(row);
        }
        return new Result(
                Machine.here(),
                seconds,
                seed,
                rows.stream().mapToDouble(Row::gapPercent).average().orElse(0),
                (int) rows.stream().filter(r -> r.gapPercent() < -1e-4).count(),
                (int) rows.stream()
                        .filter(r -> Math.abs(r.gapPercent()) <= 1e-4)
                        .count(),
                rows.size(),
                rows.stream().allMatch(Row::checked),
                rows);
    }

    private static Row row(Path folder, String name, double best, double seconds, long seed) throws IOException {
        RouteProblem problem;
        try (Reader in = Files.newBufferedReader(folder.resolve(name + ".txt"), StandardCharsets.ISO_8859_1)) {
            problem = TrspReader.read(in, name);
        }
        long start = System.nanoTime();
        RouteSearch search = new RouteSearch(problem, seed);
        RoutePlan plan =
                search.run(RouteSearch.iterationsIn(seconds), () -> (System.nanoTime() - start) / 1e9 / seconds);
        double spent = (System.nanoTime() - start) / 1e9;
        boolean checked = plan.feasible() && RouteCheck.faults(problem, plan).isEmpty();
        return new Row(
                name,
                best,
                plan.duration(),
                100 * (plan.duration() / best - 1),
                plan.iterations(),
                search.onTime(),
                spent,
                checked);
    }
}
