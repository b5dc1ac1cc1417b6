/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.acceptance.PartKind;
import io.plimsoll.twin.door.Doors;
import io.plimsoll.twin.engine.Event;
import io.plimsoll.twin.engine.Event.Kind;
import io.plimsoll.twin.truth.PhysicalSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What people plan around a waiver: near the hand-over the engineer lets the nodes through that fail one and the same test;
 * when the waiver ends nobody does anything; later the nodes are taken out and repaired.
 */
final class HandOver {

    private static final long LOOK_AGAIN = 7_200;
    private static final int LOOKS_FOR_SEVERAL = 24;
    private static final int LOOKS_MAX = 96;

    private final SiteState state;
    private final SimulatedSite.Setting setting;

    HandOver(SiteState state, SimulatedSite.Setting setting) {
        this.state = state;
        this.setting = setting;
    }

    void begin() {
        if (setting.rates().of("waiver.nodes") >= 1) {
            state.queue.plan((long) setting.rates().of("time.hand-over"), Kind.HAND_OVER, 0, 0);
        }
    }

    /** Waits for two nodes with the same trouble; after two days one is enough. */
    void look(Event event) {
        Map<String, List<Integer>> byTest = new TreeMap<>();
        for (int node = 0; node < state.work.length; node++) {
            if (state.work[node] == NodeWork.IN_REPAIR && !state.out[node] && !state.blocking[node].isEmpty()) {
                byTest.computeIfAbsent(state.blocking[node], t -> new ArrayList<>())
                        .add(node);
            }
        }
        String most = "";
        for (Map.Entry<String, List<Integer>> e : byTest.entrySet()) {
            most = e.getValue().size() > byTest.getOrDefault(most, List.of()).size() ? e.getKey() : most;
        }
        List<Integer> nodes = byTest.getOrDefault(most, List.of());
        if (nodes.size() < (event.a() < LOOKS_FOR_SEVERAL ? 2 : 1)) {
            if (event.a() < LOOKS_MAX) {
                state.queue.plan(event.at() + LOOK_AGAIN, Kind.HAND_OVER, event.a() + 1, 0);
            }
            return;
        }
        int key = state.waivers.size();
        int count = Math.min(nodes.size(), (int) setting.rates().of("waiver.nodes"));
        long until = event.at() + (long) setting.rates().of("time.waiver");
        state.waivers.put(key, new SiteWaiver("", most, nodes.subList(0, count), until));
        state.outbox.add(new Tell.Waived(event.at(), key));
    }

    /** Nothing is done: that is the point. Somebody will see it and take the nodes out, some hours later. */
    void ends(Event event) {
        SiteWaiver waiver = state.waivers.get(event.a());
        if (waiver == null) {
            return;
        }
        state.outbox.add(new Tell.WaiverEnded(event.at(), event.a()));
        for (int node : waiver.nodes()) {
            if (state.waived[node] && state.work[node] == NodeWork.ACCEPTED) {
                long at = event.at() + (long) setting.rates().of("time.after-waiver");
                state.queue.plan(at, Kind.WORK_ORDER, node, event.a());
            }
        }
    }

    void takeOut(Event event) {
        int node = event.a();
        state.work[node] = NodeWork.IN_REPAIR;
        state.out[node] = true;
        state.waived[node] = false;
        state.outbox.add(new Tell.TakenOut(event.at(), node, event.b()));
        long done = event.at() + Hands.repairSeconds(setting, node, state.runs[node]);
        state.queue.plan(done, Kind.NODE_REPAIRED, node, state.runs[node]);
    }

    /** The part that the tests blame, with its serial before and after; empty if nothing was swapped. */
    Optional<Doors.Swapped> swap(int node) {
        PhysicalSite truth = state.truth;
        int part = truth.defectPart(node);
        return switch (truth.defect(node)) {
            case NIC -> {
                String before = setting.serials().nic(node, part);
                truth.swapNic(node, part);
                yield Optional.of(new Doors.Swapped(
                        PartKind.HCA.name(), before, setting.serials().nic(node, part)));
            }
            case COPY, COMPUTE -> {
                String before = setting.serials().gpu(node, part);
                truth.swapGpu(node, part);
                yield Optional.of(new Doors.Swapped(
                        PartKind.GPU.name(), before, setting.serials().gpu(node, part)));
            }
            case COLLECTIVE, NONE -> Optional.empty();
        };
    }
}
