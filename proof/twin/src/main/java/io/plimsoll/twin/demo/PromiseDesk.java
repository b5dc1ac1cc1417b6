/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.fabric.PlannedDevice;
import io.plimsoll.twin.door.Http;
import io.plimsoll.twin.door.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The capacity manager of the demo's site: promises nodes to two customers, stocks every kind of spare but one, answers for
 * rates, and gives nodes to the commitments as they become fit. Through the API only; every step may be repeated.
 *
 * <p>Nobody has ordered GPUs for the shelf. That is what the load line is there to show.
 */
final class PromiseDesk {

    private static final Duration LOOK_EVERY = Duration.ofHours(1);
    private static final Duration BEFORE_TRANCHE = Duration.ofDays(1);
    private static final Duration FIRST = Duration.ofDays(6);
    private static final Duration WHOLE = Duration.ofDays(11);
    private static final Duration TERM = Duration.ofDays(365);
    private static final int NODES_A_RESERVE = 64;
    private static final int PAGE = 500;

    private final Http http;
    private final String site = "/api/sites/" + DemoSetup.SITE;
    private final Instant firstDay;
    private final List<String> nodes;
    private final List<Customer> customers;
    private Instant last = Instant.MIN;

    /** One who was promised nodes: those from {@code first} to {@code end} of the site's nodes are kept for it. */
    private record Customer(String commitment, int first, int end, Duration from) {

        int held() {
            return end - first;
        }

        /** A few nodes stand by for those that fail. */
        int promised() {
            return held() - Math.max(1, held() / NODES_A_RESERVE);
        }
    }

    PromiseDesk(Http http, FabricPlan plan, Instant firstDay) {
        this.http = http;
        this.firstDay = firstDay;
        this.nodes = plan.devices().stream()
                .filter(d -> d.gpus() > 0)
                .map(PlannedDevice::name)
                .toList();
        int atlas = nodes.size() * 5 / 8;
        int fjord = nodes.size() * 7 / 8;
        this.customers = List.of(
                        new Customer("atlas-training", 0, atlas, FIRST),
                        new Customer("fjord-inference", atlas, fjord, WHOLE))
                .stream()
                .filter(c -> c.promised() > 1)
                .toList();
    }

    /** Puts contract lines, spares and rates on the record, as far as they are not there yet. */
    void begin() {
        if (customers.isEmpty()) {
            return;
        }
        if (http.get(site + "/commitments").path("items").isEmpty()) {
            http.postRaw(site + "/commitments", contracts().getBytes(StandardCharsets.UTF_8));
        }
        if (!http.get(site + "/spares").hasNonNull("plan")) {
            http.post(site + "/spares/plan", sparesPlan());
        }
        if (http.get(site + "/spares/moves").path("items").isEmpty()) {
            opening("HCA", Math.max(2, nodes.size() / 64));
            opening("PSU", Math.max(1, nodes.size() / 128));
            opening("SSD", Math.max(1, nodes.size() / 128));
        }
        if (!http.get(site + "/rates").hasNonNull("inForce")) {
            http.postRaw(site + "/rates?reason=" + Http.part("first rates of the simulated site"), rates());
        }
    }

    /** Gives fit nodes to the commitments that they are kept for, at most once an hour. */
    void look(Instant now) {
        if (now.isBefore(last.plus(LOOK_EVERY))) {
            return;
        }
        last = now;
        List<Customer> due = customers.stream()
                .filter(c -> !now.isBefore(firstDay.plus(c.from()).minus(BEFORE_TRANCHE)))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        Set<String> accepted = items("/nodes?state=ACCEPTED", "name");
        Set<String> waived = waived(now);
        for (Customer c : due) {
            List<String> fit = nodes.subList(c.first(), c.end()).stream()
                    .filter(n -> accepted.contains(n) && !waived.contains(n))
                    .toList();
            if (!fit.isEmpty()) {
                allocate(c, fit, now);
            }
        }
    }

    /** All at once; if one of them is refused, each by itself, and the next look tries again. */
    private void allocate(Customer customer, List<String> fit, Instant now) {
        try {
            http.post(
                    site + "/commitments/" + customer.commitment() + "/allocations",
                    Map.of("nodes", fit, "reason", "fit", "effectiveAt", now.toString()));
        } catch (RefusedException e) {
            if (!e.final4xx()) {
                throw e;
            }
            if (fit.size() > 1) {
                fit.forEach(n -> allocate(customer, List.of(n), now));
            }
        }
    }

    /** Nodes that a waiver still lets through: no customer gets one. */
    private Set<String> waived(Instant now) {
        Set<String> out = new HashSet<>();
        for (JsonNode w : http.get(site + "/waivers?limit=" + PAGE).path("items")) {
            if (Instant.parse(w.path("expiresAt").asString()).isAfter(now)) {
                w.path("nodes").forEach(n -> out.add(n.asString()));
            }
        }
        return out;
    }

    private Set<String> items(String path, String key) {
        Set<String> out = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    http.get(site + path + "&limit=" + PAGE + (cursor.isEmpty() ? "" : "&cursor=" + Http.part(cursor)));
            page.path("items").forEach(i -> out.add(i.path(key).asString()));
            cursor = page.hasNonNull("next") ? page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return out;
    }

    private void opening(String part, int quantity) {
        http.post(
                site + "/spares/moves",
                Map.of(
                        "part",
                        part,
                        "place",
                        DemoSetup.SITE,
                        "step",
                        "COUNTED_MORE",
                        "quantity",
                        quantity,
                        "reason",
                        "opening count",
                        "effectiveAt",
                        firstDay.toString()));
    }

    private String contracts() {
        List<String> lines = new ArrayList<>(List.of("commitments:"));
        for (Customer c : customers) {
            boolean training = c.first() == 0;
            Instant from = firstDay.plus(c.from());
            Instant whole = firstDay.plus(WHOLE);
            lines.add("  - id: " + c.commitment());
            lines.add("    customer: " + (training ? "Atlas Research" : "Fjord Imaging"));
            lines.add("    unit: node");
            lines.add("    tranches:");
            if (training) {
                lines.add("      - {quantity: %d, from: %s}".formatted(Math.max(1, c.promised() * 3 / 5), from));
            }
            lines.add("      - {quantity: %d, from: %s, until: %s}".formatted(c.promised(), whole, whole.plus(TERM)));
            lines.add("    acceptance: {plan: node-bringup, version: 1}");
            lines.add("    availability: {target: %s, measure: unitMean, window: calendar month, zone: UTC}"
                    .formatted(training ? "99.5%" : "95%"));
            lines.add("    price: {cents: 250, per: gpu hour}");
            lines.add("    currency: USD");
            lines.add("    credits:");
            lines.add(
                    training
                            ? "      ladder: [{below: 99.5%, credit: 10%}, {below: 98%, credit: 25%}, {below: 95%, credit: 50%}]"
                            : "      ladder: [{below: 95%, credit: 10%}, {below: 90%, credit: 25%}]");
            lines.add("      cap: 50%");
            lines.add("      claimDays: 30");
        }
        return String.join("\n", lines) + "\n";
    }

    private Map<String, Object> sparesPlan() {
        return Map.of(
                "name",
                "demo shelves",
                "target",
                Map.of("fillRate", 0.98),
                "sites",
                List.of(Map.of("name", DemoSetup.SITE, "systems", nodes.size())),
                "parts",
                List.of(
                        part("GPU", 2_500_000, 8, 220 / 2422.0, 14),
                        part("HCA", 180_000, 8, 7 / 2422.0, 14),
                        part("PSU", 90_000, 6, 3 / (302.8 * 6), 7),
                        part("SSD", 60_000, 8, 3 / (302.8 * 8), 7)));
    }

    /** @param rate failures a year of one place; the price and the days are assumptions of the simulated site */
    private static Map<String, Object> part(String name, long costCents, int perSystem, double rate, int days) {
        return Map.of(
                "part",
                name,
                "costCents",
                costCents,
                "perSystem",
                perSystem,
                "ratePerPosition",
                String.format(Locale.ROOT, "%.6f/year", rate),
                "source",
                "Llama 3 (arXiv 2407.21783) interruptions, 16,384 H100 in 2,048 nodes for 54 days: an upper bound",
                "repairTime",
                days + " days",
                "sites",
                List.of(DemoSetup.SITE));
    }

    private static byte[] rates() {
        try (InputStream in = PromiseDesk.class.getResourceAsStream("/io/plimsoll/twin/demo-rates.yaml")) {
            if (in == null) {
                throw new IllegalStateException("demo-rates.yaml is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
