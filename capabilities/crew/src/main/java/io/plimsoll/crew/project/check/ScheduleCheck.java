/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.check;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Says what is wrong with a schedule: links, capacities at every event, and the makespan that it claims. Knows nothing of the search. */
public final class ScheduleCheck {

    private ScheduleCheck() {}

    /** One sentence a fault; empty if the schedule holds. */
    public static List<String> faults(Project project, List<Integer> starts, int makespan) {
        List<String> faults = new ArrayList<>();
        if (starts.size() != project.size()) {
            return List.of(starts.size() + " starts for " + project.size() + " activities");
        }
        int latest = 0;
        for (int i = 0; i < project.size(); i++) {
            Activity a = project.activities().get(i);
            int start = starts.get(i);
            latest = Math.max(latest, start + a.duration());
            if (start < 0) {
                faults.add(a.name() + " starts at " + start + ", before time 0");
            }
            for (Link link : a.links()) {
                if (starts.get(link.to()) < start + link.delay()) {
                    faults.add(project.activities().get(link.to()).name() + " starts at " + starts.get(link.to())
                            + ", less than " + link.delay() + " after " + a.name() + " at " + start);
                }
            }
        }
        if (latest != makespan) {
            faults.add("the last finish is " + latest + ", not " + makespan);
        }
        for (int r = 0; r < project.resources().size(); r++) {
            capacity(project, starts, r, faults);
        }
        return faults;
    }

    private static void capacity(Project project, List<Integer> starts, int r, List<String> faults) {
        TreeMap<Integer, Integer> change = new TreeMap<>();
        for (int i = 0; i < project.size(); i++) {
            Activity a = project.activities().get(i);
            if (a.duration() > 0 && a.demands().get(r) > 0) {
                change.merge(starts.get(i), a.demands().get(r), Integer::sum);
                change.merge(starts.get(i) + a.duration(), -a.demands().get(r), Integer::sum);
            }
        }
        int capacity = project.resources().get(r).capacity();
        int[] used = {0};
        change.forEach((time, delta) -> {
            used[0] += delta;
            if (used[0] > capacity) {
                faults.add(project.resources().get(r).name() + " has " + capacity + " units, " + used[0]
                        + " are used from time " + time);
            }
        });
    }
}
