/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity.ledger;

import io.plimsoll.capacity.Measurement.Exclusion;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.UnitState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Each unit's life, put together from a log as somebody knew it at an instant: entries in the order in which they follow from
 * one another. Entries of one unit at the same second may stand in the log in any order.
 */
public final class Timelines {

    private final Log log;
    private final int[] start;
    private final int[] order;

    private Timelines(Log log, int[] start, int[] order) {
        this.log = log;
        this.start = start;
        this.order = order;
    }

    /** As everything is known now. */
    public static Timelines of(Log log) {
        return of(log, Long.MAX_VALUE);
    }

    /**
     * As it was known at an instant.
     *
     * @param knownMicros epoch microseconds; entries and reversals that were recorded later do not count
     * @throws BadInputException where a unit leaves a state that it is not in, or is in two at once
     */
    public static Timelines of(Log log, long knownMicros) {
        int units = log.units().size();
        int[] start = new int[units + 1];
        for (int i = 0; i < log.size(); i++) {
            if (log.known(i, knownMicros)) {
                start[log.unit[i] + 1]++;
            }
        }
        for (int u = 0; u < units; u++) {
            start[u + 1] += start[u];
        }
        int[] order = new int[start[units]];
        int[] next = Arrays.copyOf(start, units);
        for (int i = 0; i < log.size(); i++) {
            if (log.known(i, knownMicros)) {
                order[next[log.unit[i]]++] = i;
            }
        }
        List<InputProblem> problems = new ArrayList<>();
        Timelines out = new Timelines(log, start, order);
        for (int u = 0; u < units && problems.size() < BadInputException.PROBLEMS_MAX; u++) {
            out.arrange(u, problems);
        }
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
        return out;
    }

    private void arrange(int u, List<InputProblem> problems) {
        int lo = start[u];
        int hi = start[u + 1];
        for (int i = lo + 1; i < hi; i++) {
            int entry = order[i];
            int j = i - 1;
            while (j >= lo && log.at[order[j]] > log.at[entry]) {
                order[j + 1] = order[j];
                j--;
            }
            order[j + 1] = entry;
        }
        int state = Log.OUTSIDE;
        for (int i = lo; i < hi; ) {
            int end = i + 1;
            while (end < hi && log.at[order[end]] == log.at[order[i]]) {
                end++;
            }
            int after = end - i == 1 ? step(state, order[i]) : walk(state, i, end);
            if (after == Integer.MIN_VALUE) {
                problems.add(broken(u, state, i));
                return;
            }
            state = after;
            i = end;
        }
        doubleAllocation(u, problems);
    }

    private int step(int state, int entry) {
        return log.from[entry] == state ? log.to[entry] : Integer.MIN_VALUE;
    }

    /**
     * Finds the order of one second's entries that walks from state to state: an Eulerian path by Hierholzer's algorithm. Entries
     * that say the same are taken in the same order however they stand in the log.
     */
    private int walk(int state, int lo, int end) {
        Integer[] edges = new Integer[end - lo];
        for (int i = lo; i < end; i++) {
            edges[i - lo] = order[i];
        }
        Arrays.sort(edges, this::byContent);
        int nodes = UnitState.values().length + 1;
        List<Deque<Integer>> out = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            out.add(new ArrayDeque<>());
        }
        for (Integer edge : edges) {
            out.get(log.from[edge] + 1).add(edge);
        }
        Deque<Integer> stack = new ArrayDeque<>();
        Deque<Integer> path = new ArrayDeque<>();
        int at = state;
        while (true) {
            Integer edge = out.get(at + 1).poll();
            if (edge != null) {
                stack.push(edge);
                at = log.to[edge];
            } else if (!stack.isEmpty()) {
                Integer done = stack.pop();
                path.push(done);
                at = log.from[done];
            } else {
                break;
            }
        }
        int reached = state;
        int place = lo;
        for (Integer edge : path) {
            if (log.from[edge] != reached) {
                return Integer.MIN_VALUE;
            }
            order[place++] = edge;
            reached = log.to[edge];
        }
        return place == end ? reached : Integer.MIN_VALUE;
    }

    private int byContent(int a, int b) {
        int byTo = Byte.compare(log.to[a], log.to[b]);
        int byExclusion = byTo != 0 ? byTo : Byte.compare(log.exclusion[a], log.exclusion[b]);
        int byAllocation = byExclusion != 0 ? byExclusion : Integer.compare(log.allocation[a], log.allocation[b]);
        int byNotice = byAllocation != 0 ? byAllocation : Long.compare(log.notice[a], log.notice[b]);
        return byNotice != 0 ? byNotice : Integer.compare(a, b);
    }

    private InputProblem broken(int u, int state, int i) {
        int entry = order[i];
        String is = state < 0 ? "not opened" : Log.state(state).name();
        String leaves = log.from[entry] < 0 ? "is opened again" : "leaves " + Log.state(log.from[entry]);
        return log.problem(
                entry,
                "entry " + log.id[entry] + ": " + log.units().get(u).name() + " " + leaves + " at " + instant(entry),
                "an entry that leaves its state then, which is: " + is);
    }

    private void doubleAllocation(int u, List<InputProblem> problems) {
        int allocated = Log.ENDED;
        for (int i = start[u]; i < start[u + 1]; i++) {
            int entry = order[i];
            int asked = log.allocation[entry];
            if (asked >= 0 && allocated >= 0 && asked != allocated) {
                problems.add(log.problem(
                        entry,
                        log.units().get(u).name() + " allocated to "
                                + log.commitments().get(asked) + " at " + instant(entry),
                        "a unit that is free; it still serves "
                                + log.commitments().get(allocated)
                                + ". End that first with '-' or a step to ACCEPTED"));
                return;
            }
            allocated = allocationAfter(allocated, entry);
        }
    }

    private int allocationAfter(int before, int entry) {
        int asked = log.allocation[entry];
        if (asked != Log.SAME) {
            return asked;
        }
        boolean released = log.to(entry) == UnitState.RETIRED
                || (log.from[entry] >= 0
                        && Log.state(log.from[entry]) == UnitState.SERVING
                        && log.to(entry) == UnitState.ACCEPTED);
        return released ? Log.ENDED : before;
    }

    private String instant(int entry) {
        return java.time.Instant.ofEpochSecond(log.at[entry]).toString();
    }

    public Log log() {
        return log;
    }

    /** What one unit was in, from entry to entry. */
    public interface Visitor {
        /**
         * A stay in one state.
         *
         * @param entry the index in the log of the entry that began it
         * @param until epoch seconds; far away for a stay that lasts
         * @param allocation index into {@link Log#commitments()}; negative for none
         */
        void stay(int entry, UnitState state, long from, long until, int allocation);
    }

    /** Tells a unit's stays in order; those of no length are left out. */
    public void visit(int unit, Visitor visitor) {
        int allocation = Log.ENDED;
        for (int i = start[unit]; i < start[unit + 1]; i++) {
            int entry = order[i];
            allocation = allocationAfter(allocation, entry);
            long from = log.at[entry];
            long until = i + 1 < start[unit + 1] ? log.at[order[i + 1]] : Long.MAX_VALUE / 4;
            if (until > from) {
                visitor.stay(entry, log.to(entry), from, until, allocation);
            }
        }
    }

    /** What an entry claims as the reason why the unit is not up. */
    public Optional<Exclusion.Kind> exclusionOf(int entry) {
        return log.exclusionOf(entry);
    }

    /** When the customer told of what an entry says, in epoch seconds; {@link Entry#NONE} for never. */
    public long noticeOf(int entry) {
        return log.notice[entry];
    }

    /** The state of a unit at a second; empty before it was opened. */
    public Optional<UnitState> stateAt(int unit, long second) {
        Optional<UnitState> state = Optional.empty();
        for (int i = start[unit]; i < start[unit + 1] && log.at[order[i]] <= second; i++) {
            state = Optional.of(log.to(order[i]));
        }
        return state;
    }

    /** The commitment that a unit is allocated to at a second. */
    public Optional<String> allocationAt(int unit, long second) {
        int allocation = Log.ENDED;
        for (int i = start[unit]; i < start[unit + 1] && log.at[order[i]] <= second; i++) {
            allocation = allocationAfter(allocation, order[i]);
        }
        return allocation < 0 ? Optional.empty() : Optional.of(log.commitments().get(allocation));
    }

    /** When a unit first served, as epoch second; empty for never. */
    public Optional<Long> firstServing(int unit) {
        for (int i = start[unit]; i < start[unit + 1]; i++) {
            if (log.to(order[i]) == UnitState.SERVING) {
                return Optional.of(log.at[order[i]]);
            }
        }
        return Optional.empty();
    }

    /** Whether any counted entry allocates a unit to this commitment. */
    public boolean everAllocated(String commitment) {
        int index = log.commitments().indexOf(commitment);
        return index >= 0 && Arrays.stream(order).anyMatch(i -> log.allocation[i] == index);
    }
}
