/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.engine;

import io.plimsoll.health.Signal;
import io.plimsoll.health.rules.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The engine of fleet health. {@link #step} is a pure function: the same state, signal, topology and rules give the same state
 * and the same decisions, on every machine, in whatever runner calls it. A runner gives it signals in the order of their
 * arrival, timers at least each minute, and carries out its decisions; it makes no choices of its own.
 *
 * <p>A signal is judged by the detectors; a fault joins the incident that explains it, of its own unit or of a domain that it
 * shares with others; an incident that asks for a remedy gets it within budgets and floors, up the ladder, through tests, into
 * probation. How a remedy went comes back as signals of kind {@code remedy} (DONE, FAILED), {@code test} (PASS, FAIL) and
 * {@code approval} (the incident's id, attribute {@code by}).
 */
public final class Engine {

    private static final long MINUTE = 60_000;

    private final Judge judge;
    private final Topology topology;
    private final RuleSet rules;

    public Engine(Topology topology, RuleSet rules) {
        this.topology = topology;
        this.rules = rules;
        this.judge = new Judge(rules);
    }

    /** A state and what was decided on the way to it. */
    public record Stepped(HealthState state, List<Decision> decisions) {}

    /** One signal. */
    public static Stepped step(HealthState state, Signal signal, Topology topology, RuleSet rules) {
        return new Engine(topology, rules).step(state, signal);
    }

    /** One signal. */
    public Stepped step(HealthState state, Signal signal) {
        Turn turn = new Turn(state, judge, topology, rules);
        turn.signal(signal);
        return turn.done();
    }

    /**
     * The time goes on: what waited for it is decided.
     *
     * @param now milliseconds since 1970
     */
    public Stepped step(HealthState state, long now) {
        Turn turn = new Turn(state, judge, topology, rules);
        turn.timer(now);
        return turn.done();
    }

    /**
     * Many signals, with a timer before each whose time has come; decisions go to {@code to} in order.
     */
    public HealthState run(HealthState state, Iterable<Signal> signals, Consumer<Decision> to) {
        HealthState at = state;
        for (Signal signal : signals) {
            at = clock(at, signal.time().map(t -> t.toEpochMilli()).orElse(at.now()), to);
            Stepped stepped = step(at, signal);
            stepped.decisions().forEach(to);
            at = stepped.state();
        }
        return at;
    }

    /** Timers up to {@code now}, and one at {@code now} itself if the last time heard is over a minute ago. */
    public HealthState clock(HealthState state, long now, Consumer<Decision> to) {
        HealthState at = advance(state, now, to);
        if (now - MINUTE <= at.now()) {
            return at;
        }
        Stepped stepped = step(at, now);
        stepped.decisions().forEach(to);
        return stepped.state();
    }

    /** Timers up to {@code now}, one for each span in which something is due. */
    public HealthState advance(HealthState state, long now, Consumer<Decision> to) {
        HealthState at = state;
        for (long due = Turn.nextDue(at); due <= now; due = Turn.nextDue(at)) {
            Stepped stepped = step(at, due);
            stepped.decisions().forEach(to);
            at = stepped.state();
        }
        return at;
    }

    /** All decisions on these signals, and the state after them. */
    public Stepped run(HealthState state, List<Signal> signals) {
        List<Decision> decisions = new ArrayList<>();
        HealthState end = run(state, signals, decisions::add);
        return new Stepped(end, List.copyOf(decisions));
    }
}
