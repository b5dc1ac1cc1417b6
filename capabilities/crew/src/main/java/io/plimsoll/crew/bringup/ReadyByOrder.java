/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import io.plimsoll.crew.bringup.BringUp.WorkPackage;
import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.search.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Packages are begun in the order of one schedule, each as early as links, resources and its own earliest moment allow. */
final class ReadyByOrder implements BringUpReady {

    private final BringUp bringUp;
    private final Project project;
    private final Execution order;
    private final List<String> units;

    ReadyByOrder(BringUp bringUp, Project project, ProjectSchedule schedule) {
        this.bringUp = bringUp;
        this.project = project;
        List<Integer> planned = new ArrayList<>(schedule.starts());
        planned.add(0);
        this.order = new Execution(planned);
        TreeSet<String> names = new TreeSet<>();
        bringUp.packages().forEach(p -> p.su().ifPresent(names::add));
        this.units = List.copyOf(names);
    }

    @Override
    public List<String> units() {
        return units;
    }

    @Override
    public List<String> packages() {
        return bringUp.packages().stream().map(WorkPackage::id).toList();
    }

    @Override
    public List<Instant> of(Map<String, Instant> notBefore) {
        List<Link> gates = new ArrayList<>();
        for (int i = 0; i < project.size(); i++) {
            Instant from = notBefore.get(bringUp.packages().get(i).id());
            if (from != null && from.isAfter(bringUp.start())) {
                gates.add(new Link(i, periods(from)));
            }
        }
        List<Activity> activities = new ArrayList<>(project.activities());
        List<Integer> nothing = project.resources().stream().map(r -> 0).toList();
        activities.add(new Activity("start", 0, nothing, gates));
        List<Integer> starts = order.of(new Project(project.name(), activities, project.resources()))
                .starts();
        int[] ready = new int[units.size()];
        for (int i = 0; i < project.size(); i++) {
            int end = starts.get(i) + project.activities().get(i).duration();
            bringUp.packages().get(i).su().ifPresent(su -> {
                int at = units.indexOf(su);
                ready[at] = Math.max(ready[at], end);
            });
        }
        List<Instant> out = new ArrayList<>();
        for (int end : ready) {
            out.add(bringUp.start().plus(Duration.ofMinutes((long) end * bringUp.periodMinutes())));
        }
        return out;
    }

    private int periods(Instant from) {
        long minutes = Math.ceilDiv(Duration.between(bringUp.start(), from).toSeconds(), 60L);
        return Math.toIntExact(Math.ceilDiv(minutes, bringUp.periodMinutes()));
    }
}
