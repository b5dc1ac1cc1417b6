/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A campaign's next state while one step makes it. */
final class Work {

    final CampaignModel model;
    final Instant now;
    final List<CampaignCommand> commands = new ArrayList<>();
    CampaignStatus status;
    CampaignStatus end;
    boolean proving;
    Vec<TaskState> tasks;
    Vec<CampaignState.Node> nodes;
    Vec<Ramp> ramps;
    final long[] rackWatts;
    final long[] hallWatts;
    final Bits ready;
    final Bits held;
    final Bits changed;
    int busyNodes;
    int unsettled;

    Work(CampaignState from, Instant clock) {
        this.model = from.model;
        this.now = clock.isBefore(from.at) ? from.at : clock;
        this.status = from.status;
        this.end = from.end;
        this.proving = from.proving;
        this.tasks = from.tasks;
        this.nodes = from.nodes;
        this.ramps = from.ramps;
        this.rackWatts = from.rackWatts.clone();
        this.hallWatts = from.hallWatts.clone();
        this.ready = from.ready.copy();
        this.held = from.held.copy();
        this.changed = new Bits(from.tasks.size());
        this.busyNodes = from.busyNodes;
        this.unsettled = from.unsettled;
    }

    void move(CampaignStatus from, CampaignStatus to) {
        if (status == from) {
            status = to;
        }
    }

    void begin() {
        if (status != CampaignStatus.PLANNED) {
            return;
        }
        status = CampaignStatus.RUNNING;
        for (int t = 0; t < tasks.size(); t++) {
            String never = neverFits(t);
            if (!never.isEmpty() && tasks.get(t).status() == TaskStatus.WAITING) {
                cancel(t, never);
            }
        }
    }

    private String neverFits(int t) {
        RunTask task = model.tasks.get(t);
        RunRules rules = model.rules;
        if (rules.nodeCap() > 0 && task.nodes().size() > rules.nodeCap()) {
            return "it needs " + task.nodes().size() + " nodes at once, the campaign may use " + rules.nodeCap();
        }
        long rack = 0;
        long hall = 0;
        for (int n : model.nodesOf[t]) {
            rack = Math.max(rack, wattsIn(t, model.rackOf, model.rackOf[n]));
            hall = Math.max(hall, wattsIn(t, model.hallOf, model.hallOf[n]));
        }
        if (rules.rackWatts() > 0 && rack > rules.rackWatts()) {
            return "it draws " + rack + " W in one rack, the limit is " + rules.rackWatts() + " W";
        }
        if (rules.hallWatts() > 0 && hall > rules.hallWatts()) {
            return "it draws " + hall + " W in one hall, the limit is " + rules.hallWatts() + " W";
        }
        if (rules.rampWattsPerMinute() > 0 && hall > rules.rampWattsPerMinute()) {
            return "it adds " + hall + " W at once, the limit is " + rules.rampWattsPerMinute() + " W a minute";
        }
        return "";
    }

    /** What a task draws in one rack or hall. */
    private long wattsIn(int t, int[] placeOf, int place) {
        long watts = 0;
        for (int n : model.nodesOf[t]) {
            watts += placeOf[n] == place ? model.tasks.get(t).wattsPerNode() : 0;
        }
        return watts;
    }

    boolean another(TaskState task) {
        return task.attempt() < model.rules.attemptsMax() && status != CampaignStatus.STOPPING;
    }

    /** Sets a task's state; what it holds does not change by this. */
    void put(int t, TaskState next) {
        changed.set(t, true);
        tasks = tasks.with(t, next);
    }

    /** An attempt of which nobody knows what became. */
    void lost(int t, boolean gone, String reason) {
        TaskState task = tasks.get(t);
        if (!gone) {
            commands.add(new CampaignCommand.Cancel(model.tasks.get(t).id(), task.attempt(), reason));
        }
        TaskState next = another(task) ? task.again(!gone, !gone, reason, now) : task.lost(!gone, !gone, reason, now);
        if (gone) {
            free(t, next);
        } else {
            put(t, next);
            follow(t);
        }
    }

    void cancelAgain(int t, int attempt) {
        commands.add(new CampaignCommand.Cancel(model.tasks.get(t).id(), attempt, "this attempt was given up"));
    }

    void keepAside(int t, int attempt) {
        commands.add(new CampaignCommand.KeepAside(model.tasks.get(t).id(), attempt));
    }

    /** A workload that was stopped or lost is gone. */
    void release(int t) {
        TaskState task = tasks.get(t);
        if (task.holds()) {
            free(t, task.released());
        }
    }

    /** The task's next state, in which it holds nothing; its nodes and their power are given back. */
    void free(int t, TaskState next) {
        TaskState before = tasks.get(t);
        put(t, next);
        if (before.holds()) {
            held.set(t, false);
            for (int n : model.nodesOf[t]) {
                CampaignState.Node node = nodes.get(n);
                nodes = nodes.with(n, new CampaignState.Node(-1, now.plus(model.rest(t)), node.unsettled()));
                rackWatts[model.rackOf[n]] -= model.tasks.get(t).wattsPerNode();
                hallWatts[model.hallOf[n]] -= model.tasks.get(t).wattsPerNode();
                busyNodes--;
            }
        }
        if (next.status() == TaskStatus.WAITING) {
            ready.set(t, model.startable(t, tasks));
            return;
        }
        if (next.settled() && !before.settled()) {
            settle(t);
        }
        follow(t);
    }

    private void settle(int t) {
        ready.set(t, false);
        unsettled--;
        for (int n : model.nodesOf[t]) {
            CampaignState.Node node = nodes.get(n);
            nodes = nodes.with(n, new CampaignState.Node(node.busy(), node.freeAt(), node.unsettled() - 1));
            if (node.unsettled() == 1) {
                commands.add(new CampaignCommand.Settle(model.places.get(n).node()));
            }
        }
    }

    /** A task came to its end: those after it are ready, or will not run. */
    private void follow(int t) {
        if (!tasks.get(t).status().terminal()) {
            return;
        }
        Deque<Integer> ends = new ArrayDeque<>(List.of(t));
        while (!ends.isEmpty()) {
            int ended = ends.pop();
            boolean goesOn = tasks.get(ended).goesOn();
            for (int next : model.dependents[ended]) {
                TaskState task = tasks.get(next);
                if (task.status() != TaskStatus.WAITING || task.holds()) {
                    continue;
                }
                if (!goesOn && model.needs(next, ended)) {
                    put(next, task.cancelled(false, because(ended), now));
                    settle(next);
                    ends.push(next);
                } else if (model.startable(next, tasks)) {
                    ready.set(next, true);
                }
            }
        }
    }

    private String because(int t) {
        TaskState task = tasks.get(t);
        String test = model.tasks.get(t).test();
        return switch (task.status()) {
            case CANCELLED -> task.reason();
            case LOST -> test + " before it was lost: " + task.reason();
            case WAITING, LEASED, RUNNING, ENDED -> test + " before it did not pass";
        };
    }

    private void cancel(int t, String reason) {
        TaskState task = tasks.get(t);
        if (task.status().terminal()) {
            return;
        }
        if (task.holds()) {
            commands.add(new CampaignCommand.Cancel(model.tasks.get(t).id(), task.attempt(), reason));
            put(t, task.cancelled(true, reason, now));
            follow(t);
        } else {
            free(t, task.cancelled(false, reason, now));
        }
    }

    void notApplicable(int t, String reason) {
        TaskState task = tasks.get(t);
        if (task.status() == TaskStatus.WAITING && !task.holds()) {
            free(t, task.ended(true, reason, now));
        }
    }

    void decided(int t, CampaignEvent.Decided event) {
        if (model.tasks.get(t).decision() && tasks.get(t).status() == TaskStatus.WAITING) {
            free(t, tasks.get(t).ended(event.goesOn(), event.reason(), now));
        }
    }

    /** Tasks that were not there before: one that needs what did not go well is not run. */
    void added(List<RunTask> added) {
        for (RunTask task : added) {
            int t = model.index(task.id()).orElse(-1);
            if (t < 0 || tasks.get(t).status() != TaskStatus.WAITING) {
                continue;
            }
            changed.set(t, true);
            for (int i = 0; i < model.needed[t]; i++) {
                int need = model.after[t][i];
                if (tasks.get(need).status().terminal() && !tasks.get(need).goesOn()) {
                    cancel(t, because(need));
                    break;
                }
            }
        }
    }

    void nodeOut(int node, String reason) {
        for (int t : model.tasksOf[node]) {
            cancel(t, reason);
        }
    }

    void stop(CampaignStatus endsIn, String reason) {
        if (status.over() || status == CampaignStatus.STOPPING) {
            return;
        }
        status = CampaignStatus.STOPPING;
        end = endsIn;
        for (int t = 0; t < tasks.size(); t++) {
            cancel(t, reason);
        }
    }

    void deadline() {
        boolean over = model.rules.deadline().isPresent()
                && !now.isBefore(model.rules.deadline().get());
        if (over && status != CampaignStatus.PLANNED) {
            stop(CampaignStatus.FINISHED, "the campaign's deadline came first");
        }
    }

    /** Gives up what has taken too long. */
    void timeouts() {
        RunRules rules = model.rules;
        proving = false;
        for (int t = held.next(0); t >= 0; t = held.next(t + 1)) {
            TaskState task = tasks.get(t);
            Duration limit = model.tasks.get(t).limit().plus(rules.limitGrace());
            switch (task.status()) {
                case LEASED -> {
                    if (!now.isBefore(task.since().plus(rules.leaseTimeout()))) {
                        lost(
                                t,
                                false,
                                "nobody said within " + rules.leaseTimeout().toSeconds() + " s that it runs");
                    }
                }
                case RUNNING -> {
                    if (!now.isBefore(task.since().plus(limit))) {
                        lost(t, false, "it did not end within its limit");
                    }
                }
                // What was lost or stopped is held until somebody shows that it is gone: a guess could overload a rack.
                case WAITING, LOST, CANCELLED, ENDED -> {}
            }
        }
    }

    /** Starts what may start, in the plan's order. */
    void schedule() {
        if (status != CampaignStatus.RUNNING) {
            return;
        }
        for (int t = ready.next(0); t >= 0; t = ready.next(t + 1)) {
            if (fits(t)) {
                start(t);
            }
        }
    }

    private boolean fits(int t) {
        RunRules rules = model.rules;
        RunTask task = model.tasks.get(t);
        int[] on = model.nodesOf[t];
        for (int n : on) {
            CampaignState.Node node = nodes.get(n);
            if (node.busy() >= 0 || node.freeAt().isAfter(now)) {
                return false;
            }
        }
        if (rules.nodeCap() > 0 && task.wattsPerNode() > 0 && busyNodes + on.length > rules.nodeCap()) {
            return false;
        }
        if (rules.deadline().isPresent()
                && now.plus(task.expected()).isAfter(rules.deadline().get())) {
            return false;
        }
        return task.wattsPerNode() == 0 || powerFits(t, on);
    }

    private boolean powerFits(int t, int[] on) {
        RunRules rules = model.rules;
        for (int n : on) {
            int rack = model.rackOf[n];
            int hall = model.hallOf[n];
            if (rules.rackWatts() > 0 && rackWatts[rack] + wattsIn(t, model.rackOf, rack) > rules.rackWatts()) {
                return false;
            }
            long more = rules.hallWatts() > 0 || rules.rampWattsPerMinute() > 0 ? wattsIn(t, model.hallOf, hall) : 0;
            if (rules.hallWatts() > 0 && hallWatts[hall] + more > rules.hallWatts()) {
                return false;
            }
            if (rules.rampWattsPerMinute() > 0 && ramps.get(hall).within(now) + more > rules.rampWattsPerMinute()) {
                return false;
            }
        }
        return true;
    }

    private void start(int t) {
        TaskState next = tasks.get(t).leased(now);
        put(t, next);
        ready.set(t, false);
        held.set(t, true);
        long watts = model.tasks.get(t).wattsPerNode();
        for (int n : model.nodesOf[t]) {
            CampaignState.Node node = nodes.get(n);
            nodes = nodes.with(n, new CampaignState.Node(t, node.freeAt(), node.unsettled()));
            int hall = model.hallOf[n];
            rackWatts[model.rackOf[n]] += watts;
            hallWatts[hall] += watts;
            ramps = ramps.with(hall, ramps.get(hall).plus(now, watts));
            busyNodes++;
        }
        commands.add(new CampaignCommand.Start(model.tasks.get(t).id(), next.attempt()));
    }

    /** The end: all is settled; now it is to be shown that nothing is there any more. */
    void finish() {
        if (unsettled > 0 || status.over() || status == CampaignStatus.PLANNED) {
            return;
        }
        if (status != CampaignStatus.STOPPING) {
            status = CampaignStatus.STOPPING;
            end = CampaignStatus.FINISHED;
        }
        if (!proving) {
            proving = true;
            commands.add(new CampaignCommand.ProveGone());
        }
    }

    void proved(boolean empty) {
        if (status == CampaignStatus.STOPPING && unsettled == 0 && empty) {
            status = end;
        }
    }
}
