/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.read;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Link;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds activities that wait for each other in a circle. */
public final class Circle {

    private Circle() {}

    /** The activities of one circle in the order of its links, the first again at the end; empty if there is none. */
    public static Optional<List<Integer>> find(Project project) {
        int n = project.size();
        int[] open = new int[n];
        project.activities().forEach(a -> a.links().forEach(l -> open[l.to()]++));
        Deque<Integer> ready = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            if (open[i] == 0) {
                ready.add(i);
            }
        }
        int left = n;
        while (!ready.isEmpty()) {
            left--;
            for (Link link : project.activities().get(ready.remove()).links()) {
                if (--open[link.to()] == 0) {
                    ready.add(link.to());
                }
            }
        }
        return left == 0 ? Optional.empty() : Optional.of(walk(project, open));
    }

    /** Goes back along what is still open, which has to come round. */
    private static List<Integer> walk(Project project, int[] open) {
        int n = open.length;
        int[] before = new int[n];
        int at = -1;
        for (int i = 0; i < n; i++) {
            if (open[i] > 0) {
                for (Link link : project.activities().get(i).links()) {
                    if (open[link.to()] > 0) {
                        before[link.to()] = i;
                        at = link.to();
                    }
                }
            }
        }
        boolean[] seen = new boolean[n];
        while (!seen[at]) {
            seen[at] = true;
            at = before[at];
        }
        List<Integer> circle = new ArrayList<>(List.of(at));
        for (int i = before[at]; i != at; i = before[i]) {
            circle.addFirst(i);
        }
        circle.addFirst(at);
        return circle;
    }
}
