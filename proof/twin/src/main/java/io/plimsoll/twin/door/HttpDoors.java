/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.door;

import io.plimsoll.acceptance.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doors of a real server: each call is a request to its API and nothing else. */
public final class HttpDoors implements Doors {

    private static final String TEST_PLAN = "node-bringup";
    private static final String TECHNICIAN = "parts-desk";
    private static final int PAGE = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Http http;
    private final String site;
    private final String engineer;
    private final Acknowledged acknowledged;

    /** @param engineer the user who signs waivers */
    public HttpDoors(Http http, String site, String engineer, Acknowledged acknowledged) {
        this.http = http;
        this.site = "/api/sites/" + Http.part(site);
        this.engineer = engineer;
        this.acknowledged = acknowledged;
    }

    @Override
    public List<Refused> goodsIn(List<Crate> crates, Instant at) {
        List<Map<String, Object>> items = crates.stream()
                .map(c -> Map.<String, Object>of(
                        "orderLine", c.orderLine(),
                        "model", c.model(),
                        "serial", c.serial(),
                        "gpuSerials", c.gpuSerials(),
                        "node", c.device()))
                .toList();
        JsonNode answer = http.post(site + "/goods-in", Map.of("items", items, "effectiveAt", at.toString()));
        answer.path("assigned")
                .forEach(a -> acknowledged.write("GOODS", a.path("serial").asString()));
        return refused(answer, "serial");
    }

    @Override
    public List<Refused> signOff(List<SignOff> signOffs, Instant at) {
        List<Map<String, Object>> items = signOffs.stream()
                .map(s -> Map.<String, Object>of(
                        "node", s.device(),
                        "rack", s.rack(),
                        "rackUnit", s.rackUnit(),
                        "technician", s.technician()))
                .toList();
        JsonNode answer = http.post(site + "/rack-sign-offs", Map.of("items", items, "effectiveAt", at.toString()));
        List<Refused> refused = refused(answer, "node");
        Set<String> not = new HashSet<>();
        refused.forEach(r -> not.add(r.subject()));
        signOffs.stream()
                .map(SignOff::device)
                .filter(d -> !not.contains(d))
                .forEach(d -> acknowledged.write("SIGN_OFF", d));
        return refused;
    }

    private static List<Refused> refused(JsonNode answer, String subject) {
        List<Refused> refused = new ArrayList<>();
        answer.path("refused")
                .forEach(r -> refused.add(
                        new Refused(r.path(subject).asString(), r.path("reason").asString())));
        return refused;
    }

    @Override
    public Looked observe(byte[] dump, Instant at) {
        JsonNode answer = http.postRaw(
                site + "/observations?format=ibnetdiscover&source=subnet-manager&effectiveAt="
                        + Http.part(at.toString()),
                dump);
        acknowledged.write("OBSERVED", answer.path("verificationId").asString());
        JsonNode orders = answer.path("repairOrders");
        return new Looked(
                answer.path("summary").path("cablesVerified").asInt(),
                answer.path("summary").path("cablesPlanned").asInt(),
                answer.path("cabled").asInt(),
                orders.path("opened").asInt(),
                orders.path("closed").asInt(),
                orders.path("stillOpen").asInt());
    }

    @Override
    public List<Order> openOrders() {
        List<Order> orders = new ArrayList<>();
        everyItem(site + "/repair-orders?status=OPEN", item -> {
            List<Move> moves = new ArrayList<>();
            for (JsonNode m : item.path("moves")) {
                moves.add(new Move(
                        m.path("action").asString(),
                        m.path("from").asString(),
                        m.path("to").asString(),
                        m.hasNonNull("tickedAt")));
            }
            orders.add(new Order(
                    item.path("id").asString(),
                    item.path("kind").asString(),
                    item.path("location").asString(),
                    moves));
        });
        return orders;
    }

    @Override
    public void tick(String order, int move, String scanA, String scanB, Instant at) {
        http.put(
                site + "/repair-orders/" + Http.part(order) + "/moves/" + move,
                Map.of(
                        "done",
                        true,
                        "scanA",
                        scanA,
                        "scanB",
                        scanB,
                        "clientId",
                        order + "/" + move + "/" + at,
                        "effectiveAt",
                        at.toString()));
        acknowledged.write("TICK", order + "/" + move);
    }

    @Override
    public List<String> nodesIn(String state) {
        List<String> names = new ArrayList<>();
        everyItem(
                site + "/nodes?state=" + state,
                item -> names.add(item.path("name").asString()));
        return names;
    }

    @Override
    public String startRun(String node, Fingerprint fingerprint, Instant at) {
        String path = site + "/nodes/" + Http.part(node);
        try {
            JsonNode answer = http.post(
                    path + "/runs",
                    Map.of(
                            "plan",
                            TEST_PLAN,
                            "fingerprint",
                            JSON.readTree(fingerprint.canonicalJson()),
                            "effectiveAt",
                            at.toString()));
            String id = answer.path("runId").asString();
            acknowledged.write("RUN", id);
            return id;
        } catch (RefusedException e) {
            if (!e.final4xx()) {
                throw e;
            }
            return openRun(http.get(path));
        }
    }

    /** The run of a node that has not ended; empty if there is none. */
    private static String openRun(JsonNode node) {
        for (JsonNode run : node.path("runs")) {
            if (!run.hasNonNull("finishedAt")) {
                return run.path("id").asString();
            }
        }
        return "";
    }

    @Override
    public RunEnd endRun(String node, String runId, List<ToolLog> logs, Instant at) {
        String path = site + "/nodes/" + Http.part(node);
        String id = runId.isEmpty() ? openRun(http.get(path)) : runId;
        try {
            http.post("/api/runs/" + id + "/results", Map.of("results", logs));
            JsonNode answer = http.post("/api/runs/" + id + "/finish", Map.of("effectiveAt", at.toString()));
            boolean accepted = answer.hasNonNull("certificateId");
            if (accepted) {
                acknowledged.write("CERTIFICATE", answer.path("certificateId").asString());
            }
            return new RunEnd(
                    accepted,
                    answer.path("state").asString(),
                    why(answer.path("blocking")),
                    ids(answer.path("blocking")),
                    answer.path("verdict").asString().equals("WAIVED"));
        } catch (RefusedException e) {
            if (!e.final4xx()) {
                throw e;
            }
            return endedBefore(http.get(path), id, e.status());
        }
    }

    /** How the run ended that was ended before a crash. */
    private static RunEnd endedBefore(JsonNode node, String id, int status) {
        String state = node.path("state").asString();
        boolean accepted = state.equals("ACCEPTED") || state.equals("SERVING") || state.equals("HOT_SPARE");
        List<String> blocking = new ArrayList<>();
        boolean waived = false;
        for (JsonNode run : node.path("runs")) {
            if (run.path("id").asString().equals(id)) {
                waived = run.path("verdict").asString().equals("WAIVED");
                for (JsonNode test : run.path("tests")) {
                    String verdict = test.path("verdict").asString();
                    if (test.path("required").asBoolean()
                            && !List.of("PASS", "WAIVED").contains(verdict)) {
                        blocking.add(test.path("test").asString());
                    }
                }
            }
        }
        return new RunEnd(accepted, state, accepted ? "" : "the record says " + status, blocking, waived);
    }

    private static String why(JsonNode blocking) {
        List<String> why = new ArrayList<>();
        blocking.forEach(b -> why.add(b.path("test").asString() + " "
                + b.path("verdict").asString() + " " + b.path("reason").asString()));
        return String.join("; ", why);
    }

    private static List<String> ids(JsonNode blocking) {
        List<String> ids = new ArrayList<>();
        blocking.forEach(b -> ids.add(b.path("test").asString()));
        return ids;
    }

    @Override
    public Optional<Granted> waive(WaiverWish wish, Instant at) {
        Optional<Granted> known = granted(wish);
        if (known.isPresent()) {
            return known;
        }
        OptionalLong price = price(wish);
        if (price.isEmpty()) {
            return Optional.empty();
        }
        // A waiver's owner is whoever signs it, so the engineer must sign it and not the site.
        String token = http.post("/api/users/" + Http.part(engineer) + "/tokens", Map.of("title", "waiver"))
                .path("token")
                .asString();
        try (Http signed = http.withToken(token)) {
            JsonNode answer = signed.post(
                    site + "/waivers",
                    Map.of(
                            "test",
                            wish.test(),
                            "nodes",
                            wish.nodes(),
                            "reason",
                            wish.reason(),
                            "expiresAt",
                            wish.until().toString(),
                            "priceCents",
                            price.getAsLong(),
                            "effectiveAt",
                            at.toString()));
            acknowledged.write("WAIVER", answer.path("id").asString());
            return Optional.of(granted(answer));
        }
    }

    /** The same wish, granted before a crash. */
    private Optional<Granted> granted(WaiverWish wish) {
        List<Granted> same = new ArrayList<>();
        everyItem(site + "/waivers", w -> {
            Set<String> nodes = new HashSet<>();
            w.path("nodes").forEach(n -> nodes.add(n.asString()));
            if (w.path("test").asString().equals(wish.test())
                    && Instant.parse(w.path("expiresAt").asString()).equals(wish.until())
                    && nodes.equals(new HashSet<>(wish.nodes()))) {
                same.add(granted(w));
            }
        });
        return same.stream().findFirst();
    }

    private static Granted granted(JsonNode waiver) {
        return new Granted(
                waiver.path("id").asString(),
                waiver.path("owner").asString(),
                waiver.path("priceCents").asLong());
    }

    /** What the record says that a waiver of a failed test should cost, for all its nodes. */
    private OptionalLong price(WaiverWish wish) {
        Map<String, Object> terms = new TreeMap<>();
        wish.terms().forEach(t -> terms.put(t.name(), Map.of("value", t.value(), "source", t.source())));
        JsonNode answer = http.post(
                site + "/price",
                Map.of(
                        "plan",
                        TEST_PLAN,
                        "skip",
                        List.of(wish.test()),
                        "nodes",
                        wish.nodes().size(),
                        "terms",
                        terms));
        for (JsonNode test : answer.path("perTest")) {
            if (test.path("test").asString().equals(wish.test()) && test.hasNonNull("waiverCentsIfFailed")) {
                return OptionalLong.of(
                        test.path("waiverCentsIfFailed").asLong() * wish.nodes().size());
            }
        }
        return OptionalLong.empty();
    }

    @Override
    public long fitGpus(Instant at) {
        return http.get(site + "?at=" + Http.part(at.toString()))
                .path("fitGpus")
                .asLong();
    }

    @Override
    public void takeOut(String node, String why, String workOrder, Instant at) {
        String path = site + "/nodes/" + Http.part(node);
        try {
            http.post(
                    path + "/faults",
                    Map.of("summary", why, "raw", why, "workOrder", workOrder, "effectiveAt", at.toString()));
        } catch (RefusedException e) {
            if (!e.final4xx() || !http.get(path).path("state").asString().equals("REPAIR")) {
                throw e;
            }
        }
    }

    @Override
    public void bringBack(String node, Optional<Swapped> part, String workOrder, Instant at) {
        String path = site + "/nodes/" + Http.part(node);
        try {
            http.post(
                    path + "/repairs",
                    Map.of(
                            "parts",
                            part.stream().toList(),
                            "technician",
                            TECHNICIAN,
                            "workOrder",
                            workOrder,
                            "effectiveAt",
                            at.toString()));
        } catch (RefusedException e) {
            if (!e.final4xx() || http.get(path).path("state").asString().equals("REPAIR")) {
                throw e;
            }
        }
    }

    private void everyItem(String path, Consumer<JsonNode> each) {
        String cursor = "";
        do {
            String more = (path.contains("?") ? "&" : "?") + "limit=" + PAGE
                    + (cursor.isEmpty() ? "" : "&cursor=" + Http.part(cursor));
            JsonNode page = http.get(path + more);
            page.path("items").forEach(each);
            cursor = page.hasNonNull("next") ? page.path("next").asString() : "";
        } while (!cursor.isEmpty());
    }
}
