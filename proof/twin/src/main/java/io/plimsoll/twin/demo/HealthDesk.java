/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.fabric.DeviceKind;
import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedCable;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The site's kernel logs and the engineer on call, once nodes serve: a leaf loses power, and one GPU falls off the bus for good.
 * Its node is rebooted, power-cycled, its GPU seated again; nothing helps, and what is due is an RMA for which no spare is on the
 * shelf. Through the API only; every step may be repeated.
 */
final class HealthDesk {

    private static final Duration LEAF = Duration.ofDays(12);
    private static final Duration GPU = Duration.ofDays(12).plusHours(2);
    private static final Duration EACH = Duration.ofHours(1);
    private static final int LEAF_NODES_MIN = 4;
    private static final String SLOT = "PCI:0000:1b:00";

    /** What shows that a step did not help. */
    private static final Map<String, String> FAILED = Map.of(
            "REBOOT", "boot ID changed, 7 of 8 GPUs on the bus",
            "POWER_CYCLE", "boot ID changed after power off, 7 of 8 GPUs on the bus",
            "RESEAT", "seated again by kari, 7 of 8 GPUs on the bus",
            "SWAP", "no GPU is on the shelf of this site");

    private final Http http;
    private final String site = "/api/sites/" + DemoSetup.SITE;
    private final String health = site + "/health";
    private final Instant firstDay;
    private final FabricPlan plan;
    private Instant last = Instant.MIN;

    HealthDesk(Http http, FabricPlan plan, Instant firstDay) {
        this.http = http;
        this.plan = plan;
        this.firstDay = firstDay;
    }

    /** Does what is due, at most once an hour. */
    void look(Instant now) {
        if (now.isBefore(firstDay.plus(LEAF)) || now.isBefore(last.plus(EACH))) {
            return;
        }
        last = now;
        List<JsonNode> incidents = new ArrayList<>();
        http.get(health + "/incidents?limit=500").path("items").forEach(incidents::add);
        if (incidents.stream().noneMatch(i -> i.path("cause").asString().equals("link"))) {
            leaf(now);
        }
        List<JsonNode> off = incidents.stream()
                .filter(i -> i.path("code").asString().equals("79"))
                .toList();
        if (!off.isEmpty()) {
            off.forEach(this::step);
        } else if (!now.isBefore(firstDay.plus(GPU))) {
            offTheBus(now);
        }
    }

    /** Every node of one leaf loses a port within seconds. */
    private void leaf(Instant now) {
        Map<String, Set<String>> nodesOf = new TreeMap<>();
        Set<String> switches = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        for (PlannedDevice d : plan.devices()) {
            (d.kind() == DeviceKind.SWITCH ? switches : nodes).add(d.name());
        }
        for (PlannedCable c : plan.cables()) {
            for (String[] ends : new String[][] {{c.a().device(), c.b().device()}, {c.b().device(), c.a().device()}}) {
                if (switches.contains(ends[0]) && nodes.contains(ends[1])) {
                    nodesOf.computeIfAbsent(ends[0], s -> new TreeSet<>()).add(ends[1]);
                }
            }
        }
        Set<String> dark = nodesOf.values().stream().findFirst().orElse(Set.of());
        if (dark.size() < LEAF_NODES_MIN) {
            return;
        }
        List<Map<String, String>> events = new ArrayList<>();
        for (String node : dark) {
            events.add(Map.of(
                    "time", now.plusMillis(100L * events.size()).toString(),
                    "node", node,
                    "entity", "mlx5_0/1",
                    "kind", "infiniband",
                    "code", "PORT_DOWN",
                    "mnemonic", "PORT_DOWN",
                    "severity", "FATAL",
                    "action", "CHECK_CABLE",
                    "raw", "state: 1: DOWN, phys_state: 2: Polling"));
        }
        http.post(health + "/signals", Map.of("events", events));
    }

    /** One GPU of a node that serves, twice: the second line comes after the driver has tried again. */
    private void offTheBus(Instant now) {
        JsonNode serving = http.get(site + "/nodes?state=SERVING&limit=1").path("items");
        if (serving.isEmpty()) {
            return;
        }
        String node = serving.get(0).path("name").asString();
        String line = " " + node + " kernel: NVRM: Xid (" + SLOT
                + "): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.\n";
        http.postRaw(
                health + "/signals?format=kernel",
                (now + line + now.plusSeconds(4) + line).getBytes(StandardCharsets.UTF_8));
    }

    /** Reports that the step that is due did not help, until there is none left that could be done without a spare. */
    private void step(JsonNode incident) {
        String evidence = FAILED.get(incident.path("step").asString());
        if (evidence == null || !incident.path("phase").asString().equals("ACTING")) {
            return;
        }
        String address = health + "/incidents/" + incident.path("incident").asString();
        String turn = http.get(address).path("turn").asString();
        try {
            http.post(address + "/step", Map.of("turn", turn, "done", false, "evidence", evidence));
        } catch (RefusedException e) {
            if (!e.final4xx()) {
                throw e;
            }
            // It has gone on since it was read; the next look reads it again.
        }
    }
}
