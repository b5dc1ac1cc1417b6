/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.LaunchFailedException;
import io.plimsoll.acceptance.campaign.run.LaunchHandle;
import io.plimsoll.acceptance.campaign.run.LaunchState;
import io.plimsoll.acceptance.campaign.run.Launcher;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.postgres.CampaignRow;
import io.plimsoll.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A campaign's hands on a scheduler: one watcher a workload, which starts it, asks after it, and stops it. */
final class LauncherHands implements Hands {

    private static final System.Logger LOG = System.getLogger("io.plimsoll.server.campaign");
    /** A scheduler is asked by so many watchers at a time. */
    private static final int ASKING_MAX = 16;

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Launcher launcher;
    private final CampaignRow campaign;
    private final SchedulerReports reports;
    private final Supplier<@Nullable CampaignActor> actor;
    private final Semaphore asking = new Semaphore(ASKING_MAX);
    private final Map<String, Boolean> watched = new ConcurrentHashMap<>();
    private final Set<String> stopping = ConcurrentHashMap.newKeySet();
    /** Open once the nodes are held, or cannot be. */
    private final CountDownLatch held = new CountDownLatch(1);

    LauncherHands(
            Launcher launcher,
            CampaignRow campaign,
            Database record,
            InstantSource clock,
            Supplier<@Nullable CampaignActor> actor) {
        this.launcher = launcher;
        this.campaign = campaign;
        this.actor = actor;
        this.reports = new SchedulerReports(record, campaign, clock);
    }

    @Override
    public void begin(List<String> nodes) {
        Thread.ofVirtual().name("hold-" + campaign.id()).start(() -> {
            try {
                hold(nodes.stream().filter(n -> !reports.failed(n)).toList());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "campaign " + campaign.name() + " holds no nodes", e);
            } finally {
                held.countDown();
            }
        });
    }

    /** One node that the scheduler does not know must not keep the others from being held. */
    private void hold(List<String> nodes) throws InterruptedException {
        try {
            launcher.hold(nodes, "campaign " + campaign.name());
        } catch (LaunchFailedException e) {
            if (nodes.size() == 1) {
                LOG.log(System.Logger.Level.WARNING, nodes.getFirst() + " could not be held: " + e.getMessage());
                return;
            }
            for (String node : nodes) {
                hold(List.of(node));
            }
        }
    }

    @Override
    public void start(TaskOrder order, TaskState state) {
        if (watched.putIfAbsent(order.key(), true) == null) {
            Thread.ofVirtual().name("watch-" + order.key()).start(() -> watch(order));
        }
    }

    @Override
    public void cancel(TaskOrder order) {
        stopping.add(order.key());
        start(order, TaskState.NEW);
    }

    private void tell(CampaignEvent event) {
        CampaignActor to = actor.get();
        if (to != null) {
            to.tell(event);
        }
    }

    private boolean over() {
        CampaignActor to = actor.get();
        return to == null || to.over();
    }

    private void watch(TaskOrder order) {
        try {
            held.await();
            LaunchHandle handle = null;
            while (!over()) {
                asking.acquire();
                boolean done;
                try {
                    if (handle == null) {
                        handle = launcher.start(order);
                    }
                    done = stopping.contains(order.key()) ? stopped(order, handle) : polled(order, handle);
                } catch (LaunchFailedException e) {
                    LOG.log(System.Logger.Level.INFO, order.key() + ": " + e.getMessage());
                    done = false;
                } finally {
                    asking.release();
                }
                if (done) {
                    return;
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, order.key() + " could not be watched", e);
            tell(new CampaignEvent.LeaseLost(order.task(), order.attempt(), false, "its watcher failed: " + e));
        } finally {
            watched.remove(order.key());
        }
    }

    private boolean polled(TaskOrder order, LaunchHandle handle) throws InterruptedException {
        return switch (launcher.poll(handle)) {
            case LaunchState.Running r -> {
                tell(
                        r.started()
                                ? new CampaignEvent.TaskStarted(order.task(), order.attempt())
                                : new CampaignEvent.LeaseKept(order.task(), order.attempt()));
                yield false;
            }
            case LaunchState.Ended e -> {
                CampaignActor to = actor.get();
                if (to != null) {
                    reports.take(to, order, e);
                }
                yield true;
            }
            case LaunchState.Lost l -> {
                // Not shown to be gone yet: it is stopped, and watched until it is.
                tell(new CampaignEvent.LeaseLost(order.task(), order.attempt(), false, l.reason()));
                stopping.add(order.key());
                yield false;
            }
        };
    }

    private boolean stopped(TaskOrder order, LaunchHandle handle) throws InterruptedException {
        launcher.cancel(handle);
        boolean there = launcher.proveGone(order.campaign()).stream()
                .anyMatch(l -> l.key().equals(order.key()));
        if (!there) {
            tell(new CampaignEvent.Gone(order.task(), order.attempt()));
        }
        return !there;
    }

    @Override
    public List<Leftover> leftovers(long id) {
        try {
            return launcher.proveGone(String.valueOf(id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new Leftover(id + "/?/1", List.of(), "nobody could ask"));
        }
    }

    @Override
    public void tick(long id, CampaignModel model, Instant now) {
        // Watchers look after their workloads themselves.
    }

    @Override
    public void drain(String node, String reason) {
        try {
            launcher.drain(node, reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LaunchFailedException e) {
            LOG.log(System.Logger.Level.WARNING, node + " could not be drained: " + e.getMessage());
        }
    }

    @Override
    public void over(long id, List<String> nodes) {
        Thread.ofVirtual().start(() -> {
            for (String node : nodes) {
                try {
                    switch (reports.after(node)) {
                        case FIT -> launcher.resume(node, "campaign " + campaign.name() + " is over");
                        case FAILED -> launcher.drain(node, "campaign " + campaign.name() + ": failed, in repair");
                        case FAILED_BEFORE ->
                            launcher.drain(node, "campaign " + campaign.name() + ": no new certificate");
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (LaunchFailedException e) {
                    LOG.log(System.Logger.Level.WARNING, node + " could not be given back: " + e.getMessage());
                }
            }
        });
    }
}
