/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The state machine of a campaign. One task moves by this table; {@code n} is the attempt that the event names.
 *
 * <pre>
 * from             event                      to        and
 * WAITING          its turn, node and power   LEASED    Start n+1
 * LEASED           TaskStarted                RUNNING
 * LEASED, RUNNING  TaskEnded, passed or not   ENDED     the node is free; tasks after it are ready, or cancelled
 * LEASED, RUNNING  TaskEnded, tool broke      WAITING   ENDED if no attempt is left
 * LEASED, RUNNING  LeaseLost, gone            WAITING   LOST if no attempt is left
 * LEASED, RUNNING  LeaseLost, or its time     WAITING   as above, and Cancel; the node stays taken until Gone
 * WAITING, LOST    TaskEnded of a lost n      ENDED     only if n was never told to stop, else KeepAside
 * any              TaskEnded of an older n    same      KeepAside
 * any              TaskStarted of an older n  same      Cancel
 * WAITING          Decided, for a decision    ENDED     nothing was ever started
 * WAITING          something before it failed CANCELLED
 * not yet over     Stopped, deadline, NodeOut CANCELLED Cancel what runs; the node stays taken until Gone
 * </pre>
 *
 * <p>What a task draws counts from Start until it ends or is shown to be gone; nothing is taken to be gone because time went by.
 */
public final class CampaignRun {

    /**
     * The next state, and what is to be done.
     *
     * @param moved the tasks whose state is another one now, by id
     */
    public record Step(CampaignState state, List<CampaignCommand> commands, List<String> moved) {
        public Step {
            commands = List.copyOf(commands);
            moved = List.copyOf(moved);
        }
    }

    private CampaignRun() {}

    /**
     * Takes one event in.
     *
     * @param now the caller's clock; a clock that goes back is held at the latest instant that was seen
     */
    public static Step step(CampaignState state, CampaignEvent event, Instant now) {
        Work work = new Work(event instanceof CampaignEvent.Added added ? state.with(added.tasks()) : state, now);
        switch (event) {
            case CampaignEvent.Begun ignored -> work.begin();
            case CampaignEvent.OfAttempt e -> work.model.index(e.task()).ifPresent(t -> attempt(work, t, e));
            case CampaignEvent.NotApplicable e ->
                work.model.index(e.task()).ifPresent(t -> work.notApplicable(t, e.reason()));
            case CampaignEvent.Decided e -> work.model.index(e.task()).ifPresent(t -> work.decided(t, e));
            case CampaignEvent.Added e -> work.added(e.tasks());
            case CampaignEvent.NodeOut e -> work.model.nodeNumber(e.node()).ifPresent(n -> work.nodeOut(n, e.reason()));
            case CampaignEvent.Paused ignored -> work.move(CampaignStatus.RUNNING, CampaignStatus.PAUSED);
            case CampaignEvent.Resumed ignored -> work.move(CampaignStatus.PAUSED, CampaignStatus.RUNNING);
            case CampaignEvent.Stopped e -> work.stop(CampaignStatus.STOPPED, e.reason());
            case CampaignEvent.Proved e -> work.proved(e.leftovers().isEmpty());
            case CampaignEvent.Tick ignored -> work.timeouts();
        }
        work.deadline();
        work.schedule();
        work.finish();
        List<String> moved = new ArrayList<>();
        for (int t = work.changed.next(0); t >= 0; t = work.changed.next(t + 1)) {
            moved.add(work.model.tasks.get(t).id());
        }
        return new Step(new CampaignState(work), work.commands, moved);
    }

    private static void attempt(Work work, int t, CampaignEvent.OfAttempt event) {
        TaskState task = work.tasks.get(t);
        boolean current = event.attempt() == task.attempt() && event.attempt() > 0;
        boolean live = current && (task.status() == TaskStatus.LEASED || task.status() == TaskStatus.RUNNING);
        switch (event) {
            case CampaignEvent.TaskStarted e -> {
                if (live && task.status() == TaskStatus.LEASED) {
                    work.put(t, task.running(work.now));
                } else if (!live && (!current || task.holds())) {
                    work.cancelAgain(t, e.attempt());
                }
            }
            case CampaignEvent.LeaseKept ignored -> {
                if (live && task.status() == TaskStatus.LEASED) {
                    work.put(t, task.kept(work.now));
                }
            }
            case CampaignEvent.TaskEnded e -> ended(work, t, e, current, live);
            case CampaignEvent.LeaseLost e -> {
                if (live) {
                    work.lost(t, e.gone(), e.reason());
                } else if (current && e.gone()) {
                    work.release(t);
                }
            }
            case CampaignEvent.Gone ignored -> {
                if (current && !live) {
                    work.release(t);
                }
            }
        }
    }

    private static void ended(Work work, int t, CampaignEvent.TaskEnded event, boolean current, boolean live) {
        TaskState task = work.tasks.get(t);
        if (current && task.status() == TaskStatus.ENDED) {
            return;
        }
        boolean lost = current && (task.status() == TaskStatus.WAITING || task.status() == TaskStatus.LOST);
        boolean counts = live || (lost && !task.stopped() && event.ending() != Ending.BROKE);
        if (!counts) {
            work.keepAside(t, event.attempt());
            if (current) {
                work.release(t);
            }
            return;
        }
        if (event.ending() == Ending.BROKE && work.another(task)) {
            work.free(t, task.again(false, false, event.reason(), work.now));
            return;
        }
        work.free(t, task.ended(event.ending() == Ending.GOES_ON, event.reason(), work.now));
    }
}
