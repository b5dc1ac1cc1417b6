/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of a block. Sums are taken from the list that is signed, by the same code that later holds them against it. */
final class BlockJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BlockJson() {}

    static ObjectNode write(BlockStatement block) {
        ObjectNode predicate = JSON.createObjectNode();
        predicate
                .putObject("block")
                .put("name", block.name())
                .put("kind", block.kind().name())
                .put("site", block.site())
                .put("customer", block.customer());
        predicate.put("issuedAt", block.issuedAt().toString());
        predicate.put("operator", block.operator());
        ArrayNode nodes = predicate.putArray("nodes");
        block.nodes().forEach(n -> nodes.add(n.json()));
        ArrayNode exceptions = predicate.putArray("exceptions");
        for (BlockStatement.Exempt exempt : block.exceptions()) {
            exceptions
                    .addObject()
                    .put("node", exempt.node())
                    .put("lack", exempt.lack().name())
                    .put("seen", exempt.seen())
                    .put("reason", exempt.reason());
        }
        earliestEnd(nodes).ifPresent(end -> predicate.put("validUntil", end.toString()));
        predicate.put("result", result(nodes, exceptions));
        predicate.set("counts", counts(nodes, exceptions));
        predicate.set("plans", plans(nodes));
        predicate.set("criteria", criteria(block.nodes()));
        ObjectNode root = JSON.createObjectNode();
        root.put("_type", CertificateStatement.STATEMENT_TYPE);
        root.put("predicateType", BlockStatement.PREDICATE_TYPE);
        ObjectNode subject = root.putArray("subject").addObject().put("name", block.name());
        subject.putObject("digest").put("sha256", digest(predicate).hex());
        root.set("predicate", predicate);
        return root;
    }

    /** SHA-256 of the two lists as canonical JSON; the subject's digest. */
    static Sha256 digest(JsonNode predicate) {
        ObjectNode lists = JSON.createObjectNode();
        lists.set("exceptions", predicate.path("exceptions"));
        lists.set("nodes", predicate.path("nodes"));
        return Sha256.of(CanonicalJson.write(lists));
    }

    /** {@code EXCEPTIONS}, {@code WARNED} where a node rests on a waiver, else {@code PASSED}. */
    static String result(JsonNode nodes, JsonNode exceptions) {
        if (!exceptions.isEmpty()) {
            return "EXCEPTIONS";
        }
        return waived(nodes) > 0 ? "WARNED" : "PASSED";
    }

    static ObjectNode counts(JsonNode nodes, JsonNode exceptions) {
        long gpus = 0;
        long waivers = 0;
        for (JsonNode node : nodes) {
            gpus += node.path("gpus").asLong(0);
            waivers += node.path("waivers").size();
        }
        long missing = stream(exceptions)
                .filter(e -> text(e, "lack").equals(BlockStatement.Lack.MISSING.name()))
                .count();
        return JSON.createObjectNode()
                .put("listed", (long) nodes.size() + exceptions.size())
                .put("certified", (long) nodes.size())
                .put("gpus", gpus)
                .put("waivedNodes", waived(nodes))
                .put("waivers", waivers)
                .put("missing", missing)
                .put("invalid", exceptions.size() - missing);
    }

    private static long waived(JsonNode nodes) {
        return stream(nodes)
                .filter(n -> text(n, "worstVerdict").equals(Verdict.WAIVED.name()))
                .count();
    }

    /** Each plan once, with how many nodes were judged by it. */
    static ArrayNode plans(JsonNode nodes) {
        Map<String, ObjectNode> plans = new TreeMap<>();
        for (JsonNode node : nodes) {
            JsonNode plan = node.path("plan");
            ObjectNode sum = plans.computeIfAbsent(
                    CanonicalJson.write(plan),
                    p -> JSON.createObjectNode()
                            .put("name", text(plan, "name"))
                            .put("version", plan.path("version").asLong(0))
                            .put("sha256", text(plan, "sha256")));
            sum.put("nodes", sum.path("nodes").asLong(0) + 1);
        }
        ArrayNode out = JSON.createArrayNode();
        plans.values().forEach(out::add);
        return out;
    }

    /** Each source of limits once, with how many nodes were judged by it. */
    static ArrayNode criteria(Iterable<NodeEntry> nodes) {
        Map<String, Long> sources = new TreeMap<>();
        nodes.forEach(n -> n.criteria().forEach(source -> sources.merge(source, 1L, Long::sum)));
        ArrayNode out = JSON.createArrayNode();
        sources.forEach((source, count) -> out.addObject().put("source", source).put("nodes", count));
        return out;
    }

    /** The first end among the nodes; the block ends with it. */
    static Optional<Instant> earliestEnd(JsonNode nodes) {
        return stream(nodes)
                .flatMap(n -> StatementRules.instant(n.path("validUntil")).stream())
                .min(Comparator.naturalOrder());
    }

    static boolean same(JsonNode one, JsonNode other) {
        return CanonicalJson.write(one).equals(CanonicalJson.write(other));
    }

    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
