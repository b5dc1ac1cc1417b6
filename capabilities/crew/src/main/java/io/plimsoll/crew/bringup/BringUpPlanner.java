/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.crew.bringup;

import io.plimsoll.crew.bringup.BringUp.After;
import io.plimsoll.crew.bringup.BringUp.WorkPackage;
import io.plimsoll.crew.project.Project;
import io.plimsoll.crew.project.Project.Activity;
import io.plimsoll.crew.project.Project.Link;
import io.plimsoll.crew.project.Project.Resource;
import io.plimsoll.crew.project.ProjectSchedule;
import io.plimsoll.crew.project.check.ScheduleCheck;
import io.plimsoll.crew.project.read.Circle;
import io.plimsoll.crew.project.search.Execution;
import io.plimsoll.crew.project.search.Floats;
import io.plimsoll.crew.project.search.ProjectSearch;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Schedules a bring-up by its median durations, then carries the schedule out many times with drawn ones. */
public final class BringUpPlanner {

    private final BringUp bringUp;
    private final Map<String, Integer> index = new HashMap<>();
    private final Project medians;

    /**
     * @throws BadInputException if packages wait for each other in a circle
     */
    public BringUpPlanner(BringUp bringUp) {
        this.bringUp = bringUp;
        for (int i = 0; i < bringUp.packages().size(); i++) {
            index.put(bringUp.packages().get(i).id(), i);
        }
        double[] z = new double[bringUp.packages().size()];
        medians = project(z);
        Circle.find(medians).ifPresent(circle -> {
            String names = String.join(" -> ", circle.stream().map(this::id).toList());
            throw new BadInputException(new InputProblem(
                    bringUp.name(), 0, names, "work packages that do not wait for each other in a circle"));
        });
    }

    private String id(int i) {
        return bringUp.packages().get(i).id();
    }

    /** The project with each duration at so many standard deviations from its median. */
    private Project project(double[] z) {
        int n = bringUp.packages().size();
        int[] duration = new int[n];
        for (int i = 0; i < n; i++) {
            duration[i] = periods(bringUp.packages().get(i).length().at(z[i]));
        }
        List<List<Link>> links = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            links.add(new ArrayList<>());
        }
        for (int j = 0; j < n; j++) {
            for (After after : bringUp.packages().get(j).after()) {
                int i = index.getOrDefault(after.id(), 0);
                int lag = after.lagMinutes() < 0 ? -periods(-after.lagMinutes()) : periods(after.lagMinutes());
                int delay = switch (after.kind()) {
                    case FS -> duration[i] + lag;
                    case SS -> lag;
                    case FF -> duration[i] + lag - duration[j];
                    case SF -> lag - duration[j];
                };
                links.get(i).add(new Link(j, Math.max(0, delay)));
            }
        }
        List<Resource> resources = new ArrayList<>();
        bringUp.resources().forEach((name, units) -> resources.add(new Resource(name, units)));
        List<Activity> activities = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            WorkPackage p = bringUp.packages().get(i);
            List<Integer> demands = resources.stream()
                    .map(r -> p.needs().getOrDefault(r.name(), 0))
                    .toList();
            activities.add(new Activity(p.id(), duration[i], demands, links.get(i)));
        }
        return new Project(bringUp.name(), activities, resources);
    }

    private int periods(double minutes) {
        return (int) Math.ceil(minutes / bringUp.periodMinutes() - 1e-9);
    }

    /**
     * @param runs of the simulation, if any duration is uncertain
     * @param schedulesMax how many schedules the search builds at most
     * @param stop ends the search early
     */
    public BringUpPlan plan(long seed, int runs, long schedulesMax, BooleanSupplier stop) {
        ProjectSchedule schedule = new ProjectSearch(medians, seed).run(schedulesMax, stop);
        Floats floats = Floats.of(medians);
        Execution execution = new Execution(schedule.starts());
        List<Integer> slack = execution.of(medians).slack();
        boolean certain = bringUp.packages().stream().allMatch(p -> p.length().known());
        Simulation simulation = certain ? new Simulation(0) : simulate(execution, seed, runs);
        List<BringUpPlan.Step> steps = new ArrayList<>();
        Map<String, Integer> ready = new TreeMap<>();
        for (int i = 0; i < medians.size(); i++) {
            WorkPackage p = bringUp.packages().get(i);
            int start = schedule.starts().get(i);
            int end = start + medians.activities().get(i).duration();
            p.su().ifPresent(su -> ready.merge(su, end, Math::max));
            steps.add(new BringUpPlan.Step(
                    p.id(),
                    p.su(),
                    at(start),
                    at(end),
                    hours(floats.total().get(i)),
                    hours(floats.free().get(i)),
                    hours(slack.get(i)),
                    slack.get(i) == 0,
                    certain
                            ? Optional.empty()
                            : Optional.of((double) simulation.critical[i] / simulation.ends.length)));
        }
        List<BringUpPlan.Unit> units = new ArrayList<>();
        ready.forEach((su, end) -> units.add(new BringUpPlan.Unit(
                su,
                at(end),
                at(certain ? end : simulation.quantile(su, 0.5)),
                at(certain ? end : simulation.quantile(su, 0.9)))));
        return new BringUpPlan(
                bringUp.name(),
                at(0),
                at(schedule.makespan()),
                at(certain ? schedule.makespan() : simulation.quantile(0.5)),
                at(certain ? schedule.makespan() : simulation.quantile(0.9)),
                hours(schedule.makespan()),
                hours(schedule.lowerBound()),
                schedule.proven(),
                floats.criticalPath(medians).stream().map(this::id).toList(),
                units,
                steps,
                simulation.ends.length,
                seed,
                ScheduleCheck.faults(medians, schedule.starts(), schedule.makespan()));
    }

    /**
     * A schedule that can be asked what if. It is searched once; each question then begins the packages in the order of that schedule.
     *
     * @param schedulesMax how many schedules the search builds at most
     */
    public BringUpReady ready(long seed, long schedulesMax) {
        return new ReadyByOrder(bringUp, medians, new ProjectSearch(medians, seed).run(schedulesMax, () -> false));
    }

    /** What came of all runs. */
    private final class Simulation {
        private final int[] ends;
        private final int[] critical = new int[medians.size()];
        private final Map<String, int[]> units = new TreeMap<>();

        private Simulation(int runs) {
            ends = new int[runs];
            bringUp.packages().forEach(p -> p.su().ifPresent(su -> units.put(su, new int[runs])));
        }

        private void add(int run, Project drawn, Execution.Outcome outcome) {
            ends[run] = outcome.makespan();
            for (int i = 0; i < critical.length; i++) {
                critical[i] += outcome.slack().get(i) == 0 ? 1 : 0;
                int end = outcome.starts().get(i) + drawn.activities().get(i).duration();
                bringUp.packages().get(i).su().ifPresent(su -> {
                    int[] mine = units.getOrDefault(su, ends);
                    mine[run] = Math.max(mine[run], end);
                });
            }
        }

        private int quantile(double share) {
            return quantile(ends, share);
        }

        private int quantile(String su, double share) {
            return quantile(units.getOrDefault(su, ends), share);
        }

        /** The date that this share of runs kept. */
        private static int quantile(int[] ends, double share) {
            int[] sorted = ends.clone();
            Arrays.sort(sorted);
            return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }

    /** Each run draws from its own seed, so that the answer is the same on any number of threads. */
    private Simulation simulate(Execution execution, long seed, int runs) {
        Simulation all = new Simulation(runs);
        record Run(Project drawn, Execution.Outcome outcome) {}
        int block = 64;
        for (int from = 0; from < runs; from += block) {
            int first = from;
            List<Run> some = IntStream.range(first, Math.min(runs, first + block))
                    .parallel()
                    .mapToObj(run -> {
                        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + run);
                        double[] z = new double[medians.size()];
                        for (int i = 0; i < z.length; i++) {
                            z[i] = random.nextGaussian();
                        }
                        Project drawn = project(z);
                        return new Run(drawn, execution.of(drawn));
                    })
                    .toList();
            for (int k = 0; k < some.size(); k++) {
                all.add(first + k, some.get(k).drawn(), some.get(k).outcome());
            }
        }
        return all;
    }

    private OffsetDateTime at(int periods) {
        return bringUp.start()
                .plusSeconds(60L * periods * bringUp.periodMinutes())
                .atZone(bringUp.zone())
                .toOffsetDateTime();
    }

    private double hours(int periods) {
        return periods * bringUp.periodMinutes() / 60.0;
    }
}
