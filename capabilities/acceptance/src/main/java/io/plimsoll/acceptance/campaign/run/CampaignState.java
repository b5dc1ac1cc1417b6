/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A campaign at one moment. It never changes; {@link CampaignRun#step} makes the next one. All that is not the tasks' own
 * states follows from them, so a state can be built again from what the record keeps.
 */
public final class CampaignState {

    /** @param busy the task that holds it, -1 for none */
    record Node(int busy, Instant freeAt, int unsettled) {}

    final CampaignModel model;
    final CampaignStatus status;
    /** What STOPPING ends in. */
    final CampaignStatus end;

    final Instant at;
    final boolean proving;
    final Vec<TaskState> tasks;
    final Vec<Node> nodes;
    final Vec<Ramp> ramps;
    final long[] rackWatts;
    final long[] hallWatts;
    final Bits ready;
    final Bits held;
    final int busyNodes;
    final int unsettled;

    CampaignState(Work work) {
        this.model = work.model;
        this.status = work.status;
        this.end = work.end;
        this.at = work.now;
        this.proving = work.proving;
        this.tasks = work.tasks;
        this.nodes = work.nodes;
        this.ramps = work.ramps;
        this.rackWatts = work.rackWatts;
        this.hallWatts = work.hallWatts;
        this.ready = work.ready;
        this.held = work.held;
        this.busyNodes = work.busyNodes;
        this.unsettled = work.unsettled;
    }

    /** @param before where this is a campaign that goes on with more tasks; what is not the tasks' own is taken from it */
    private CampaignState(
            CampaignModel model,
            CampaignStatus status,
            CampaignStatus end,
            Vec<TaskState> tasks,
            Optional<CampaignState> before) {
        this.model = model;
        this.status = status;
        this.end = end;
        this.tasks = tasks;
        this.proving = before.isPresent() && before.get().proving;
        this.rackWatts = new long[model.racks.size()];
        this.hallWatts = new long[model.halls.size()];
        this.ready = new Bits(tasks.size());
        this.held = new Bits(tasks.size());
        Ramp[] starts = new Ramp[model.halls.size()];
        java.util.Arrays.fill(starts, Ramp.NONE);
        int[] busy = new int[model.places.size()];
        java.util.Arrays.fill(busy, -1);
        Instant[] free = new Instant[busy.length];
        java.util.Arrays.setAll(
                free, n -> before.map(b -> b.nodes.get(n).freeAt()).orElse(Instant.EPOCH));
        int[] left = new int[busy.length];
        Instant latest = Instant.EPOCH;
        int open = 0;
        for (int t = 0; t < tasks.size(); t++) {
            TaskState task = tasks.get(t);
            latest = later(latest, task.since());
            open += task.settled() ? 0 : 1;
            held.set(t, task.holds());
            ready.set(t, task.status() == TaskStatus.WAITING && !task.holds() && model.startable(t, tasks));
            for (int n : model.nodesOf[t]) {
                left[n] += task.settled() ? 0 : 1;
                if (task.holds()) {
                    busy[n] = t;
                    rackWatts[model.rackOf[n]] += model.tasks.get(t).wattsPerNode();
                    hallWatts[model.hallOf[n]] += model.tasks.get(t).wattsPerNode();
                } else if (task.attempt() > 0) {
                    free[n] = later(free[n], task.since().plus(model.rest(t)));
                }
                if (task.attempt() > 0) {
                    int hall = model.hallOf[n];
                    starts[hall] = starts[hall].plus(
                            task.leasedAt(), model.tasks.get(t).wattsPerNode());
                }
            }
        }
        this.at = before.isPresent() ? before.get().at : latest;
        this.unsettled = open;
        this.ramps = before.isPresent() ? before.get().ramps : Vec.of(starts.length, i -> starts[i]);
        this.nodes = Vec.of(busy.length, n -> new Node(busy[n], free[n], left[n]));
        this.busyNodes = (int) java.util.Arrays.stream(busy).filter(b -> b >= 0).count();
    }

    /** A campaign of which nothing has begun. */
    public static CampaignState planned(CampaignModel model) {
        return new CampaignState(
                model,
                CampaignStatus.PLANNED,
                CampaignStatus.FINISHED,
                Vec.of(model.tasks.size(), t -> TaskState.NEW),
                Optional.empty());
    }

    /** Whether something is still to come for a node, so that its run is not finished. */
    private boolean open(String node) {
        return model.nodeNumber(node).map(n -> nodes.get(n).unsettled() > 0).orElse(false);
    }

    /** This campaign with more tasks to do; nothing is added to one that is over or about to be, or for a settled node. */
    CampaignState with(List<RunTask> more) {
        if (status != CampaignStatus.RUNNING && status != CampaignStatus.PAUSED) {
            return this;
        }
        CampaignModel larger = model.with(more.stream()
                .filter(t -> t.nodes().stream().allMatch(this::open))
                .toList());
        int known = tasks.size();
        return larger == model
                ? this
                : new CampaignState(
                        larger,
                        status,
                        end,
                        Vec.of(larger.tasks.size(), t -> t < known ? tasks.get(t) : TaskState.NEW),
                        Optional.of(this));
    }

    /**
     * A campaign as the record left it.
     *
     * @param end what STOPPING ends in
     * @param states of tasks by id; a task that is left out has not been touched
     */
    public static CampaignState restored(
            CampaignModel model, CampaignStatus status, CampaignStatus end, Map<String, TaskState> states) {
        return new CampaignState(
                model,
                status,
                end,
                Vec.of(
                        model.tasks.size(),
                        t -> states.getOrDefault(model.tasks.get(t).id(), TaskState.NEW)),
                Optional.empty());
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    public CampaignModel model() {
        return model;
    }

    public CampaignStatus status() {
        return status;
    }

    public CampaignStatus end() {
        return end;
    }

    public TaskState task(String id) {
        return tasks.get(model.index(id).orElseThrow(() -> new IllegalArgumentException("no task " + id)));
    }

    /** Whether everything that a task comes after has ended, and lets it go on where it needs that. */
    public boolean comes(String id) {
        return model.index(id).filter(t -> model.comes(t, tasks)).isPresent();
    }

    /** Every task's state, in the plan's order. */
    public List<TaskState> tasks() {
        return tasks.list();
    }

    /** The tasks that hold nodes now, by id. */
    public Map<String, TaskState> held() {
        Map<String, TaskState> found = new LinkedHashMap<>();
        for (int t = held.next(0); t >= 0; t = held.next(t + 1)) {
            found.put(model.tasks.get(t).id(), tasks.get(t));
        }
        return found;
    }

    /** Nodes for which nothing more is to come. */
    public List<String> settledNodes() {
        List<String> found = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).unsettled() == 0) {
                found.add(model.places.get(n).node());
            }
        }
        return found;
    }

    /** The task that holds a node now. */
    public Optional<String> busy(String node) {
        return model.nodeNumber(node)
                .map(n -> nodes.get(n).busy())
                .filter(t -> t >= 0)
                .map(t -> model.tasks.get(t).id());
    }

    /** What started tasks draw now, by {@code HALL/RACK}. */
    public Map<String, Long> wattsByRack() {
        return byName(model.racks, rackWatts);
    }

    public Map<String, Long> wattsByHall() {
        return byName(model.halls, hallWatts);
    }

    private static Map<String, Long> byName(List<String> names, long[] watts) {
        Map<String, Long> found = new LinkedHashMap<>();
        for (int i = 0; i < watts.length; i++) {
            found.put(names.get(i), watts[i]);
        }
        return found;
    }
}
