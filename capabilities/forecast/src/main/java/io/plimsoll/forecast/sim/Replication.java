/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.forecast.sim;

import io.plimsoll.forecast.scenario.DurationLaw;
import io.plimsoll.forecast.scenario.Scenario;
import io.plimsoll.forecast.scenario.Scenario.Crew;
import io.plimsoll.forecast.scenario.Scenario.Failure;
import io.plimsoll.forecast.scenario.Scenario.Part;
import io.plimsoll.forecast.scenario.Scenario.Shock;
import io.plimsoll.forecast.scenario.Scenario.Tranche;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One possible course of the fleet. Failures are drawn for whole cohorts, not for nodes; a node is drawn only when one fails. A
 * failed node goes through triage, waits for its part, then for a technician, is repaired, and its bad part goes away for resupply.
 * Every draw comes from the stream of its purpose, so two policies meet the same failures.
 */
final class Replication {

    private static final byte ABSENT = 0;
    private static final byte UP = 1;
    private static final byte DOWN = 2;

    private static final int TRIAGED = 1;
    private static final int REPAIRED = 2;
    private static final int PART_BACK = 3;
    private static final int REFAULT = 4;
    private static final int SHOCK = 5;
    private static final int RESTORED = 6;
    private static final int DELIVERED = 7;
    private static final int REWORKED = 8;
    private static final int SHIFT = 9;
    private static final int TRANCHE = 10;
    private static final long EVENTS_MAX = 200_000_000L;

    private final Layout layout;
    private final Scenario scenario;
    private final Outcome out;
    private final Ledger ledger;
    private final EventHeap heap;
    private final double start;
    private final double horizon;
    private final byte[] state;
    private final byte[] classOf;
    private final int[] stock;
    private final int[] technicians;
    private final int[] busy;
    private final IntQueue[] waitingPart;
    private final IntQueue[] waitingCrew;
    private final Failure[] failure;
    private final Candidates[] candidates;
    private final Stream[] triage;
    private final Stream[] repair;
    private final Stream[] refault;
    private final Stream[] resupply;
    private final Stream[] shock;
    private final double[] shockRate;
    private final long seed;
    private final long number;
    private final double[] deliveredAt;
    private final @Nullable Tilt tilt;
    private final long[] tiltCounts;
    private final long[] tiltTimes;
    private final double[] tiltSums;
    private final int stretch;

    /**
     * @param weeks how many are kept one by one
     * @param factors multiples of the rates of failures, then of shocks
     * @param tilt for importance sampling; null for none
     */
    Replication(
            Layout layout, int weeks, byte[] classOf, long seed, long number, double[] factors, @Nullable Tilt tilt) {
        this.layout = layout;
        this.classOf = classOf;
        this.scenario = layout.scenario;
        this.out = new Outcome(layout, weeks);
        this.start = -scenario.warmUpDays();
        this.horizon = scenario.horizonDays();
        this.ledger = new Ledger(layout, out, start);
        this.heap = new EventHeap();
        this.state = new byte[layout.nodes];
        this.tilt = tilt;
        this.tiltCounts = new long[tilt == null ? 0 : tilt.stretches()];
        this.tiltTimes = new long[tiltCounts.length];
        this.tiltSums = new double[tiltCounts.length];
        int parts = scenario.parts().size();
        int crews = scenario.crews().size();
        stock = scenario.parts().stream().mapToInt(Part::stock).toArray();
        technicians = scenario.crews().stream().mapToInt(Crew::technicians).toArray();
        busy = new int[crews];
        waitingPart = queues(parts);
        waitingCrew = queues(crews);
        failure = scenario.failures().toArray(Failure[]::new);
        triage = streams(failure.length, seed, number, 1);
        repair = streams(failure.length, seed, number, 2);
        refault = streams(failure.length, seed, number, 3);
        resupply = streams(parts, seed, number, 4);
        shock = streams(scenario.shocks().size(), seed, number, 5);
        this.seed = seed;
        this.number = number;
        shockRate = new double[scenario.shocks().size()];
        for (int s = 0; s < shockRate.length; s++) {
            shockRate[s] = scenario.shocks().get(s).perDay() * factors[failure.length + s];
        }
        deliveredAt = new double[layout.cohorts.size()];
        deliver();
        stretch = stretch();
        candidates = new Candidates[layout.channels.size()];
        for (int i = 0; i < candidates.length; i++) {
            Layout.Channel channel = layout.channels.get(i);
            Layout.Cohort cohort = layout.cohorts.get(channel.cohort());
            Failure f = failure[channel.failure()];
            double born = Math.max(deliveredAt[channel.cohort()], -1e7)
                    - cohort.delivery().ageDays();
            candidates[i] = new Candidates(
                    f.perNodeDay() * factors[channel.failure()],
                    f.shape(),
                    cohort.count(),
                    deliveredAt[channel.cohort()] <= start ? Math.min(born, start) : born,
                    Math.max(start, deliveredAt[channel.cohort()]),
                    new Stream(seed, number, (7L << 32) + ((long) channel.failure() << 16) + channel.cohort()),
                    tilt,
                    stretch);
        }
        schedule();
    }

    private static IntQueue[] queues(int n) {
        IntQueue[] queues = new IntQueue[n];
        for (int i = 0; i < n; i++) {
            queues[i] = new IntQueue();
        }
        return queues;
    }

    private static Stream[] streams(int n, long seed, long number, long purpose) {
        Stream[] streams = new Stream[n];
        for (int i = 0; i < n; i++) {
            streams[i] = new Stream(seed, number, (purpose << 32) + i);
        }
        return streams;
    }

    private int stretch() {
        if (tilt == null) {
            return -1;
        }
        Stream choice = new Stream(seed, number, 8L << 32);
        return choice.nextDouble() < tilt.untouched() ? -1 : choice.nextInt(tilt.stretches());
    }

    private void at(double time, int type, int which, int node) {
        if (time <= horizon) {
            heap.add(time, ((long) type << 56) | ((long) which << 32) | node);
        }
    }

    /** A duration that begins now; exponential ones are longer within the tilted stretch. */
    private double sample(DurationLaw law, Stream stream, double time) {
        if (tilt == null || law.kind() != DurationLaw.Kind.EXPONENTIAL) {
            return law.sample(stream);
        }
        double unit = stream.nextExponential();
        if (stretch >= 0 && time >= tilt.start(stretch) && time < tilt.end(stretch)) {
            unit *= tilt.factor();
        }
        for (int m = 0; m < tiltTimes.length; m++) {
            if (time >= tilt.start(m) && time < tilt.end(m)) {
                tiltTimes[m]++;
                tiltSums[m] += unit;
            }
        }
        return law.meanDays() * unit;
    }

    private void deliver() {
        for (int k = 0; k < deliveredAt.length; k++) {
            Layout.Cohort cohort = layout.cohorts.get(k);
            Scenario.Delivery d = cohort.delivery();
            Stream slips = new Stream(seed, number, (9L << 32) + k);
            if (d.day() == Double.NEGATIVE_INFINITY) {
                deliveredAt[k] = start;
                java.util.Arrays.fill(state, cohort.first(), cohort.first() + cohort.count(), UP);
                ledger.standing(cohort.unitClass(), cohort.first(), cohort.count());
            } else {
                deliveredAt[k] = d.day() + d.slip().sample(slips);
                at(deliveredAt[k], DELIVERED, k, 0);
            }
        }
    }

    private void schedule() {
        for (int s = 0; s < shock.length; s++) {
            nextShock(s, start);
        }
        for (int c = 0; c < technicians.length; c++) {
            List<Scenario.Shift> shifts = scenario.crews().get(c).shifts();
            if (!shifts.isEmpty()) {
                technicians[c] = shifts.getLast().technicians();
                double week = Math.floor(start / 7) * 7;
                at(week + shifts.getFirst().hourOfWeek() / 24, SHIFT, c, 0);
            }
        }
        List<Scenario.Commitment> commitments = scenario.commitments();
        for (int i = 0; i < commitments.size(); i++) {
            List<Tranche> tranches = commitments.get(i).tranches();
            for (int t = 0; t < tranches.size(); t++) {
                if (tranches.get(t).day() <= 0) {
                    ledger.promise(i, tranches.get(t).quantity(), start);
                } else {
                    at(tranches.get(t).day(), TRANCHE, i, t);
                }
            }
        }
        for (Scenario.Leak leak : scenario.leaks()) {
            leak(leak);
        }
    }

    /** Each leaked defect sits in a node of its own choice and shows once, some time after delivery. */
    private void leak(Scenario.Leak leak) {
        int kind = layout.failureIndex(leak.kind());
        Stream draws = new Stream(seed, number, (10L << 32) + scenario.leaks().indexOf(leak));
        int first = leak.unitClass()
                .map(c -> layout.firstNode[layout.classIndex(c)])
                .orElse(0);
        int end = leak.unitClass()
                .map(c -> layout.firstNode[layout.classIndex(c) + 1])
                .orElse(layout.nodes);
        double left = leak.nodes();
        for (double sum = draws.nextExponential(); sum < left; sum += draws.nextExponential()) {
            int node = first + draws.nextInt(end - first);
            double from = Math.max(0, deliveredAt[layout.cohortOf(node)]);
            at(from + leak.after().sample(draws), REFAULT, kind, node);
        }
    }

    private void nextShock(int s, double time) {
        if (shockRate[s] > 0) {
            at(time + shock[s].nextExponential() / shockRate[s], SHOCK, s, 0);
        }
    }

    /** Runs to the horizon. */
    Outcome run() {
        while (true) {
            int first = -1;
            double time = heap.firstTime();
            for (int i = 0; i < candidates.length; i++) {
                if (candidates[i].next < time) {
                    time = candidates[i].next;
                    first = i;
                }
            }
            if (time > horizon || (first < 0 && time == Double.POSITIVE_INFINITY)) {
                break;
            }
            if (++out.events > EVENTS_MAX) {
                throw new IllegalStateException("more than " + EVENTS_MAX + " events: the scenario does not end");
            }
            if (first >= 0) {
                candidate(first, time);
            } else {
                long code = heap.firstCode();
                heap.removeFirst();
                event((int) (code >>> 56), (int) (code >>> 32) & 0xFFFFFF, (int) code, time);
            }
        }
        close();
        return out;
    }

    private void candidate(int channel, double time) {
        Candidates c = candidates[channel];
        Layout.Channel where = layout.channels.get(channel);
        if (tilt != null) {
            for (int m = 0; m < tiltCounts.length; m++) {
                if (time >= tilt.start(m) && time < tilt.end(m)) {
                    tiltCounts[m]++;
                }
            }
        }
        int node = layout.cohorts.get(where.cohort()).first() + c.node();
        c.advance();
        if (state[node] == UP) {
            fail(where.failure(), node, time);
        }
    }

    private void event(int type, int which, int node, double time) {
        switch (type) {
            case TRIAGED -> triaged(which, node, time);
            case REPAIRED -> repaired(which, node, time);
            case PART_BACK -> partBack(which, time);
            case REFAULT -> {
                if (state[node] == UP) {
                    fail(which, node, time);
                }
            }
            case SHOCK -> shock(which, time);
            case RESTORED -> restored(which, node, time);
            case DELIVERED -> delivered(which, time);
            case REWORKED -> {
                state[node] = UP;
                ledger.up(classOf[node], node, time, false);
            }
            case SHIFT -> shift(which, node, time);
            case TRANCHE ->
                ledger.promise(
                        which,
                        scenario.commitments().get(which).tranches().get(node).quantity(),
                        time);
            default -> throw new IllegalStateException("event type " + type);
        }
    }

    private void fail(int kind, int node, double time) {
        out.failures++;
        state[node] = DOWN;
        ledger.down(classOf[node], node, time);
        DurationLaw law = failure[kind].triage();
        if (law.meanDays() > 0) {
            at(time + law.sample(triage[kind]), TRIAGED, kind, node);
        } else {
            triaged(kind, node, time);
        }
    }

    private void triaged(int kind, int node, double time) {
        double fixed = failure[kind].fixedByTriage();
        if (fixed > 0 && triage[kind].nextDouble() < fixed) {
            backUp(kind, node, time);
            return;
        }
        needsRepair(kind, node, time);
    }

    private void needsRepair(int kind, int node, double time) {
        int part = layout.partOf[kind];
        if (part >= 0) {
            if (stock[part] == 0) {
                count(out.waitingPartDays, part, time, 1);
                waitingPart[part].add(pack(kind, node));
                return;
            }
            stock[part]--;
        }
        toCrew(kind, node, time);
    }

    private static int pack(int kind, int node) {
        return kind << 20 | node;
    }

    /** Adds what {@code change} more contribute from now to the horizon; taking them away later subtracts the rest again. */
    private void count(double[] into, int which, double time, int change) {
        into[which] += change * (horizon - Math.max(0, time));
    }

    private void toCrew(int kind, int node, double time) {
        int crew = layout.crewOf[kind];
        if (crew >= 0) {
            if (busy[crew] >= technicians[crew]) {
                count(out.waitingCrewDays, crew, time, 1);
                waitingCrew[crew].add(pack(kind, node));
                return;
            }
            busy[crew]++;
            count(out.busyDays, crew, time, 1);
        }
        at(time + sample(failure[kind].repair(), repair[kind], time), REPAIRED, kind, node);
    }

    private void repaired(int kind, int node, double time) {
        int crew = layout.crewOf[kind];
        if (crew >= 0) {
            busy[crew]--;
            count(out.busyDays, crew, time, -1);
            startWaiting(crew, time);
        }
        int part = layout.partOf[kind];
        if (part >= 0) {
            Part p = scenario.parts().get(part);
            boolean gone = p.condemned() > 0 && resupply[part].nextDouble() < p.condemned();
            DurationLaw law = gone ? p.supply() : p.resupply();
            at(time + sample(law, resupply[part], time), PART_BACK, part, 0);
        }
        backUp(kind, node, time);
    }

    private void startWaiting(int crew, double time) {
        while (busy[crew] < technicians[crew] && waitingCrew[crew].size() > 0) {
            int next = waitingCrew[crew].remove();
            count(out.waitingCrewDays, crew, time, -1);
            toCrew(next >>> 20, next & 0xFFFFF, time);
        }
    }

    private void backUp(int kind, int node, double time) {
        state[node] = UP;
        ledger.up(classOf[node], node, time, false);
        Failure f = failure[kind];
        if (f.refaultShare() > 0 && refault[kind].nextDouble() < f.refaultShare()) {
            at(time + f.refaultAfter().sample(refault[kind]), REFAULT, kind, node);
        }
    }

    private void partBack(int part, double time) {
        if (waitingPart[part].size() > 0) {
            int next = waitingPart[part].remove();
            count(out.waitingPartDays, part, time, -1);
            toCrew(next >>> 20, next & 0xFFFFF, time);
        } else {
            stock[part]++;
        }
    }

    private void shock(int s, double time) {
        Shock law = scenario.shocks().get(s);
        Stream draws = new Stream(shock[s].nextLong(), s, 11L << 32);
        nextShock(s, time);
        int first =
                law.unitClass().map(c -> layout.firstNode[layout.classIndex(c)]).orElse(0);
        int end = law.unitClass()
                .map(c -> layout.firstNode[layout.classIndex(c) + 1])
                .orElse(layout.nodes);
        int domains = (end - first + law.nodesHit() - 1) / law.nodesHit();
        int from = first + draws.nextInt(domains) * law.nodesHit();
        double until = time + law.outage().sample(draws);
        for (int node = from; node < Math.min(from + law.nodesHit(), end); node++) {
            if (draws.nextDouble() < law.share() && state[node] == UP) {
                state[node] = DOWN;
                ledger.down(classOf[node], node, time);
                at(until, RESTORED, s, node);
            }
        }
    }

    private void restored(int s, int node, double time) {
        Shock law = scenario.shocks().get(s);
        if (law.damage() > 0 && shock[s].nextDouble() < law.damage()) {
            out.failures++;
            needsRepair(layout.failureIndex(law.damageKind().orElseThrow()), node, time);
        } else {
            state[node] = UP;
            ledger.up(classOf[node], node, time, false);
        }
    }

    private void delivered(int k, double time) {
        Layout.Cohort cohort = layout.cohorts.get(k);
        Scenario.Delivery d = cohort.delivery();
        Stream draws = new Stream(seed, number, (12L << 32) + k);
        for (int node = cohort.first(); node < cohort.first() + cohort.count(); node++) {
            if (d.yield() < 1 && draws.nextDouble() >= d.yield()) {
                state[node] = DOWN;
                ledger.delivered(cohort.unitClass(), time);
                at(time + d.rework().sample(draws), REWORKED, k & 0xFFFFFF, node);
            } else if (state[node] == ABSENT) {
                state[node] = UP;
                ledger.up(cohort.unitClass(), node, time, true);
            }
        }
    }

    private void shift(int crew, int index, double time) {
        List<Scenario.Shift> shifts = scenario.crews().get(crew).shifts();
        technicians[crew] = shifts.get(index).technicians();
        startWaiting(crew, time);
        int next = (index + 1) % shifts.size();
        double gap = shifts.get(next).hourOfWeek() - shifts.get(index).hourOfWeek();
        at(time + (gap <= 0 ? gap + 168 : gap) / 24, SHIFT, crew, next);
    }

    private void close() {
        ledger.finish();
        if (tilt != null) {
            double[] expected = new double[tiltCounts.length];
            for (int m = 0; m < expected.length; m++) {
                for (int i = 0; i < candidates.length; i++) {
                    double from =
                            Math.max(start, deliveredAt[layout.channels.get(i).cohort()]);
                    expected[m] += candidates[i].hazard(Math.max(from, tilt.end(m)))
                            - candidates[i].hazard(Math.max(from, tilt.start(m)));
                }
            }
            out.weight = tilt.weight(tiltCounts, expected, tiltTimes, tiltSums);
        }
    }
}
