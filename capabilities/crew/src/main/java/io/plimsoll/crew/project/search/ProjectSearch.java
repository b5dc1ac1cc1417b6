/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.ProjectSchedule;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** Looks for the shortest schedule of a project. The same project, seed and number of schedules give the same schedule. */
public final class ProjectSearch {

    private static final int SIZE_LARGE = 500;

    private final Network net;
    private final GeneticSearch search;
    private final int bound;

    public ProjectSearch(Project project, long seed) {
        this(project, seed, population(project.size()), 200);
    }

    /** Larger ones find better schedules of hard projects, where the time is enough to go through several. */
    private static int population(int size) {
        return size > SIZE_LARGE ? 30 : Math.clamp(2L * size, 60, 200);
    }

    ProjectSearch(Project project, long seed, int population, int patience) {
        net = new Network(project);
        bound = Bounds.of(net);
        search = new GeneticSearch(net, seed, population, patience);
    }

    /**
     * @param schedulesMax how many schedules are built at most
     * @param stop asked every few schedules
     */
    public ProjectSchedule run(long schedulesMax, BooleanSupplier stop) {
        search.run(bound, schedulesMax, stop);
        return new ProjectSchedule(
                search.bestSpan(),
                Arrays.stream(search.best()).boxed().toList(),
                bound,
                search.bestSpan() <= bound,
                search.built());
    }
}
