/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall.escalate;

import io.plimsoll.oncall.escalate.PageCommand.Notify;
import io.plimsoll.oncall.escalate.PageCommand.Shout;
import io.plimsoll.oncall.escalate.PageCommand.StandDown;
import io.plimsoll.oncall.escalate.PageCommand.WakeAt;
import io.plimsoll.oncall.escalate.PageState.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The life of a page as a function: state and event in, state and commands out. A step that finds nobody is passed at once and
 * shouted; a page that nobody answers is shouted again and again until somebody does.
 */
public final class Escalation {

    /** How often an unanswered page is shouted. */
    public static final Duration SHOUT_EVERY = Duration.ofMinutes(10);

    /** Who a target is at a moment. */
    @FunctionalInterface
    public interface Who {
        List<String> at(Policy.Target target, Instant when);
    }

    /** The outcome of one event. */
    public record Outcome(PageState state, List<PageCommand> commands) {
        public Outcome {
            commands = List.copyOf(commands);
        }
    }

    private Escalation() {}

    /** One event. What comes too late or twice changes nothing. */
    public static Outcome step(Policy policy, PageState state, PageEvent event, Who who) {
        boolean over = state.status() == Status.RESOLVED;
        return switch (event) {
            case PageEvent.Raised e -> state.status() == Status.NEW ? next(policy, state, e.at(), who) : same(state);
            case PageEvent.Timer e -> timer(policy, state, e.at(), who);
            case PageEvent.Acknowledged e -> over ? same(state) : acknowledged(policy, state, e);
            case PageEvent.Escalated e -> over ? same(state) : next(policy, unanswered(state), e.at(), who);
            case PageEvent.Undeliverable e -> undeliverable(policy, state, e, who);
            case PageEvent.Resolved e -> over ? same(state) : resolved(state, e);
        };
    }

    private static Outcome same(PageState state) {
        return new Outcome(state, List.of());
    }

    private static PageState unanswered(PageState s) {
        return new PageState(Status.PAGING, s.step(), s.round(), s.due(), s.paged(), Optional.empty());
    }

    private static Outcome timer(Policy policy, PageState state, Instant at, Who who) {
        if (state.due().isEmpty() || at.isBefore(state.due().get())) {
            return same(state);
        }
        return switch (state.status()) {
            case NEW, RESOLVED -> same(state);
            case PAGING -> next(policy, state, at, who);
            case UNANSWERED -> shoutAgain(policy, state, at, who);
            case ACKNOWLEDGED -> {
                Outcome again = next(policy, again(state), at, who);
                List<PageCommand> commands = new ArrayList<>();
                commands.add(
                        new Shout("acknowledged by " + state.acknowledgedBy().orElse("") + " and not ended in time"));
                commands.addAll(again.commands());
                yield new Outcome(again.state(), commands);
            }
        };
    }

    private static PageState again(PageState s) {
        return new PageState(Status.PAGING, -1, 0, Optional.empty(), s.paged(), Optional.empty());
    }

    private static Outcome next(Policy policy, PageState state, Instant at, Who who) {
        List<PageCommand> commands = new ArrayList<>();
        int step = state.step();
        int round = state.round();
        while (true) {
            step++;
            if (step >= policy.steps().size()) {
                step = 0;
                round++;
            }
            if (round > policy.repeats()) {
                return exhausted(policy, state, at, who, commands);
            }
            Policy.Step now = policy.steps().get(step);
            TreeSet<String> people = new TreeSet<>();
            now.targets().forEach(t -> people.addAll(who.at(t, at)));
            if (people.isEmpty()) {
                commands.add(new Shout("step " + (step + 1) + " of policy " + policy.id() + " finds nobody on call"));
                continue;
            }
            Instant due = at.plus(now.patience());
            commands.add(new Notify(List.copyOf(people), step, round));
            commands.add(new WakeAt(due));
            people.addAll(state.paged());
            return new Outcome(
                    new PageState(Status.PAGING, step, round, Optional.of(due), people, Optional.empty()), commands);
        }
    }

    private static Outcome exhausted(Policy policy, PageState state, Instant at, Who who, List<PageCommand> before) {
        List<PageCommand> commands = new ArrayList<>(before);
        Outcome shout = shoutAgain(policy, state, at, who);
        commands.addAll(shout.commands());
        return new Outcome(shout.state(), commands);
    }

    private static Outcome shoutAgain(Policy policy, PageState state, Instant at, Who who) {
        TreeSet<String> all = new TreeSet<>(state.paged());
        policy.steps().forEach(s -> s.targets().forEach(t -> all.addAll(who.at(t, at))));
        Instant due = at.plus(SHOUT_EVERY);
        List<PageCommand> commands = new ArrayList<>();
        commands.add(new Shout("nobody has answered"));
        if (!all.isEmpty()) {
            commands.add(new Notify(List.copyOf(all), policy.steps().size(), state.round() + 1));
        }
        commands.add(new WakeAt(due));
        return new Outcome(
                new PageState(
                        Status.UNANSWERED,
                        policy.steps().size(),
                        state.round() + 1,
                        Optional.of(due),
                        all,
                        Optional.empty()),
                commands);
    }

    private static Outcome acknowledged(Policy policy, PageState s, PageEvent.Acknowledged e) {
        if (s.status() == Status.ACKNOWLEDGED) {
            return same(s);
        }
        boolean watched = policy.acknowledgedFor().isPositive();
        Optional<Instant> due = watched ? Optional.of(e.at().plus(policy.acknowledgedFor())) : Optional.empty();
        List<PageCommand> commands = new ArrayList<>();
        TreeSet<String> others = new TreeSet<>(s.paged());
        others.remove(e.by());
        if (!others.isEmpty()) {
            commands.add(new StandDown(List.copyOf(others), "acknowledged by " + e.by()));
        }
        due.ifPresent(d -> commands.add(new WakeAt(d)));
        return new Outcome(
                new PageState(Status.ACKNOWLEDGED, s.step(), s.round(), due, s.paged(), Optional.of(e.by())), commands);
    }

    /** Nobody waits for a person who cannot be reached, if nobody else was paged in this step. */
    private static Outcome undeliverable(Policy policy, PageState s, PageEvent.Undeliverable e, Who who) {
        if (s.status() != Status.PAGING || s.step() >= policy.steps().size()) {
            return same(s);
        }
        Set<String> now = new TreeSet<>();
        policy.steps().get(s.step()).targets().forEach(t -> now.addAll(who.at(t, e.at())));
        now.remove(e.person());
        if (!now.isEmpty()) {
            return new Outcome(s, List.of(new Shout("no way to " + e.person() + " worked")));
        }
        Outcome on = next(policy, s, e.at(), who);
        List<PageCommand> commands = new ArrayList<>();
        commands.add(new Shout("no way to " + e.person() + " worked: the next step is paged now"));
        commands.addAll(on.commands());
        return new Outcome(on.state(), commands);
    }

    private static Outcome resolved(PageState s, PageEvent.Resolved e) {
        List<PageCommand> commands = s.paged().isEmpty()
                ? List.of()
                : List.of(new StandDown(List.copyOf(new TreeSet<>(s.paged())), "resolved by " + e.by()));
        return new Outcome(
                new PageState(Status.RESOLVED, s.step(), s.round(), Optional.empty(), s.paged(), s.acknowledgedBy()),
                commands);
    }
}
