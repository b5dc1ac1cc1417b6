/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import static io.plimsoll.acceptance.certificate.BlockJson.text;

import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a signed statement must say to be a block certificate. A good signature under a bad statement is still refused. */
final class BlockRules {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final List<String> broken = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final JsonNode predicate;
    private final Instant at;

    private BlockRules(JsonNode predicate, Instant at) {
        this.predicate = predicate;
        this.at = at;
    }

    /** The broken rules, in words; empty if all hold. */
    static List<String> broken(JsonNode root, Instant at) {
        try {
            BlockRules rules = new BlockRules(root.path("predicate"), at);
            rules.root(root);
            return rules.broken;
        } catch (IllegalArgumentException e) {
            return List.of("the statement cannot be read: " + e.getMessage());
        }
    }

    private void root(JsonNode root) {
        hold(
                text(root, "_type").equals(CertificateStatement.STATEMENT_TYPE),
                "its _type is not in-toto's Statement v1");
        hold(
                text(root, "predicateType").equals(BlockStatement.PREDICATE_TYPE),
                "its predicateType is not " + BlockStatement.PREDICATE_TYPE);
        JsonNode nodes = predicate.path("nodes");
        JsonNode exceptions = predicate.path("exceptions");
        if (!nodes.isArray() || !exceptions.isArray() || nodes.isEmpty()) {
            broken.add("it certifies no node");
            return;
        }
        JsonNode block = predicate.path("block");
        hold(!text(block, "name").isBlank(), "the block has no name");
        hold(
                Arrays.stream(BlockStatement.Kind.values())
                        .anyMatch(k -> k.name().equals(text(block, "kind"))),
                "the block's kind is '" + text(block, "kind") + "'");
        hold(!text(predicate, "operator").isBlank(), "it does not say who issued it");
        JsonNode subject = root.path("subject").path(0);
        hold(
                root.path("subject").size() == 1 && text(subject, "name").equals(text(block, "name")),
                "its subject is not the block");
        hold(
                text(subject.path("digest"), "sha256")
                        .equals(BlockJson.digest(predicate).hex()),
                "its subject's digest is not that of its lists");
        times(nodes);
        nodes.forEach(this::node);
        exceptions.forEach(this::exempt);
        sums(nodes, exceptions);
    }

    private void times(JsonNode nodes) {
        Optional<Instant> issued = StatementRules.instant(predicate.path("issuedAt"));
        if (issued.isEmpty()) {
            broken.add("it does not say when it was issued");
        } else if (issued.get().isAfter(at)) {
            broken.add("it was issued at " + issued.get() + ", after the time asked, " + at);
        }
        Optional<Instant> until = StatementRules.instant(predicate.path("validUntil"));
        hold(
                until.equals(BlockJson.earliestEnd(nodes)) && until.isPresent() == predicate.has("validUntil"),
                "it does not end with the first of its nodes");
        until.filter(end -> !at.isBefore(end))
                .ifPresent(end -> broken.add("it ended at " + end + ", and the time asked is " + at));
    }

    private void node(JsonNode node) {
        String name = text(node, "node");
        hold(!name.isBlank() && !text(node, "serial").isBlank(), "a node has no name or no serial");
        hold(seen.add("node " + name), "node " + name + " is listed twice");
        hold(seen.add("serial " + text(node, "serial")), "serial " + text(node, "serial") + " is listed twice");
        hold(
                SHA256.matcher(text(node, "certificateSha256")).matches()
                        && SHA256.matcher(text(node, "fingerprintSha256")).matches()
                        && SHA256.matcher(text(node.path("plan"), "sha256")).matches(),
                "node " + name + ": a SHA-256 is missing");
        hold(!text(node.path("plan"), "name").isBlank(), "node " + name + ": it names no plan");
        hold(
                node.path("gpus").isIntegralNumber() && node.path("gpus").asLong() >= 0,
                "node " + name + ": it does not say how many GPUs");
        Optional<Instant> issued = StatementRules.instant(node.path("issuedAt"));
        hold(
                issued.isPresent()
                        && StatementRules.instant(predicate.path("issuedAt"))
                                .filter(block -> !issued.get().isAfter(block))
                                .isPresent(),
                "node " + name + ": its certificate was not issued before the block's");
        waivers(name, node);
    }

    private void waivers(String name, JsonNode node) {
        List<Instant> ends = new ArrayList<>();
        hold(node.path("waivers").isArray(), "node " + name + ": it does not say what was waived");
        for (JsonNode waiver : node.path("waivers")) {
            Optional<Instant> end = StatementRules.instant(waiver.path("expiresAt"));
            boolean whole = !text(waiver, "test").isBlank()
                    && !text(waiver, "owner").isBlank()
                    && !text(waiver, "reason").isBlank()
                    && waiver.path("required").isBoolean();
            hold(
                    whole && end.isPresent(),
                    "node " + name + ": the waiver for '" + text(waiver, "test") + "' has no owner, reason or end");
            if (waiver.path("required").asBoolean(true)) {
                end.ifPresent(ends::add);
                end.filter(e -> !at.isBefore(e))
                        .ifPresent(e -> broken.add("node " + name + ": the waiver for '" + text(waiver, "test")
                                + "' ended at " + e + ", and the time asked is " + at));
            }
        }
        Verdict worst = ends.isEmpty() ? Verdict.PASS : Verdict.WAIVED;
        hold(text(node, "worstVerdict").equals(worst.name()), "node " + name + ": its worst verdict is not " + worst);
        Optional<Instant> until = StatementRules.instant(node.path("validUntil"));
        Optional<Instant> first = ends.stream().min(Comparator.naturalOrder());
        hold(
                node.has("validUntil") == until.isPresent()
                        && (first.isEmpty()
                                || until.filter(u -> !u.isAfter(first.get())).isPresent()),
                "node " + name + ": it does not end with its first waiver");
    }

    private void exempt(JsonNode exempt) {
        String name = text(exempt, "node");
        hold(!name.isBlank(), "an exception names no node");
        hold(seen.add("node " + name) && !seen.contains("serial " + name), "node " + name + " is listed twice");
        hold(
                Arrays.stream(BlockStatement.Lack.values())
                        .anyMatch(l -> l.name().equals(text(exempt, "lack"))),
                "exception " + name + ": it does not say what is lacking");
        hold(
                !text(exempt, "seen").isBlank() && !text(exempt, "reason").isBlank(),
                "exception " + name + ": it gives no reason");
    }

    private void sums(JsonNode nodes, JsonNode exceptions) {
        hold(
                BlockJson.same(predicate.path("counts"), BlockJson.counts(nodes, exceptions)),
                "its counts are not those of its lists");
        hold(BlockJson.same(predicate.path("plans"), BlockJson.plans(nodes)), "its plans are not those of its nodes");
        hold(predicate.path("criteria").isArray(), "it does not say where the limits come from");
        hold(
                text(predicate, "result").equals(BlockJson.result(nodes, exceptions)),
                "its result is '" + text(predicate, "result") + "', expected " + BlockJson.result(nodes, exceptions));
    }

    private void hold(boolean rule, String otherwise) {
        if (!rule) {
            broken.add(otherwise);
        }
    }
}
