/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.campaign;

import io.plimsoll.acceptance.plan.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Gives each draft its start. Goes forward in time; at each instant it starts, in the plan's order, what waits for nothing
 * and fits: nodes free and rested, node cap, rack, hall and ramp. What does not fit lets smaller ones pass (list scheduling,
 * R. L. Graham 1969: never more than twice the best length where only the order counts).
 *
 * <p>Invariant: what was started at an instant is never touched again, so a limit that holds at each instant holds always.
 */
final class Timetable {

    private record End(long at, int draft) {}

    private final CampaignRequest request;
    private final List<Draft> drafts;
    private final long[] starts;
    private final int[] waitsFor;
    private final List<List<Integer>> followers;
    private final TreeSet<Integer> open = new TreeSet<>();
    private final PriorityQueue<End> ends =
            new PriorityQueue<>((a, b) -> a.at() != b.at() ? Long.compare(a.at(), b.at()) : a.draft() - b.draft());
    private final TreeSet<Long> wakes = new TreeSet<>();

    private final int[] running;
    private final boolean[] alone;
    private final long[] restedAt;
    private final long[] lastEnd;
    private final String[] lastTest;
    private final int[] hallOf;
    private final int[] rackOf;
    private final List<HallPower> halls = new ArrayList<>();
    private final long[] rackWatts;
    private int busyNodes;
    private long peak;
    private long end;

    private Timetable(CampaignRequest request, List<Draft> drafts) {
        this.request = request;
        this.drafts = drafts;
        int n = request.nodes().size();
        starts = new long[drafts.size()];
        waitsFor = new int[drafts.size()];
        followers = new ArrayList<>(drafts.size());
        running = new int[n];
        alone = new boolean[n];
        restedAt = new long[n];
        lastEnd = new long[n];
        lastTest = new String[n];
        Arrays.fill(lastTest, "");
        hallOf = new int[n];
        rackOf = new int[n];
        rackWatts = new long[n];
        places();
        for (int i = 0; i < drafts.size(); i++) {
            followers.add(new ArrayList<>());
            waitsFor[i] = drafts.get(i).after().length;
            for (int before : drafts.get(i).after()) {
                followers.get(before).add(i);
            }
            if (waitsFor[i] == 0) {
                open.add(i);
            }
        }
    }

    static Timetable of(CampaignRequest request, List<Draft> drafts) {
        Timetable table = new Timetable(request, drafts);
        table.run();
        return table;
    }

    /** When a draft starts, in seconds from the campaign's start. */
    long start(int draft) {
        return starts[draft];
    }

    /** When the last draft ends, in seconds from the campaign's start. */
    long end() {
        return end;
    }

    /** The most that all halls draw together. */
    long peakWatts() {
        return peak;
    }

    private void places() {
        Map<String, Integer> hallNumbers = new HashMap<>();
        Map<String, Integer> rackNumbers = new HashMap<>();
        List<Long> idle = new ArrayList<>();
        for (int i = 0; i < hallOf.length; i++) {
            CampaignNode node = request.nodes().get(i);
            int hall = hallNumbers.computeIfAbsent(node.hall(), h -> hallNumbers.size());
            if (hall == idle.size()) {
                idle.add(0L);
            }
            idle.set(hall, idle.get(hall) + node.idleWatts());
            hallOf[i] = hall;
            rackOf[i] = rackNumbers.computeIfAbsent(PowerCheck.rackOf(node), r -> rackNumbers.size());
            rackWatts[rackOf[i]] += node.idleWatts();
        }
        idle.forEach(w -> halls.add(new HallPower(w)));
    }

    private void run() {
        long now = 0;
        while (true) {
            finish(now);
            startWhatFits(now);
            long total = 0;
            for (HallPower hall : halls) {
                hall.settle(now);
                total += hall.watts();
            }
            peak = Math.max(peak, total);
            wakes.headSet(now, true).clear();
            long next = Math.min(
                    ends.isEmpty() ? Long.MAX_VALUE : ends.peek().at(),
                    wakes.isEmpty() ? Long.MAX_VALUE : wakes.first());
            if (next == Long.MAX_VALUE) {
                break;
            }
            now = next;
        }
        if (!open.isEmpty()) {
            throw new AssertionError("a task that fits alone was never started: "
                    + drafts.get(open.first()).id());
        }
    }

    private void finish(long now) {
        while (!ends.isEmpty() && ends.peek().at() <= now) {
            int done = ends.remove().draft();
            Draft draft = drafts.get(done);
            change(draft, -1);
            Duration rest = draft.test().resources().coolDown();
            for (int n : draft.nodes()) {
                running[n]--;
                alone[n] = false;
                busyNodes -= running[n] == 0 ? 1 : 0;
                lastEnd[n] = now;
                lastTest[n] = draft.test().id();
                restedAt[n] = Math.max(restedAt[n], now + rest.toSeconds());
            }
            end = Math.max(end, now);
            for (int follower : followers.get(done)) {
                if (--waitsFor[follower] == 0) {
                    open.add(follower);
                }
            }
        }
    }

    private void startWhatFits(long now) {
        var waiting = open.iterator();
        while (waiting.hasNext()) {
            int i = waiting.next();
            Draft draft = drafts.get(i);
            if (nodesFree(draft, now) && powerAllows(draft, now)) {
                waiting.remove();
                start(i, draft, now);
            }
        }
    }

    private boolean nodesFree(Draft draft, long now) {
        Resources resources = draft.test().resources();
        int newlyBusy = 0;
        long earliest = now;
        for (int n : draft.nodes()) {
            if (running[n] > 0 && (resources.exclusive() || alone[n])) {
                return false;
            }
            newlyBusy += running[n] == 0 ? 1 : 0;
            Duration gap = resources.notAfter().get(lastTest[n]);
            earliest =
                    Math.max(earliest, gap == null ? restedAt[n] : Math.max(restedAt[n], lastEnd[n] + gap.toSeconds()));
        }
        if (earliest > now) {
            wakes.add(earliest);
            return false;
        }
        return busyNodes + newlyBusy <= request.nodeCap();
    }

    private boolean powerAllows(Draft draft, long now) {
        PowerLimits limits = request.limits();
        if (limits.equals(PowerLimits.NONE)) {
            return true;
        }
        change(draft, 1);
        boolean fits = true;
        for (int n : draft.nodes()) {
            HallPower hall = halls.get(hallOf[n]);
            fits = limits.rackWatts().isEmpty()
                    || rackWatts[rackOf[n]] <= limits.rackWatts().getAsLong();
            fits = fits
                    && (limits.hallWatts().isEmpty()
                            || hall.watts() <= limits.hallWatts().getAsLong());
            if (fits
                    && limits.rampWattsPerMinute().isPresent()
                    && hall.watts()
                            > hall.ceiling(now, limits.rampWattsPerMinute().getAsLong())) {
                wakes.add(hall.nextRise(now));
                fits = false;
            }
            if (!fits) {
                break;
            }
        }
        change(draft, -1);
        return fits;
    }

    private void start(int i, Draft draft, long now) {
        starts[i] = now;
        change(draft, 1);
        for (int n : draft.nodes()) {
            busyNodes += running[n] == 0 ? 1 : 0;
            running[n]++;
            alone[n] = draft.test().resources().exclusive();
        }
        ends.add(new End(now + draft.seconds(), i));
    }

    /** Adds what the draft draws above idle to its racks and halls, or takes it away. */
    private void change(Draft draft, int sign) {
        for (int n : draft.nodes()) {
            CampaignNode node = request.nodes().get(n);
            long more = (long) draft.test().resources().wattsOn(node.nodeWatts(), node.idleWatts()) - node.idleWatts();
            halls.get(hallOf[n]).add(sign * more);
            rackWatts[rackOf[n]] += sign * more;
        }
    }
}
