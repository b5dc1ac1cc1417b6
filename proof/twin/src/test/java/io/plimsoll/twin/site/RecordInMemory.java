/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.site;

import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.ObservedFabric;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PortRef;
import io.plimsoll.fabric.read.ObservedReader;
import io.plimsoll.twin.door.Doors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A record that only remembers states, for tests of the site alone. It reads dumps with the product's reader, compares port
 * by port, and opens one CONNECT order for each planned cable that is not there: crude, and enough to bring a site up.
 */
final class RecordInMemory implements Doors {

    final Map<String, String> state = new TreeMap<>();
    final List<String> calls = new ArrayList<>();
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
        calls.add("dump " + at + " " + io.plimsoll.model.Sha256.of(dump));
        Map<PortRef, PortRef> seen = links(dump);
        Set<String> bad = new HashSet<>();
        orders.clear();
        int verified = 0;
        int planned = 0;
        for (PlannedCable cable : plan.cables()) {
            if (!stands(cable.a().device()) || !stands(cable.b().device())) {
                continue;
            }
            planned++;
            if (cable.b().equals(seen.get(cable.a()))) {
                verified++;
                continue;
            }
            bad.add(cable.a().device());
            bad.add(cable.b().device());
            List<Move> moves = List.of(
                    new Move("CHECK", cable.a().device(), "", false),
                    new Move("CHECK", cable.b().device(), "", false),
                    new Move("CONNECT", cable.a().toString(), cable.b().toString(), false));
            orders.put(cable.id(), new Order(cable.id(), "MISSING", cable.b().toString(), moves));
        }
        int cabled = 0;
        for (Map.Entry<String, String> e : state.entrySet()) {
            if (e.getValue().equals("INSTALLED") && !bad.contains(e.getKey())) {
                e.setValue("CABLED");
                cabled++;
            }
        }
        return new Looked(verified, planned, cabled, orders.size(), 0, orders.size());
    }

    private boolean stands(String device) {
        return !Set.of("PLANNED", "RECEIVED").contains(state.get(device));
    }

    /** The wiring of a dump by the names that devices give themselves. */
    static Map<PortRef, PortRef> links(byte[] dump) {
        try {
            ObservedFabric fabric =
                    ObservedReader.read(new ByteArrayInputStream(dump), "twin", java.util.Optional.empty());
            Map<PortRef, PortRef> links = new HashMap<>();
            for (ObservedFabric.ObservedLink link : fabric.links()) {
                PortRef a = end(fabric.devices().get(link.a()), link.portA());
                PortRef b = end(fabric.devices().get(link.b()), link.portB());
                if (link.speed().equals("4xNDR")) {
                    links.put(a, b);
                    links.put(b, a);
                }
            }
            return links;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PortRef end(ObservedFabric.ObservedDevice device, String port) {
        String name = device.description();
        if (name.startsWith("MF0;")) {
            return new PortRef(name.substring(4, name.indexOf(':')), port);
        }
        int blank = name.indexOf(' ');
        return new PortRef(blank < 0 ? name : name.substring(0, blank), name.substring(blank + 1));
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
                .map(io.plimsoll.fabric.PlannedDevice::name)
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
        state.put(node, faulty ? "CABLED" : "ACCEPTED");
        return new RunEnd(!faulty, state.get(node), faulty ? "gpu-burn" : "");
    }
}
