/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.oncall.burden.Burden;
import io.plimsoll.oncall.escalate.AlertGroups;
import io.plimsoll.oncall.escalate.Escalation;
import io.plimsoll.oncall.escalate.Heartbeat;
import io.plimsoll.oncall.escalate.PageCommand;
import io.plimsoll.oncall.escalate.PageEvent;
import io.plimsoll.oncall.escalate.PageState;
import io.plimsoll.oncall.escalate.Policy;
import io.plimsoll.oncall.escalate.Throttle;
import io.plimsoll.oncall.schedule.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscalationTest {

    private static final Instant T = Instant.parse("2026-11-23T02:00:00Z");
    private static final Policy POLICY = new Policy(
            "p",
            List.of(
                    new Policy.Step(List.of(new Policy.Target.Person("anna")), Duration.ofMinutes(5)),
                    new Policy.Step(List.of(new Policy.Target.OnCall("second")), Duration.ofMinutes(5))),
            1,
            Duration.ofHours(1));

    private static List<String> who(Policy.Target t, Instant at) {
        return switch (t) {
            case Policy.Target.Person p -> List.of(p.person());
            case Policy.Target.OnCall s -> List.of("bo");
        };
    }

    private final List<String> told = new ArrayList<>();

    private PageState run(PageState state, PageEvent event) {
        Escalation.Outcome out = Escalation.step(POLICY, state, event, EscalationTest::who);
        out.commands().forEach(c -> {
            switch (c) {
                case PageCommand.Notify n -> told.add("notify " + n.people());
                case PageCommand.Shout s -> told.add("shout " + s.why());
                case PageCommand.StandDown d -> told.add("stand down " + d.people());
                case PageCommand.WakeAt w -> {}
            }
        });
        return out.state();
    }

    @Test
    void theSecondPersonIsPagedBecauseTheFirstDidNotAnswer() {
        PageState s = run(PageState.START, new PageEvent.Raised(T));
        s = run(s, new PageEvent.Timer(T.plusSeconds(299)));
        assertThat(told).containsExactly("notify [anna]");
        s = run(s, new PageEvent.Timer(T.plusSeconds(300)));
        assertThat(told).last().isEqualTo("notify [bo]");
        s = run(s, new PageEvent.Acknowledged(T.plusSeconds(310), "bo"));
        assertThat(s.status()).isEqualTo(PageState.Status.ACKNOWLEDGED);
        assertThat(told).last().isEqualTo("stand down [anna]");
        assertThat(run(s, new PageEvent.Acknowledged(T.plusSeconds(311), "anna")))
                .isEqualTo(s);
    }

    @Test
    void aPageThatNobodyAnswersIsShoutedUntilSomebodyDoes() {
        PageState s = run(PageState.START, new PageEvent.Raised(T));
        for (int minutes = 5; minutes <= 60; minutes += 5) {
            s = run(s, new PageEvent.Timer(T.plusSeconds(60L * minutes)));
        }
        assertThat(s.status()).isEqualTo(PageState.Status.UNANSWERED);
        assertThat(told.stream()
                        .filter(t -> t.equals("shout nobody has answered"))
                        .count())
                .isGreaterThanOrEqualTo(4);
        s = run(s, new PageEvent.Resolved(T.plusSeconds(4000), "alert"));
        assertThat(s.due()).isEmpty();
        assertThat(run(s, new PageEvent.Timer(T.plusSeconds(9000)))).isEqualTo(s);
    }

    @Test
    void aStepThatFindsNobodyIsPassedAtOnceAndShouted() {
        Escalation.Outcome out = Escalation.step(
                POLICY,
                PageState.START,
                new PageEvent.Raised(T),
                (t, at) -> t instanceof Policy.Target.Person ? List.of() : List.of("bo"));
        assertThat(out.commands().getFirst()).isInstanceOf(PageCommand.Shout.class);
        assertThat(out.commands()).contains(new PageCommand.Notify(List.of("bo"), 1, 0));
        Escalation.Outcome none =
                Escalation.step(POLICY, PageState.START, new PageEvent.Raised(T), (t, at) -> List.of());
        assertThat(none.state().status()).isEqualTo(PageState.Status.UNANSWERED);
        assertThat(none.state().due()).isPresent();
    }

    @Test
    void whoCannotBeReachedIsNotWaitedFor() {
        PageState s = run(PageState.START, new PageEvent.Raised(T));
        run(s, new PageEvent.Undeliverable(T.plusSeconds(2), "anna"));
        assertThat(told).last().isEqualTo("notify [bo]");
    }

    @Test
    void anAcknowledgedPageThatDoesNotEndIsPagedAgain() {
        PageState s = run(PageState.START, new PageEvent.Raised(T));
        s = run(s, new PageEvent.Acknowledged(T.plusSeconds(5), "anna"));
        s = run(s, new PageEvent.Timer(T.plusSeconds(3700)));
        assertThat(s.status()).isEqualTo(PageState.Status.PAGING);
        assertThat(told).last().isEqualTo("notify [anna]");
    }

    @Test
    void alertsOfAGroupMakeOnePageThatEndsWithTheLast() {
        AlertGroups groups = new AlertGroups(List.of());
        assertThat(groups.take(new AlertGroups.Alert("g", "a", true, "t", T)))
                .isInstanceOf(AlertGroups.Effect.Open.class);
        assertThat(groups.take(new AlertGroups.Alert("g", "b", true, "t", T)))
                .isEqualTo(new AlertGroups.Effect.Joined("g", 2));
        groups.take(new AlertGroups.Alert("g", "a", false, "t", T));
        assertThat(groups.take(new AlertGroups.Alert("g", "b", false, "t", T)))
                .isEqualTo(new AlertGroups.Effect.Close("g"));
        assertThat(groups.take(new AlertGroups.Alert("g", "b", false, "t", T)))
                .isEqualTo(new AlertGroups.Effect.Ignored("g"));
    }

    @Test
    void aThrottledTextWaitsAndIsNotLost() {
        List<Instant> sent = List.of(T);
        assertThat(Throttle.next(sent, Throttle.limits("SMS"), T.plusSeconds(10)))
                .isEqualTo(T.plusSeconds(60));
        assertThat(Throttle.next(sent, Throttle.limits("MAIL"), T.plusSeconds(10)))
                .isEqualTo(T.plusSeconds(10));
    }

    @Test
    void silenceIsAnAlarm() {
        Heartbeat beat = new Heartbeat("watchdog", Duration.ofMinutes(5), T);
        assertThat(beat.silent(T.plusSeconds(300))).isFalse();
        assertThat(beat.silent(T.plusSeconds(301))).isTrue();
        assertThat(beat.beat(T.plusSeconds(200)).silent(T.plusSeconds(301))).isFalse();
    }

    @Test
    void aNightPageCostsAnHourMoreAndTheRestBeginsAnew() {
        Instant night = Instant.parse("2026-11-04T01:30:00Z");
        Burden.RestLost lost = Burden.rest(new Burden.Call("anna", night, 45), ZoneId.of("Europe/Oslo"));
        assertThat(lost.startNotBefore()).isEqualTo(Instant.parse("2026-11-04T13:15:00Z"));
        Span week = new Span(Instant.parse("2026-11-02T08:00:00Z"), Instant.parse("2026-11-09T08:00:00Z"));
        List<Burden.Person> none = Burden.people(RosterTest.READ, List.of(), week);
        List<Burden.Person> one = Burden.people(RosterTest.READ, List.of(new Burden.Call("anna", night, 45)), week);
        assertThat(one.getFirst().burden() - none.getFirst().burden()).isEqualTo(60);
        assertThat(one.getFirst().restLost()).hasSize(1);
        assertThat(one.getFirst().minutes().values().stream()
                        .mapToDouble(m -> m)
                        .sum())
                .isEqualTo(162 * 60.0);
        assertThat(one.getFirst().overLimit()).anyMatch(o -> o.contains("25 %"));
        assertThat(Burden.group(one)).as("four people are not shown as a group").isEmpty();
    }

    @Test
    void threeIncidentsInAShiftAreTooMany() {
        Span week = new Span(Instant.parse("2026-11-02T08:00:00Z"), Instant.parse("2026-11-09T08:00:00Z"));
        List<Burden.Call> calls = List.of(
                new Burden.Call("dag", Instant.parse("2026-11-04T08:00:00Z"), 5),
                new Burden.Call("dag", Instant.parse("2026-11-04T12:00:00Z"), 5),
                new Burden.Call("dag", Instant.parse("2026-11-04T19:59:00Z"), 5));
        Burden.Person dag = Burden.people(RosterTest.READ, calls, week).getLast();
        assertThat(dag.busiestShift()).isEqualTo(3);
        assertThat(dag.overLimit()).anyMatch(o -> o.startsWith("3 incidents"));
    }
}
