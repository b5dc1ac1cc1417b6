/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.crew;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.search.ProjectSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Runs searches with different seeds on several threads; the first that proves its answer ends all. */
public final class SideBySide {

    private SideBySide() {}

    /** The shortest of the searches' schedules with the best bound of all; for the same makespan the first seed's. */
    public static ProjectSchedule schedule(Project project, long seed, int threads, BooleanSupplier stop)
            throws InterruptedException, ExecutionException {
        AtomicBoolean done = new AtomicBoolean();
        List<Future<ProjectSchedule>> running = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
            for (int k = 0; k < Math.max(1, threads); k++) {
                ProjectSearch search = new ProjectSearch(project, seed + k);
                running.add(pool.submit(() -> {
                    ProjectSchedule found = search.run(Long.MAX_VALUE, () -> done.get() || stop.getAsBoolean());
                    if (found.proven()) {
                        done.set(true);
                    }
                    return found;
                }));
            }
        }
        ProjectSchedule best = running.getFirst().get();
        int bound = 0;
        long schedules = 0;
        for (Future<ProjectSchedule> future : running) {
            ProjectSchedule one = future.get();
            bound = Math.max(bound, one.lowerBound());
            schedules += one.schedules();
            best = one.makespan() < best.makespan() ? one : best;
        }
        return new ProjectSchedule(best.makespan(), best.starts(), bound, best.makespan() <= bound, schedules);
    }
}
