/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import io.plimsoll.crew.project.Project;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The critical path method: what links alone allow, without resources.
 *
 * @param length of the longest path, in periods
 * @param early earliest starts
 * @param total how late each may start without a longer longest path
 * @param free how late each may start without a later start of any other
 */
public record Floats(int length, List<Integer> early, List<Integer> total, List<Integer> free) {

    public static Floats of(Project project) {
        Network net = new Network(project);
        int length = 0;
        for (int i = 0; i < net.size; i++) {
            length = Math.max(length, net.head[i] + net.duration[i]);
        }
        int[] total = new int[net.size];
        int[] free = new int[net.size];
        for (int k = net.size - 1; k >= 0; k--) {
            int i = net.order[k];
            int late = length - net.duration[i];
            int own = late;
            for (int p = 0; p < net.next[i].length; p++) {
                int j = net.next[i][p];
                late = Math.min(late, net.head[j] + total[j] - net.nextDelay[i][p]);
                own = Math.min(own, net.head[j] - net.nextDelay[i][p]);
            }
            total[i] = late - net.head[i];
            free[i] = own - net.head[i];
        }
        return new Floats(
                length,
                Arrays.stream(net.head).boxed().toList(),
                Arrays.stream(total).boxed().toList(),
                Arrays.stream(free).boxed().toList());
    }

    /** One longest path in order: activities without float, each reached from the one before. */
    public List<Integer> criticalPath(Project project) {
        List<Integer> path = new ArrayList<>();
        int at = -1;
        for (int i = 0; i < project.size(); i++) {
            boolean first = total.get(i) == 0 && early.get(i) == 0;
            if (first
                    && (at < 0
                            || project.activities().get(i).duration()
                                    > project.activities().get(at).duration())) {
                at = i;
            }
        }
        while (at >= 0) {
            path.add(at);
            int here = at;
            at = project.activities().get(here).links().stream()
                    .filter(l -> total.get(l.to()) == 0 && early.get(l.to()) == early.get(here) + l.delay())
                    .mapToInt(Project.Link::to)
                    .findFirst()
                    .orElse(-1);
        }
        return path;
    }
}
