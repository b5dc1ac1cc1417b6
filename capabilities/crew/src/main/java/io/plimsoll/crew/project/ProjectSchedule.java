/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project;

import java.util.List;

/**
 * When each activity starts.
 *
 * @param makespan the latest finish, in periods
 * @param starts in the order of the project's activities
 * @param lowerBound no schedule is shorter than this
 * @param proven whether the makespan equals the bound, so that no shorter schedule exists
 * @param schedules how many the search has built
 */
public record ProjectSchedule(int makespan, List<Integer> starts, int lowerBound, boolean proven, long schedules) {

    public ProjectSchedule {
        starts = List.copyOf(starts);
    }
}
