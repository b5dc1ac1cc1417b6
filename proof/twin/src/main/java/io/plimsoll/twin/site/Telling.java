/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.fabric.Location;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Dice.For;
import io.plimsoll.twin.engine.Event.Kind;
import io.plimsoll.twin.text.DumpText;
import io.plimsoll.twin.truth.SiteShape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Tells the record what happened, and lets people plan on what it answers. Calls about different nodes go side by side;
 * answers are taken in the order of the calls.
 */
final class Telling {

    private static final long LOOK_AGAIN_AFTER = 900;

    private final SiteState state;
    private final SimulatedSite.Setting setting;
    private final SiteShape shape;
    private final Doors doors;
    private final SiteLog log;
    private final ExecutorService threads;
    private final TestBench bench;
    private final WaiverDesk waivers;

    Telling(SiteState state, SimulatedSite.Setting setting, Doors doors, SiteLog log, ExecutorService threads) {
        this.state = state;
        this.setting = setting;
        this.shape = setting.shape();
        this.doors = doors;
        this.log = log;
        this.threads = threads;
        this.bench = new TestBench(state.truth, setting);
        this.waivers = new WaiverDesk(state, setting, doors, log);
    }

    /** @param again whether a crash may have come after some of this was told already */
    void tellAll(boolean again) {
        List<Tell> outbox = state.outbox.stream()
                .sorted(Comparator.comparingInt(Telling::rank))
                .toList();
        int i = 0;
        while (i < outbox.size()) {
            int j = i + 1;
            while (j < outbox.size()
                    && outbox.get(j).getClass() == outbox.get(i).getClass()) {
                j++;
            }
            tell(outbox.subList(i, j), again);
            i = j;
        }
        state.outbox.clear();
        startTests();
    }

    /** A look shows the fabric as it is at the end of the slice, so it is told after all that changed it. */
    private static int rank(Tell tell) {
        return switch (tell) {
            case Tell.Goods ignored -> 0;
            case Tell.SignedOff ignored -> 1;
            case Tell.Repaired ignored -> 2;
            case Tell.BroughtBack ignored -> 3;
            case Tell.Looked ignored -> 4;
            case Tell.TestsBegan ignored -> 5;
            case Tell.TestsEnded ignored -> 6;
            case Tell.Waived ignored -> 7;
            case Tell.WaiverEnded ignored -> 8;
            case Tell.TakenOut ignored -> 9;
        };
    }

    private void tell(List<Tell> same, boolean again) {
        switch (same.getFirst()) {
            case Tell.Goods ignored -> same.forEach(t -> goods((Tell.Goods) t, again));
            case Tell.SignedOff ignored -> same.forEach(t -> signedOff((Tell.SignedOff) t, again));
            case Tell.Looked ignored -> looked(state.now);
            case Tell.Repaired ignored -> repaired(same);
            case Tell.TestsBegan ignored -> testsBegan(same);
            case Tell.TestsEnded ignored -> testsEnded(same);
            case Tell.Waived ignored -> same.forEach(t -> waivers.waived((Tell.Waived) t));
            case Tell.WaiverEnded ignored -> same.forEach(t -> waivers.ended((Tell.WaiverEnded) t));
            case Tell.TakenOut ignored -> same.forEach(t -> waivers.takenOut((Tell.TakenOut) t));
            case Tell.BroughtBack ignored -> same.forEach(t -> waivers.broughtBack((Tell.BroughtBack) t));
        }
    }

    private Instant instant(long at) {
        return setting.clock().instant(at);
    }

    private void goods(Tell.Goods goods, boolean again) {
        List<Doors.Refused> refused = doors.goodsIn(goods.crates(), instant(goods.at()));
        if (again) {
            return;
        }
        log.line(
                goods.at(),
                SiteLog.Kind.GOODS,
                "truck: %s, %d crates in, %d refused"
                        .formatted(goods.name(), goods.crates().size() - refused.size(), refused.size()));
        refused.forEach(r -> log.line(goods.at(), SiteLog.Kind.GOODS, "refused " + r.subject() + ": " + r.reason()));
    }

    private void signedOff(Tell.SignedOff done, boolean again) {
        List<Doors.SignOff> items = done.devices().stream()
                .map(d -> {
                    Location at = shape.device(d).location();
                    return new Doors.SignOff(
                            shape.device(d).name(),
                            at.rack(),
                            at.rackUnit(),
                            "crew-" + shape.device(d).scalableUnit());
                })
                .toList();
        List<Doors.Refused> refused = doors.signOff(items, instant(done.at()));
        if (again) {
            return;
        }
        log.line(
                done.at(),
                SiteLog.Kind.RACK,
                "%s racked, cabled and signed off: %s"
                        .formatted(done.name(), count(items.size() - refused.size(), "device")));
        refused.forEach(r ->
                log.line(done.at(), SiteLog.Kind.TROUBLE, "sign-off refused for " + r.subject() + ": " + r.reason()));
    }

    private void looked(long at) {
        byte[] dump = DumpText.of(state.truth, setting.serials(), instant(at));
        Doors.Looked seen = doors.observe(dump, instant(at));
        log.line(
                at,
                SiteLog.Kind.DUMP,
                "ibnetdiscover: %d of %d cables verified, %s cabled, repair orders +%d -%d, %d open"
                        .formatted(
                                seen.cablesVerified(),
                                seen.cablesPlanned(),
                                count(seen.cabled(), "device"),
                                seen.opened(),
                                seen.closed(),
                                seen.stillOpen()));
        takeOrders();
        for (String name : doors.nodesIn("CABLED")) {
            int node = shape.deviceNamed(name);
            if (state.work[node] == NodeWork.IDLE) {
                state.work[node] = NodeWork.WAITING;
            }
        }
    }

    /** Gives every open order that nobody has yet to the technician who is free first. */
    private void takeOrders() {
        Set<String> taken = new HashSet<>();
        state.orders.values().forEach(o -> taken.add(o.id()));
        long last = 0;
        Map<String, Integer> fresh = new TreeMap<>();
        for (Doors.Order order : doors.openOrders()) {
            if (!taken.add(order.id())) {
                continue;
            }
            int key = state.ordersTaken++;
            int who = 0;
            for (int i = 1; i < state.technicianFreeAt.length; i++) {
                who = state.technicianFreeAt[i] < state.technicianFreeAt[who] ? i : who;
            }
            double spread = 0.6 + 0.8 * setting.dice().uniform(For.DURATION, key, 2);
            long done = Math.max(state.now, state.technicianFreeAt[who])
                    + (long) (setting.rates().of("time.order") * spread);
            state.technicianFreeAt[who] = done;
            state.orders.put(key, order);
            state.queue.plan(done, Kind.ORDER_DONE, key, 0);
            last = Math.max(last, done);
            fresh.merge(order.kind(), 1, Integer::sum);
        }
        if (!fresh.isEmpty()) {
            log.line(state.now, SiteLog.Kind.FINDING, "new repair orders: " + words(fresh));
        }
        if (last > 0) {
            state.queue.plan(last + LOOK_AGAIN_AFTER, Kind.DUMP, 1, 0);
        }
    }

    private void repaired(List<Tell> tells) {
        sideBySide(tells.stream()
                .map(t -> (Callable<Boolean>) () -> {
                    Tell.Repaired done = (Tell.Repaired) t;
                    Doors.Order order = state.orders.get(done.order());
                    if (order != null) {
                        tick(order, done.at());
                    }
                    return true;
                })
                .toList());
        Map<String, Integer> done = new TreeMap<>();
        for (Tell t : tells) {
            Doors.Order order = state.orders.remove(((Tell.Repaired) t).order());
            if (order != null) {
                done.merge(order.kind(), 1, Integer::sum);
            }
        }
        if (!done.isEmpty()) {
            log.line(tells.getLast().at(), SiteLog.Kind.REPAIR, "technicians carried out " + words(done));
        }
    }

    /** {@code 3 missing, 1 swapped pair}. */
    private static String words(Map<String, Integer> kinds) {
        return kinds.entrySet().stream()
                .map(e ->
                        e.getValue() + " " + e.getKey().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private void tick(Doors.Order order, long at) {
        for (int n = 0; n < order.moves().size(); n++) {
            Doors.Move move = order.moves().get(n);
            if (!move.done()) {
                doors.tick(order.id(), n, move.from(), move.to(), instant(at));
            }
        }
    }

    private void testsBegan(List<Tell> tells) {
        List<String> ids = sideBySide(tells.stream()
                .map(t -> (Callable<String>) () -> {
                    int node = ((Tell.TestsBegan) t).node();
                    return doors.startRun(shape.device(node).name(), bench.fingerprint(node), instant(t.at()));
                })
                .toList());
        for (int i = 0; i < ids.size(); i++) {
            int node = ((Tell.TestsBegan) tells.get(i)).node();
            state.runId[node] = ids.get(i);
            if (ids.get(i).isEmpty()) {
                state.work[node] = NodeWork.IDLE;
                continue;
            }
            long end = tells.get(i).at() + bench.seconds(node, state.runs[node]);
            state.queue.plan(Math.max(end, state.now), Kind.TEST_END, node, state.runs[node]);
        }
        log.line(state.now, SiteLog.Kind.TEST, "tests begun on " + count(tells.size(), "node"));
    }

    private void testsEnded(List<Tell> tells) {
        List<Doors.RunEnd> ends = sideBySide(tells.stream()
                .map(t -> (Callable<Doors.RunEnd>) () -> {
                    int node = ((Tell.TestsEnded) t).node();
                    return doors.endRun(
                            shape.device(node).name(),
                            state.runId[node],
                            bench.logs(node, state.runs[node], t.at()),
                            instant(t.at()));
                })
                .toList());
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            int node = ((Tell.TestsEnded) tells.get(i)).node();
            state.waived[node] = ends.get(i).waived();
            if (ends.get(i).accepted()) {
                accepted(node);
                passed.add(shape.device(node).name());
            } else {
                failed(node, ends.get(i), tells.get(i).at());
            }
        }
        if (!passed.isEmpty()) {
            log.line(
                    state.now,
                    SiteLog.Kind.CERTIFICATE,
                    "%s: %s; %d so far"
                            .formatted(count(passed.size(), "certificate"), shorten(passed), state.certificates));
        }
    }

    private void accepted(int node) {
        state.work[node] = NodeWork.ACCEPTED;
        if (state.certificates++ == 0) {
            state.queue.plan(state.now + Hands.nextFaultAfter(setting, 0), Kind.FAULT, 0, 0);
        }
    }

    private void failed(int node, Doors.RunEnd end, long at) {
        state.work[node] = NodeWork.IN_REPAIR;
        state.blocking[node] = end.blocking().size() == 1 ? end.blocking().getFirst() : "";
        state.queue.plan(
                Math.max(state.now, at + Hands.repairSeconds(setting, node, state.runs[node])),
                Kind.NODE_REPAIRED,
                node,
                state.runs[node]);
        log.line(at, SiteLog.Kind.TEST, shape.device(node).name() + " failed: " + end.why());
    }

    /** Fills free test slots with the nodes that wait, by name. */
    private void startTests() {
        int busy = 0;
        for (NodeWork w : state.work) {
            busy += w == NodeWork.TESTING ? 1 : 0;
        }
        for (int d = 0; d < shape.deviceCount() && busy < setting.testSlots(); d++) {
            if (state.work[d] == NodeWork.WAITING && state.truth.powered(d)) {
                state.work[d] = NodeWork.TESTING;
                state.queue.plan(state.now, Kind.TEST_START, d, 0);
                busy++;
            }
        }
    }

    private <T> List<T> sideBySide(List<Callable<T>> calls) {
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    private static String shorten(List<String> names) {
        return names.size() <= 3 ? String.join(", ", names) : names.getFirst() + " to " + names.getLast();
    }

    /** The site is being stopped. */
    static final class Interrupted extends RuntimeException {
        Interrupted(InterruptedException cause) {
            super("stopped while telling the record", cause);
        }
    }
}
