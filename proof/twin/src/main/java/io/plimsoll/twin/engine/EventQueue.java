/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.engine;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The events that are still to come, earliest first. */
public final class EventQueue {

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long planned;

    /** Plans an event; of two at one instant the one planned first comes first. */
    public void plan(long at, Event.Kind kind, int a, int b) {
        queue.add(new Event(at, planned++, kind, a, b));
    }

    /** Takes the earliest event that happens before {@code end}. */
    public Optional<Event> nextBefore(long end) {
        Event head = queue.peek();
        return head == null || head.at() >= end ? Optional.empty() : Optional.of(queue.remove());
    }

    /** When the earliest event happens; {@code Long.MAX_VALUE} if nothing is planned. */
    public long nextAt() {
        Event head = queue.peek();
        return head == null ? Long.MAX_VALUE : head.at();
    }

    /** All events in order, for a checkpoint. */
    public List<Event> events() {
        return queue.stream().sorted().toList();
    }

    /** How many events were ever planned; goes into a checkpoint so that ties break the same way afterwards. */
    public long planned() {
        return planned;
    }

    /** Puts back what a checkpoint kept. */
    public void restore(List<Event> events, long plannedBefore) {
        queue.clear();
        queue.addAll(events);
        planned = plannedBefore;
    }
}
