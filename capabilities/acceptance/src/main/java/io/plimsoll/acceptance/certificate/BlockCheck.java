/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import static io.plimsoll.acceptance.certificate.BlockJson.text;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds a block against the nodes' own certificates: is each there, does it hold, and does it say what the block says? */
public final class BlockCheck {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The outcome.
     *
     * @param reasons why the block does not hold; empty if it does
     * @param notes what the block could not know when it was issued
     */
    public record Findings(List<String> reasons, List<String> notes) {}

    private BlockCheck() {}

    /**
     * @param statement of a block certificate that holds
     * @param certificates checked under the same key and at the same time
     */
    public static Findings against(String statement, List<CheckedCertificate> certificates, Instant at) {
        JsonNode predicate = JSON.readTree(statement).path("predicate");
        Map<String, CheckedCertificate> byHash = new HashMap<>();
        certificates.forEach(c -> byHash.put(c.sha256().hex(), c));
        Map<String, CheckedCertificate> counting = new HashMap<>();
        CertificateBatch batch = CertificateBatch.of(certificates, at);
        batch.good().forEach(c -> counting.put(c.serial(), c));
        batch.bad().forEach(c -> counting.put(c.serial(), c));
        List<String> reasons = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<NodeEntry> entries = new ArrayList<>();
        String site = text(predicate.path("block"), "site");
        for (JsonNode node : predicate.path("nodes")) {
            Optional<CheckedCertificate> own = Optional.ofNullable(byHash.get(text(node, "certificateSha256")));
            node(node, site, own, reasons);
            own.flatMap(CheckedCertificate::entry).ifPresent(entries::add);
            Optional.ofNullable(counting.get(text(node, "serial")))
                    .filter(c -> !c.sha256().hex().equals(text(node, "certificateSha256")))
                    .ifPresent(c -> (c.valid() ? notes : reasons)
                            .add("node " + text(node, "node") + " has a later certificate, " + c.file()
                                    + (c.valid() ? "" : ", which does not hold: " + String.join("; ", c.reasons()))));
        }
        for (JsonNode exempt : predicate.path("exceptions")) {
            String name = text(exempt, "node");
            batch.good().stream()
                    .filter(c -> c.node().equals(name) || c.serial().equals(name))
                    .forEach(c -> notes.add("exception " + name + " has a certificate that holds by now, " + c.file()));
        }
        if (reasons.isEmpty() && !BlockJson.same(predicate.path("criteria"), BlockJson.criteria(entries))) {
            reasons.add("it names other sources of limits than its nodes' certificates");
        }
        return new Findings(reasons, notes);
    }

    private static void node(JsonNode node, String site, Optional<CheckedCertificate> own, List<String> reasons) {
        String name = text(node, "node");
        if (own.isEmpty()) {
            reasons.add("node " + name + ": no file has the SHA-256 of its certificate, "
                    + text(node, "certificateSha256"));
        } else if (own.get().entry().isEmpty()) {
            reasons.add("node " + name + ": its certificate does not hold: "
                    + String.join("; ", own.get().reasons()));
        } else {
            NodeEntry entry = own.get().entry().get();
            if (!BlockJson.same(entry.json(), node) || !entry.site().equals(site)) {
                reasons.add("node " + name + ": the block says otherwise than its certificate");
            }
        }
    }
}
