/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project;

import java.util.List;

/**
 * Activities that use renewable resources while they run (RCPSP, with smallest delays between starts).
 *
 * @param activities numbered by their place in this list
 * @param resources numbered by their place in this list
 */
public record Project(String name, List<Activity> activities, List<Resource> resources) {

    /** So many units are there at any time. */
    public record Resource(String name, int capacity) {}

    /**
     * @param duration in whole periods of time, whatever a period is
     * @param demands units of each resource while it runs, as many numbers as there are resources
     * @param links to later activities
     */
    public record Activity(String name, int duration, List<Integer> demands, List<Link> links) {

        public Activity {
            demands = List.copyOf(demands);
            links = List.copyOf(links);
        }
    }

    /**
     * The later activity starts at the earliest so long after the start of this one.
     *
     * @param delay in periods, 0 or more; the duration of the first for finish-to-start without a lag
     */
    public record Link(int to, int delay) {}

    public Project {
        activities = List.copyOf(activities);
        resources = List.copyOf(resources);
    }

    public int size() {
        return activities.size();
    }
}
