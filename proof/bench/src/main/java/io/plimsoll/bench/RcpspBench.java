/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.bench;

import io.plimsoll.cli.crew.SideBySide;
import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.check.ScheduleCheck;
import io.plimsoll.crew.project.read.PsplibReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Schedules of PSPLIB's instances beside the best known makespans. */
final class RcpspBench {

    private RcpspBench() {}

    record Row(
            String instance,
            int bestKnown,
            int makespan,
            int lowerBound,
            boolean proven,
            long schedules,
            double seconds,
            boolean checked) {

        double deviationPercent() {
            return 100.0 * (makespan - bestKnown) / bestKnown;
        }
    }

    /**
     * @param meanDeviationPercent from the best known makespans
     */
    record SetResult(
            String set,
            int count,
            double meanDeviationPercent,
            int equal,
            int improved,
            int proven,
            double meanSeconds,
            boolean allChecked,
            List<Row> rows) {}

    record Result(Machine machine, double seconds, int threads, long seed, List<SetResult> sets) {

        boolean allChecked() {
            return sets.stream().allMatch(SetResult::allChecked);
        }
    }

    static Result run(
            Path folder, List<String> sets, double seconds, int instances, int threads, long seed, Consumer<Row> done)
            throws IOException, InterruptedException, ExecutionException {
        Map<String, Double> best = BenchData.best(folder.resolve("best-known.csv"), "bks");
        List<SetResult> out = new ArrayList<>();
        for (String set : sets) {
            List<Row> rows = new ArrayList<>();
            try (ZipFile zip = new ZipFile(folder.resolve(set + ".zip").toFile())) {
                List<String> names = zip.stream()
                        .map(ZipEntry::getName)
                        .filter(n -> best.containsKey(n.replaceFirst("[.]txt$", "")))
                        .sorted()
                        .toList();
                for (String name : BenchData.some(names, instances)) {
                    int known = best.getOrDefault(name.replaceFirst("[.]txt$", ""), 0.0)
                            .intValue();
                    try (Reader in = new InputStreamReader(
                            zip.getInputStream(zip.getEntry(name)), StandardCharsets.ISO_8859_1)) {
                        Row row = row(PsplibReader.read(in, name), known, seconds, threads, seed);
                        rows.add(row);
                        done.accept(row);
                    }
                }
            }
            out.add(sum(set, rows));
        }
        return new Result(Machine.here(), seconds, threads, seed, out);
    }

    private static SetResult sum(String set, List<Row> rows) {
        return new SetResult(
                set,
                rows.size(),
                rows.stream().mapToDouble(Row::deviationPercent).average().orElse(0),
                (int) rows.stream().filter(r -> r.makespan() == r.bestKnown()).count(),
                (int) rows.stream().filter(r -> r.makespan() < r.bestKnown()).count(),
                (int) rows.stream().filter(Row::proven).count(),
                rows.stream().mapToDouble(Row::seconds).average().orElse(0),
                rows.stream().allMatch(Row::checked),
                rows);
    }

    private static Row row(Project project, int best, double seconds, int threads, long seed)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        ProjectSchedule found =
                SideBySide.schedule(project, seed, threads, () -> (System.nanoTime() - start) / 1e9 >= seconds);
        return new Row(
                project.name(),
                best,
                found.makespan(),
                found.lowerBound(),
                found.proven(),
                found.schedules(),
                (System.nanoTime() - start) / 1e9,
                ScheduleCheck.faults(project, found.starts(), found.makespan()).isEmpty());
    }
}
