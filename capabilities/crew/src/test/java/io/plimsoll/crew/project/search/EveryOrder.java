/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;

/** Tries every order of a small project's activities, each placed as early as it can: one of the orders gives a shortest schedule. */
final class EveryOrder {

    private static final int HORIZON = 200;

    private final Project project;
    private final int[] start;
    private final int[][] used;
    private int best = Integer.MAX_VALUE;

    private EveryOrder(Project project) {
        this.project = project;
        start = new int[project.size()];
        used = new int[project.resources().size()][HORIZON];
    }

    static int makespan(Project project) {
        EveryOrder all = new EveryOrder(project);
        all.place(0, 0);
        return all.best;
    }

    private void place(int done, int makespan) {
        if (makespan >= best) {
            return;
        }
        if (done == (1 << project.size()) - 1) {
            best = makespan;
            return;
        }
        for (int i = 0; i < project.size(); i++) {
            if ((done & (1 << i)) == 0 && ready(i, done)) {
                int at = earliest(i);
                use(i, at, 1);
                start[i] = at;
                place(
                        done | (1 << i),
                        Math.max(makespan, at + project.activities().get(i).duration()));
                use(i, at, -1);
            }
        }
    }

    private boolean ready(int i, int done) {
        for (int k = 0; k < project.size(); k++) {
            for (Link link : project.activities().get(k).links()) {
                if (link.to() == i && (done & (1 << k)) == 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private int earliest(int i) {
        int at = 0;
        for (int k = 0; k < project.size(); k++) {
            for (Link link : project.activities().get(k).links()) {
                if (link.to() == i) {
                    at = Math.max(at, start[k] + link.delay());
                }
            }
        }
        while (!free(i, at)) {
            at++;
        }
        return at;
    }

    private boolean free(int i, int at) {
        Activity a = project.activities().get(i);
        for (int t = at; t < at + a.duration(); t++) {
            for (int r = 0; r < used.length; r++) {
                if (used[r][t] + a.demands().get(r) > project.resources().get(r).capacity()) {
                    return false;
                }
            }
        }
        return true;
    }

    private void use(int i, int at, int sign) {
        Activity a = project.activities().get(i);
        for (int t = at; t < at + a.duration(); t++) {
            for (int r = 0; r < used.length; r++) {
                used[r][t] += sign * a.demands().get(r);
            }
        }
    }
}
