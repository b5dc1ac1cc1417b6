/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a block says of one certified node; everything in it is read from the node's own certificate.
 *
 * @param certificateSha256 of the certificate's file, byte for byte
 * @param worstVerdict of the required tests: PASS or WAIVED
 * @param gpus how many GPUs its fingerprint lists
 * @param criteria where the limits come from: each distinct source, sorted
 * @param optionalNotPassed {@code test VERDICT} of each optional test that is neither PASS nor WAIVED
 */
public record NodeEntry(
        String node,
        String serial,
        String site,
        Sha256 fingerprintSha256,
        Sha256 certificateSha256,
        Instant issuedAt,
        Optional<Instant> validUntil,
        Verdict worstVerdict,
        int gpus,
        Plan plan,
        List<String> criteria,
        List<Waived> waivers,
        List<String> optionalNotPassed) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The plan by which the node was judged. */
    public record Plan(String name, long version, Sha256 sha256) {}

    /** A test that was let through, by whom, and until when. */
    public record Waived(
            String test, boolean required, String owner, String reason, Instant expiresAt, OptionalLong priceCents) {}

    public NodeEntry {
        criteria = List.copyOf(criteria);
        waivers = List.copyOf(waivers);
        optionalNotPassed = List.copyOf(optionalNotPassed);
    }

    /** The entry of a node certificate's statement that holds. */
    static NodeEntry of(JsonNode statement, Sha256 certificate) {
        JsonNode own = statement.path("predicate").path(CertificateStatement.EXTENSION);
        JsonNode subject = statement.path("subject").path(0);
        SortedSet<String> criteria = new TreeSet<>();
        List<Waived> waivers = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        Set<String> required = new HashSet<>();
        own.path("plan").path("requiredTests").forEach(t -> required.add(t.asString("")));
        for (JsonNode test : own.path("tests")) {
            test.path("criteria").forEach(c -> criteria.add(c.path("source").asString("")));
            String verdict = test.path("verdict").asString("");
            if (verdict.equals(Verdict.WAIVED.name())) {
                waivers.add(waived(test, required.contains(test.path("test").asString(""))));
            } else if (!verdict.equals(Verdict.PASS.name())) {
                optional.add(test.path("test").asString("") + " " + verdict);
            }
        }
        int gpus = 0;
        for (JsonNode part : own.path("fingerprint").path("parts")) {
            gpus += part.path("kind").asString("").equals("GPU") ? 1 : 0;
        }
        JsonNode plan = own.path("plan");
        return new NodeEntry(
                own.path("node").asString(""),
                subject.path("name").asString(""),
                own.path("site").asString(""),
                new Sha256(subject.path("digest").path("sha256").asString("")),
                certificate,
                StatementRules.instant(own.path("issuedAt")).orElseThrow(),
                Stream.concat(
                                StatementRules.instant(own.path("validUntil")).stream(),
                                waivers.stream().filter(Waived::required).map(Waived::expiresAt))
                        .min(Comparator.naturalOrder()),
                waivers.stream().anyMatch(Waived::required) ? Verdict.WAIVED : Verdict.PASS,
                gpus,
                new Plan(
                        plan.path("name").asString(""),
                        plan.path("version").asLong(0),
                        new Sha256(plan.path("sha256").asString(""))),
                List.copyOf(criteria),
                waivers,
                optional);
    }

    private static Waived waived(JsonNode test, boolean required) {
        JsonNode waiver = test.path("waiver");
        return new Waived(
                test.path("test").asString(""),
                required,
                waiver.path("owner").asString(""),
                waiver.path("reason").asString(""),
                StatementRules.instant(waiver.path("expiresAt"))
                        .orElseThrow(() -> new IllegalArgumentException("a waiver without an end")),
                waiver.has("priceCents")
                        ? OptionalLong.of(waiver.path("priceCents").asLong())
                        : OptionalLong.empty());
    }

    /** The JSON of this entry as it stands in a block's statement. */
    public ObjectNode json() {
        ObjectNode out = JSON.createObjectNode();
        out.put("node", node);
        out.put("serial", serial);
        out.put("fingerprintSha256", fingerprintSha256.hex());
        out.put("certificateSha256", certificateSha256.hex());
        out.put("issuedAt", issuedAt.toString());
        validUntil.ifPresent(end -> out.put("validUntil", end.toString()));
        out.put("worstVerdict", worstVerdict.name());
        out.put("gpus", gpus);
        out.putObject("plan")
                .put("name", plan.name())
                .put("version", plan.version())
                .put("sha256", plan.sha256().hex());
        ArrayNode list = out.putArray("waivers");
        waivers.forEach(w -> waiver(list.addObject(), w));
        ArrayNode optional = out.putArray("optionalNotPassed");
        optionalNotPassed.forEach(optional::add);
        return out;
    }

    private static void waiver(ObjectNode out, Waived waiver) {
        out.put("test", waiver.test());
        out.put("required", waiver.required());
        out.put("owner", waiver.owner());
        out.put("reason", waiver.reason());
        out.put("expiresAt", waiver.expiresAt().toString());
        if (waiver.priceCents().isPresent()) {
            out.put("priceCents", waiver.priceCents().getAsLong());
        }
    }
}
