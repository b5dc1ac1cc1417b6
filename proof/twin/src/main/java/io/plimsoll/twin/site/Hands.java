/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.fabric.Location;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Dice;
import io.plimsoll.twin.engine.Dice.For;
import io.plimsoll.twin.engine.Event;
import io.plimsoll.twin.engine.Event.Kind;
import io.plimsoll.twin.truth.Defect;
import io.plimsoll.twin.truth.Layer;
import io.plimsoll.twin.truth.PhysicalSite;
import io.plimsoll.twin.truth.Rates;
import io.plimsoll.twin.truth.SiteShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Everything physical that happens: changes the truth and notes what the record must be told. Never speaks to the record. */
final class Hands {

    private static final long REPLACEMENT = 2 * 86_400L;
    private static final String WRONG_MODEL = "DGX-H100";
    private static final long YEAR = 365 * 86_400L;
    private static final long LONGEST_REPAIR = 4 * 86_400L;

    private final SiteState state;
    private final SimulatedSite.Setting setting;
    private final SiteShape shape;
    private final PhysicalSite truth;
    private final Rates rates;
    private final Dice dice;
    private final SiteLog log;
    private final Layer layer;
    private final Technician technician;
    private final HandOver handOver;

    Hands(SiteState state, SimulatedSite.Setting setting, SiteLog log) {
        this.state = state;
        this.setting = setting;
        this.shape = setting.shape();
        this.truth = state.truth;
        this.rates = setting.rates();
        this.dice = setting.dice();
        this.log = log;
        this.layer = new Layer(truth, rates, dice);
        this.technician = new Technician(truth);
        this.handOver = new HandOver(state, setting);
    }

    /** Plans the trucks, the crews and the first look at the fabric. */
    void begin() {
        List<Schedule.Load> loads = setting.schedule().loads();
        for (int i = 0; i < loads.size(); i++) {
            state.queue.plan(loads.get(i).at(), Kind.TRUCK, i, 0);
        }
        List<Schedule.Batch> batches = setting.schedule().batches();
        for (int i = 0; i < batches.size(); i++) {
            state.queue.plan(batches.get(i).at(), Kind.RACKED, i, 0);
        }
        state.queue.plan((long) rates.of("time.dump-gap"), Kind.DUMP, 0, 0);
        handOver.begin();
        state.begun = true;
    }

    void happens(Event event) {
        switch (event.kind()) {
            case TRUCK -> truck(event);
            case RACKED -> racked(event);
            case DUMP -> dump(event);
            case ORDER_DONE -> orderDone(event);
            case TEST_START -> testStart(event);
            case TEST_END -> state.outbox.add(new Tell.TestsEnded(event.at(), event.a()));
            case NODE_REPAIRED -> nodeRepaired(event);
            case HAND_OVER -> handOver.look(event);
            case WAIVER_ENDS -> handOver.ends(event);
            case WORK_ORDER -> handOver.takeOut(event);
            case FAULT -> fault(event);
        }
    }

    /** A single device has a negative index: that of a tray that comes as a replacement. */
    private static boolean single(Event event) {
        return event.a() < 0;
    }

    private void truck(Event event) {
        Schedule.Load load = single(event)
                ? new Schedule.Load(event.at(), "replacement", List.of(-event.a() - 1))
                : setting.schedule().loads().get(event.a());
        List<Doors.Crate> crates = new ArrayList<>();
        for (int device : load.devices()) {
            boolean wrong = !single(event)
                    && shape.isNode(device)
                    && dice.hits(rates.of("goods.wrong-model"), For.WRONG_MODEL, device, 0);
            crates.add(crate(device, wrong));
            if (wrong) {
                truth.nextTray(device);
                state.queue.plan(event.at() + REPLACEMENT, Kind.TRUCK, -device - 1, 0);
            } else {
                truth.arrive(device);
                drawDefects(device);
            }
        }
        if (single(event)) {
            state.queue.plan(event.at() + (long) rates.of("time.rack") / 2, Kind.RACKED, event.a(), 0);
        }
        state.outbox.add(new Tell.Goods(event.at(), load.name(), crates));
    }

    private Doors.Crate crate(int device, boolean wrong) {
        PlannedDevice planned = shape.device(device);
        List<String> gpus = IntStream.range(0, planned.gpus())
                .mapToObj(slot -> setting.serials().gpu(device, slot))
                .toList();
        return new Doors.Crate(
                SiteOrders.line(planned.model()),
                wrong ? WRONG_MODEL : planned.model(),
                setting.serials().tray(device),
                gpus,
                planned.name());
    }

    private void drawDefects(int device) {
        if (!shape.isNode(device)) {
            truth.setDark(device, dice.hits(rates.of("switch.dark"), For.NODE_DARK, device, 0));
            return;
        }
        truth.setDark(device, dice.hits(rates.of("node.dark"), For.NODE_DARK, device, 0));
        truth.setNameless(device, dice.hits(rates.of("identity.gap"), For.IDENTITY_GAP, device, 0));
        if (dice.hits(rates.of("defect.node"), For.DEFECT, device, 0)) {
            drawDefect(device, 0);
        }
    }

    private void drawDefect(int device, long attempt) {
        double sum = 0;
        for (Defect kind : Defect.values()) {
            sum += kind == Defect.NONE ? 0 : rates.of(kind.rate());
        }
        double u = dice.uniform(For.DEFECT_KIND, device, attempt) * sum;
        for (Defect kind : Defect.values()) {
            double weight = kind == Defect.NONE ? 0 : rates.of(kind.rate());
            if (u < weight) {
                truth.setDefect(device, kind, dice.below(PhysicalSite.PARTS_MAX, For.DEFECT_PART, device, attempt));
                return;
            }
            u -= weight;
        }
    }

    private void racked(Event event) {
        Schedule.Batch batch = single(event)
                ? new Schedule.Batch(event.at(), "rack " + place(-event.a() - 1).rack(), List.of(-event.a() - 1))
                : setting.schedule().batches().get(event.a());
        List<Integer> standing = batch.devices().stream().filter(truth::present).toList();
        standing.forEach(truth::powerOn);
        layer.layAround(standing);
        if (!standing.isEmpty()) {
            state.outbox.add(new Tell.SignedOff(event.at(), batch.name(), standing));
        }
    }

    private Location place(int device) {
        return shape.device(device).location();
    }

    private void dump(Event event) {
        if (event.a() == 0) {
            state.queue.plan(event.at() + (long) rates.of("time.dump-gap"), Kind.DUMP, 0, 0);
        }
        boolean anything = IntStream.range(0, shape.cableCount()).anyMatch(truth::laid);
        if (anything) {
            state.outbox.add(new Tell.Looked(event.at()));
        }
    }

    private void orderDone(Event event) {
        Doors.Order order = state.orders.get(event.a());
        if (order == null) {
            return;
        }
        if (!technician.canReach(order)) {
            state.orders.remove(event.a());
            return;
        }
        if (!dice.hits(rates.of("repair.no-help"), For.REPAIR_WORKS, event.a(), 0)) {
            technician.carryOut(order);
        }
        state.outbox.add(new Tell.Repaired(event.at(), event.a()));
    }

    private void testStart(Event event) {
        int node = event.a();
        state.runs[node]++;
        state.runId[node] = "";
        state.outbox.add(new Tell.TestsBegan(event.at(), node));
    }

    /** The part that the tests blame is swapped; now and then that was not it. */
    private void nodeRepaired(Event event) {
        int node = event.a();
        if (state.work[node] != NodeWork.IN_REPAIR || event.b() != state.runs[node]) {
            return; // it was let through in the meantime
        }
        Optional<Doors.Swapped> part = handOver.swap(node);
        if (!dice.hits(rates.of("repair.no-help"), For.REPAIR_WORKS, -node - 1, state.runs[node])) {
            truth.setDefect(node, Defect.NONE, 0);
        }
        if (state.out[node]) {
            state.out[node] = false;
            state.work[node] = NodeWork.IDLE;
            state.outbox.add(new Tell.BroughtBack(event.at(), node, part));
            return;
        }
        state.work[node] = NodeWork.WAITING;
        log.line(event.at(), SiteLog.Kind.REPAIR, shape.device(node).name() + " repaired, waits for its tests");
    }

    /** How long a technician needs for a node that failed its tests. */
    static long repairSeconds(SimulatedSite.Setting setting, int node, int run) {
        double mean = setting.rates().of("time.node-repair");
        return Math.min(LONGEST_REPAIR, 3_600 + (long) setting.dice().waiting(mean, For.DURATION, node, 100 + run));
    }

    /** The gap to the next thing that breaks, from the number of GPUs with a certificate. */
    static long nextFaultAfter(SimulatedSite.Setting setting, int number) {
        double perYear =
                setting.rates().of("life.fault-per-gpu-year") * setting.shape().gpus();
        return perYear == 0
                ? Long.MAX_VALUE / 4
                : 60 + (long) setting.dice().waiting(YEAR / perYear, For.LIFE_FAULT, number, 0);
    }

    private void fault(Event event) {
        state.faults = event.a() + 1;
        state.queue.plan(event.at() + nextFaultAfter(setting, state.faults), Kind.FAULT, state.faults, 0);
        if (dice.hits(rates.of("life.fault-is-link"), For.LIFE_KIND, event.a(), 0)) {
            int cable = dice.below(shape.cableCount(), For.LIFE_WHICH, event.a(), 0);
            if (truth.laid(cable)) {
                truth.setDeadPort(shape.cableA(cable), true);
                log.line(event.at(), SiteLog.Kind.FAULT, "link down at " + shape.portRef(shape.cableA(cable)));
            }
            return;
        }
        int[] accepted = IntStream.range(0, shape.deviceCount())
                .filter(d -> state.work[d] == NodeWork.ACCEPTED && !truth.dark(d))
                .toArray();
        if (accepted.length > 0) {
            int node = accepted[dice.below(accepted.length, For.LIFE_WHICH, event.a(), 1)];
            truth.setDark(node, true);
            log.line(event.at(), SiteLog.Kind.FAULT, shape.device(node).name() + " has stopped answering");
        }
    }
}
