/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.read;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.model.InputProblems;
import java.util.ArrayList;
import java.util.List;

/** A project as it stood in a file, before it is checked as a whole. */
record RawProject(List<Integer> capacities, List<Row> rows) {

    /** Successors count from 0. */
    record Row(long line, int duration, List<Integer> demands, List<Integer> successors) {}

    Project checked(String source, InputProblems problems) {
        int n = rows.size();
        for (int i = 0; i < n; i++) {
            Row row = rows.get(i);
            for (int j : row.successors()) {
                if (j < 0 || j >= n) {
                    problems.add(row.line(), Integer.toString(j + 1), "a successor from 1 to " + n);
                } else if (j == i) {
                    problems.add(row.line(), Integer.toString(j + 1), "a successor other than the activity itself");
                }
            }
            for (int r = 0; r < capacities.size(); r++) {
                int demand = row.demands().get(r);
                if (row.duration() > 0 && demand > capacities.get(r)) {
                    problems.add(
                            row.line(),
                            "activity " + (i + 1) + " asks " + demand + " of resource " + (r + 1),
                            "at most " + capacities.get(r) + ", which is all there is");
                }
            }
        }
        problems.refuseIfAny();
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            activities.add(PsplibReader.activity(i, rows.get(i)));
        }
        Project project = new Project(source, activities, PsplibReader.resources(capacities));
        Circle.find(project).ifPresent(circle -> {
            throw problems.with(
                    rows.get(circle.getFirst()).line(),
                    String.join(
                            " -> ",
                            circle.stream().map(i -> Integer.toString(i + 1)).toList()),
                    "successors that never lead back to the activity",
                    "one of these links points the wrong way");
        });
        return project;
    }
}
