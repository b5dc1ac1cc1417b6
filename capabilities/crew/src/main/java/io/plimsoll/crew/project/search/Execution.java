/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import io.plimsoll.crew.project.Project;
import java.util.Arrays;
import java.util.List;

/**
 * Carries out a plan: activities are begun in the order of the planned starts, each as early as links and resources then allow,
 * whatever their durations turned out to be.
 */
public final class Execution {

    private final List<Integer> planned;

    /**
     * @param planned starts in the order of the project's activities
     */
    public Execution(List<Integer> planned) {
        this.planned = List.copyOf(planned);
    }

    /**
     * What came of it.
     *
     * @param slack how much later an activity could have started without a later end of the project, others moved with it; 0 for all
     *     if that cannot be told
     */
    public record Outcome(int makespan, List<Integer> starts, List<Integer> slack) {}

    /** The same activities and links, with durations as they turned out. */
    public Outcome of(Project project) {
        Network net = new Network(project);
        Generator generator = new Generator(net);
        Integer[] order = new Integer[net.size];
        for (int k = 0; k < net.size; k++) {
            order[k] = net.order[k];
        }
        Arrays.sort(
                order,
                (a, b) -> planned.get(a).equals(planned.get(b))
                        ? Integer.compare(net.rank[a], net.rank[b])
                        : Integer.compare(planned.get(a), planned.get(b)));
        int[] list = new int[net.size];
        for (int k = 0; k < net.size; k++) {
            list[k] = order[k];
        }
        int[] starts = new int[net.size];
        int makespan = generator.forward(list, starts);
        int[] late = new int[net.size];
        generator.byFinishBack(starts, makespan, list);
        int first = generator.backward(list, late, makespan);
        int[] slack = new int[net.size];
        for (int i = 0; i < net.size && first >= 0; i++) {
            slack[i] = Math.max(0, late[i] - starts[i]);
        }
        return new Outcome(
                makespan,
                Arrays.stream(starts).boxed().toList(),
                Arrays.stream(slack).boxed().toList());
    }
}
