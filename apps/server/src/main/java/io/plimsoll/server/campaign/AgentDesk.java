/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.campaign;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.acceptance.campaign.run.CampaignEvent;
import io.plimsoll.acceptance.campaign.run.CampaignModel;
import io.plimsoll.acceptance.campaign.run.Leftover;
import io.plimsoll.acceptance.campaign.run.TaskOrder;
import io.plimsoll.acceptance.campaign.run.TaskState;
import io.plimsoll.acceptance.campaign.run.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * Where agents come for work. Each node has a seat with the orders that are its own; an agent that asks says what it works on,
 * and the difference tells what has begun, what was lost, and what is gone.
 */
public final class AgentDesk {

    /** A stopped order of an agent that never came back: its node ends it at its limit, and so long is waited beyond that. */
    private static final Duration SILENCE_GRACE = Duration.ofMinutes(2);

    private enum Stage {
        /** Nobody has taken it yet. */
        NEW,
        /** Handed out; the agent has not said that it has it. */
        SENT,
        RUNNING,
        /** To be stopped; taken away once the agent no longer names it. */
        DYING
    }

    private static final class Slot {
        private final TaskOrder order;
        private Stage stage;
        private boolean handed;
        private boolean cancelTold;
        private Instant since;

        Slot(TaskOrder order, Stage stage, boolean handed, Instant since) {
            this.order = order;
            this.stage = stage;
            this.handed = handed;
            this.since = since;
        }
    }

    /** One node's orders. */
    private static final class Seat {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition work = lock.newCondition();
        private final Map<String, Slot> slots = new LinkedHashMap<>();
        private Instant seen = Instant.EPOCH;
        private long skewMillis;
        private int asks;
    }

    /** What a node's agent was last heard of. */
    public record Seen(Instant at, long skewMillis) {}

    private final InstantSource clock;
    private final BiConsumer<Long, CampaignEvent> tell;
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param tell takes events of campaigns */
    AgentDesk(InstantSource clock, BiConsumer<Long, CampaignEvent> tell) {
        this.clock = clock;
        this.tell = tell;
    }

    private Seat seat(String site, String node) {
        return seats.computeIfAbsent(site + "/" + node, k -> new Seat());
    }

    /** When a node's agent was last here; empty if not since this server began. */
    public Optional<Seen> seen(String site, String node) {
        Seat seat = seats.get(site + "/" + node);
        if (seat == null || seat.seen.equals(Instant.EPOCH)) {
            return Optional.empty();
        }
        return Optional.of(new Seen(seat.seen, seat.skewMillis));
    }

    /** Nodes of a site whose agents were here since then. */
    List<String> here(String site, Instant since) {
        String prefix = site + "/";
        return seats.entrySet().stream()
                .filter(e -> e.getKey().startsWith(prefix) && e.getValue().seen.isAfter(since))
                .map(e -> e.getKey().substring(prefix.length()))
                .sorted()
                .toList();
    }

    void wake() {
        closed = true;
        for (Seat seat : seats.values()) {
            seat.lock.lock();
            try {
                seat.work.signalAll();
            } finally {
                seat.lock.unlock();
            }
        }
    }

    /** Gives an agent its orders; waits for some if there are none. */
    public AgentWire.Work ask(String site, String node, AgentWire.Ask ask) throws InterruptedException {
        Seat seat = seat(site, node);
        List<CampaignEvent> events = new ArrayList<>();
        List<Long> campaigns = new ArrayList<>();
        seat.lock.lockInterruptibly();
        try {
            seat.seen = clock.instant();
            seat.skewMillis = Duration.between(seat.seen, ask.clock()).toMillis();
            compare(seat, ask.running(), events, campaigns);
        } finally {
            seat.lock.unlock();
        }
        for (int i = 0; i < events.size(); i++) {
            tell.accept(campaigns.get(i), events.get(i));
        }
        return await(seat, node, ask);
    }

    private void compare(Seat seat, List<String> running, List<CampaignEvent> events, List<Long> campaigns) {
        for (Slot slot : List.copyOf(seat.slots.values())) {
            boolean has = running.contains(slot.order.key());
            String task = slot.order.task();
            int attempt = slot.order.attempt();
            CampaignEvent event = null;
            switch (slot.stage) {
                case NEW, SENT -> {
                    if (has) {
                        slot.stage = Stage.RUNNING;
                        event = new CampaignEvent.TaskStarted(task, attempt);
                    } else {
                        slot.stage = Stage.NEW;
                    }
                }
                case RUNNING -> {
                    if (!has) {
                        seat.slots.remove(slot.order.key());
                        event = new CampaignEvent.LeaseLost(task, attempt, true, "the agent no longer knows of it");
                    }
                }
                case DYING -> {
                    if (!has && slot.cancelTold) {
                        seat.slots.remove(slot.order.key());
                        event = new CampaignEvent.Gone(task, attempt);
                    }
                }
            }
            if (event != null) {
                events.add(event);
                campaigns.add(Long.parseLong(slot.order.campaign()));
            }
        }
    }

    private AgentWire.Work await(Seat seat, String node, AgentWire.Ask ask) throws InterruptedException {
        long left = TimeUnit.SECONDS.toNanos(Math.clamp(ask.waitSeconds(), 0, 30));
        seat.lock.lockInterruptibly();
        try {
            int number = ++seat.asks;
            while (true) {
                List<AgentWire.Order> orders = new ArrayList<>();
                List<String> cancel = new ArrayList<>();
                ask.running().stream().filter(k -> !seat.slots.containsKey(k)).forEach(cancel::add);
                for (Slot slot : seat.slots.values()) {
                    if (slot.stage == Stage.NEW) {
                        slot.stage = Stage.SENT;
                        slot.handed = true;
                        orders.add(order(slot.order, node));
                    } else if (slot.stage == Stage.DYING && !slot.cancelTold) {
                        slot.cancelTold = true;
                        cancel.add(slot.order.key());
                    }
                }
                // An agent that asked again, or hung up, does not take what a newer ask of it is to get.
                if (!orders.isEmpty() || !cancel.isEmpty() || left <= 0 || closed || number != seat.asks) {
                    return new AgentWire.Work(clock.instant(), seat.skewMillis, orders, cancel);
                }
                left = seat.work.awaitNanos(left);
                if (number != seat.asks) {
                    left = 0;
                    return new AgentWire.Work(clock.instant(), seat.skewMillis, List.of(), List.of());
                }
            }
        } finally {
            seat.lock.unlock();
        }
    }

    private static AgentWire.Order order(TaskOrder order, String node) {
        return new AgentWire.Order(
                order.key(),
                node,
                order.test(),
                order.tool(),
                order.nodes(),
                order.expected().toSeconds(),
                order.limit().toSeconds());
    }

    /** Whether an order stands at a node's seat, and which; it is taken away by {@link #reported}. */
    Optional<TaskOrder> standing(String site, String node, String key) {
        Seat seat = seat(site, node);
        seat.lock.lock();
        try {
            return Optional.ofNullable(seat.slots.get(key)).map(s -> s.order);
        } finally {
            seat.lock.unlock();
        }
    }

    /** An order's report is here: these nodes have no more to do with it. */
    void reported(String site, TaskOrder order, List<String> nodes) {
        for (String node : nodes) {
            Seat seat = seat(site, node);
            seat.lock.lock();
            try {
                seat.slots.remove(order.key());
            } finally {
                seat.lock.unlock();
            }
        }
    }

    /** The desk as one campaign's hands. */
    Hands hands(String site) {
        return new AgentHands(site);
    }

    private final class AgentHands implements Hands {
        private final String site;

        AgentHands(String site) {
            this.site = site;
        }

        @Override
        public void start(TaskOrder order, TaskState state) {
            boolean running = state.status() == TaskStatus.RUNNING;
            boolean dying = state.status() != TaskStatus.RUNNING && state.status() != TaskStatus.LEASED;
            for (String node : order.nodes()) {
                Seat seat = seat(site, node);
                seat.lock.lock();
                try {
                    Stage stage = running ? Stage.RUNNING : dying ? Stage.DYING : Stage.NEW;
                    seat.slots.putIfAbsent(order.key(), new Slot(order, stage, stage != Stage.NEW, clock.instant()));
                    seat.work.signalAll();
                } finally {
                    seat.lock.unlock();
                }
            }
        }

        @Override
        public void cancel(TaskOrder order) {
            boolean gone = false;
            for (String node : order.nodes()) {
                Seat seat = seat(site, node);
                seat.lock.lock();
                try {
                    Slot slot = seat.slots.get(order.key());
                    if (slot == null || !slot.handed) {
                        seat.slots.remove(order.key());
                        gone = node.equals(order.nodes().getFirst()) || gone;
                    } else {
                        slot.stage = Stage.DYING;
                        slot.since = clock.instant();
                        seat.work.signalAll();
                    }
                } finally {
                    seat.lock.unlock();
                }
            }
            if (gone) {
                tell.accept(Long.parseLong(order.campaign()), new CampaignEvent.Gone(order.task(), order.attempt()));
            }
        }

        @Override
        public List<Leftover> leftovers(long campaign) {
            List<Leftover> left = new ArrayList<>();
            seats.forEach((name, seat) -> {
                seat.lock.lock();
                try {
                    for (Slot slot : seat.slots.values()) {
                        if (name.startsWith(site + "/") && slot.order.campaign().equals(String.valueOf(campaign))) {
                            left.add(new Leftover(slot.order.key(), slot.order.nodes(), "its agent still has it"));
                        }
                    }
                } finally {
                    seat.lock.unlock();
                }
            });
            return left;
        }

        @Override
        public void tick(long campaign, CampaignModel model, Instant now) {
            List<CampaignEvent> events = new ArrayList<>();
            for (CampaignModel.Place place : model.places()) {
                Seat seat = seats.get(site + "/" + place.node());
                if (seat != null) {
                    look(seat, String.valueOf(campaign), now, events);
                }
            }
            events.forEach(e -> tell.accept(campaign, e));
        }

        private void look(Seat seat, String campaign, Instant now, List<CampaignEvent> events) {
            seat.lock.lock();
            try {
                for (Slot slot : List.copyOf(seat.slots.values())) {
                    TaskOrder order = slot.order;
                    if (!order.campaign().equals(campaign)) {
                        continue;
                    }
                    Instant heard = seat.seen.isAfter(slot.since) ? seat.seen : slot.since;
                    if (slot.stage == Stage.DYING
                            && now.isAfter(heard.plus(order.limit()).plus(SILENCE_GRACE))) {
                        seat.slots.remove(order.key());
                        events.add(new CampaignEvent.Gone(order.task(), order.attempt()));
                    } else if (slot.stage == Stage.NEW && order.test().equals(AgentWire.FINGERPRINT)) {
                        // Nobody has to be there when a campaign begins; its first question waits for the agent.
                        events.add(new CampaignEvent.LeaseKept(order.task(), order.attempt()));
                    }
                }
            } finally {
                seat.lock.unlock();
            }
        }

        @Override
        public void drain(String node, String reason) {
            // The record says that the node failed; no scheduler has to be told.
        }

        @Override
        public void over(long campaign, List<String> nodes) {
            for (String node : nodes) {
                Seat seat = seat(site, node);
                seat.lock.lock();
                try {
                    seat.slots.values().removeIf(s -> s.order.campaign().equals(String.valueOf(campaign)));
                } finally {
                    seat.lock.unlock();
                }
            }
        }
    }
}
