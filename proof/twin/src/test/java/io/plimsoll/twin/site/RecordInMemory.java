/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.fabric.RepairOrder;
import io.plimsoll.fabric.StandingPlan;
import io.plimsoll.fabric.Verification;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.fabric.verify.Verifier;
import io.plimsoll.model.AssuranceLevel;
import io.plimsoll.model.Sha256;
import io.plimsoll.twin.door.Doors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A record that only remembers states, for tests of the site alone. It reads and verifies dumps as the product does. */
final class RecordInMemory implements Doors {

    final Map<String, String> state = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
    final Set<RepairOrder.Kind> kinds = EnumSet.noneOf(RepairOrder.Kind.class);
    private final Set<String> letThrough = new HashSet<>();
    private final FabricPlan plan;
    private final TreeMap<String, Order> orders = new TreeMap<>();
    private int runs;

    RecordInMemory(FabricPlan plan) {
        this.plan = plan;
        plan.devices().forEach(d -> state.put(d.name(), "PLANNED"));
    }

    @Override
    public synchronized List<Refused> goodsIn(List<Crate> crates, Instant at) {
        calls.add("goods " + at + " " + crates);
        List<Refused> refused = new ArrayList<>();
        for (Crate crate : crates) {
            if (crate.model().equals("DGX-H100")) {
                refused.add(new Refused(crate.serial(), "wrong model"));
            } else {
                step(crate.device(), "PLANNED", "RECEIVED");
            }
        }
        return refused;
    }

    @Override
    public synchronized List<Refused> signOff(List<SignOff> signOffs, Instant at) {
        calls.add("sign-off " + at + " " + signOffs);
        signOffs.forEach(s -> step(s.device(), "RECEIVED", "INSTALLED"));
        return List.of();
    }

    private void step(String device, String from, String to) {
        if (from.equals(state.get(device))) {
            state.put(device, to);
        }
    }

    @Override
    public synchronized Looked observe(byte[] dump, Instant at) {
        calls.add("dump " + at + " " + Sha256.of(dump));
        Verification seen = verify(dump);
        Set<String> bad = new HashSet<>();
        int verified = 0;
        for (PlannedCable cable : plan.cables()) {
            if (seen.assurance().get(cable.id()) == AssuranceLevel.IDENTITY_BOTH_ENDS) {
                verified++;
            } else {
                bad.add(cable.a().device());
                bad.add(cable.b().device());
            }
        }
        orders.clear();
        for (RepairOrder order : seen.repairOrders()) {
            List<Move> moves = order.moves().stream()
                    .map(m -> new Move(m.action().name(), m.from(), m.to(), false))
                    .toList();
            orders.put(order.id(), new Order(order.id(), order.kind().name(), order.location(), moves));
            kinds.add(order.kind());
        }
        int cabled = 0;
        for (Map.Entry<String, String> e : state.entrySet()) {
            if (e.getValue().equals("INSTALLED") && !bad.contains(e.getKey())) {
                e.setValue("CABLED");
                cabled++;
            }
        }
        return new Looked(verified, plan.cables().size(), cabled, orders.size(), 0, orders.size());
    }

    private Verification verify(byte[] dump) {
        try {
            ObservedFabric seen = ObservedReader.read(new ByteArrayInputStream(dump), "twin", Optional.empty());
            Set<String> standing = new HashSet<>();
            state.forEach((device, s) -> {
                if (!s.equals("PLANNED") && !s.equals("RECEIVED")) {
                    standing.add(device);
                }
            });
            return Verifier.verify(StandingPlan.of(plan, standing, seen), seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized List<Order> openOrders() {
        return List.copyOf(orders.values());
    }

    @Override
    public synchronized void tick(String order, int move, String scanA, String scanB, Instant at) {
        calls.add("tick " + at + " " + order + " " + move);
    }

    @Override
    public synchronized List<String> nodesIn(String wanted) {
        return plan.devices().stream()
                .filter(d -> d.gpus() > 0 && wanted.equals(state.get(d.name())))
                .map(PlannedDevice::name)
                .toList();
    }

    @Override
    public synchronized String startRun(String node, Fingerprint fingerprint, Instant at) {
        calls.add("start " + at + " " + node + " " + fingerprint.digest());
        step(node, "CABLED", "TESTING");
        return "run-" + runs++;
    }

    @Override
    public synchronized RunEnd endRun(String node, String runId, List<ToolLog> logs, Instant at) {
        calls.add(
                "end " + at + " " + node + " " + logs.stream().map(ToolLog::log).toList());
        boolean faulty = logs.stream().anyMatch(l -> l.log().contains("FAULTY"));
        boolean waived = faulty && letThrough.contains(node);
        boolean accepted = waived || !faulty;
        state.put(node, accepted ? "ACCEPTED" : "CABLED");
        List<String> blocking = accepted ? List.of() : List.of("gpu-burn");
        return new RunEnd(accepted, state.get(node), accepted ? "" : "gpu-burn", blocking, waived);
    }

    @Override
    public synchronized Optional<Granted> waive(WaiverWish wish, Instant at) {
        calls.add("waive " + at + " " + wish);
        letThrough.addAll(wish.nodes());
        return Optional.of(new Granted("1", "engineer", 100));
    }

    @Override
    public synchronized long fitGpus(Instant at) {
        return 0;
    }

    @Override
    public synchronized void takeOut(String node, String why, String workOrder, Instant at) {
        calls.add("take out " + at + " " + node + " " + workOrder);
        letThrough.remove(node);
        step(node, "ACCEPTED", "REPAIR");
    }

    @Override
    public synchronized void bringBack(String node, Optional<Swapped> part, String workOrder, Instant at) {
        calls.add("bring back " + at + " " + node + " " + workOrder + " " + part);
        step(node, "REPAIR", "INSTALLED");
    }
}
