/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.project.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import io.plimsoll.crew.project.Project.Resource;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.check.ScheduleCheck;
import io.plimsoll.crew.project.read.PsplibReader;
import io.plimsoll.testkit.Seeds;
import io.plimsoll.testkit.SharedData;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Schedules hold, are the same for the same seed, and are as short as by looking at every order of a small project. */
class ProjectSearchTest {

    @Test
    void smallProjectsComeOutAsByTryingEveryOrder() {
        Seeds.forAll(120, (random, seed) -> {
            Project project = random(random, 6, seed % 3 == 0);
            ProjectSchedule found = new ProjectSearch(project, seed).run(20_000, () -> false);
            int best = EveryOrder.makespan(project);
            assertThat(ScheduleCheck.faults(project, found.starts(), found.makespan()))
                    .isEmpty();
            assertThat(found.lowerBound()).isLessThanOrEqualTo(best);
            assertThat(found.makespan()).isEqualTo(best);
        });
    }

    @Test
    void theSameSeedAndCountGiveTheSameSchedule() {
        Project project = random(Seeds.random(7), 40, false);
        ProjectSchedule one = new ProjectSearch(project, 3).run(5_000, () -> false);
        assertThat(new ProjectSearch(project, 3).run(5_000, () -> false)).isEqualTo(one);
    }

    @Test
    void sixResourcesAreHeldAsFourAre() {
        Seeds.forAll(20, (random, seed) -> {
            Project project = random(random, 25, false, 6);
            ProjectSchedule found = new ProjectSearch(project, seed).run(2_000, () -> false);
            assertThat(ScheduleCheck.faults(project, found.starts(), found.makespan()))
                    .isEmpty();
        });
    }

    @Test
    void aPublishedInstanceReachesItsKnownMakespan() throws Exception {
        Path zip = SharedData.require("crew/rcpsp/j30.zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Project project = PsplibReader.read(
                    new InputStreamReader(file.getInputStream(file.getEntry("J30_1.txt")), StandardCharsets.US_ASCII),
                    "J30_1.txt");
            ProjectSchedule found = new ProjectSearch(project, 1).run(50_000, () -> false);
            assertThat(found.makespan()).isEqualTo(43);
            assertThat(ScheduleCheck.faults(project, found.starts(), 43)).isEmpty();
        }
    }

    static Project random(RandomGenerator random, int size, boolean lags) {
        return random(random, size, lags, 1 + random.nextInt(3));
    }

    static Project random(RandomGenerator random, int size, boolean lags, int kinds) {
        List<Resource> resources = new ArrayList<>();
        for (int r = 0; r < kinds; r++) {
            resources.add(new Resource("R" + r, 3 + random.nextInt(4)));
        }
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int duration = random.nextInt(6);
            List<Integer> demands = new ArrayList<>();
            for (Resource r : resources) {
                demands.add(random.nextInt(r.capacity() + 1));
            }
            List<Link> links = new ArrayList<>();
            for (int j = i + 1; j < size; j++) {
                if (random.nextInt(4) == 0) {
                    links.add(new Link(j, lags ? random.nextInt(8) : duration));
                }
            }
            activities.add(new Activity("A" + i, duration, demands, links));
        }
        return new Project("random", activities, resources);
    }
}
