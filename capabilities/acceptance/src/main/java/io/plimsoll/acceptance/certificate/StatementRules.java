/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a signed statement must say to be a certificate. A good signature under a bad statement is still refused. */
final class StatementRules {

    private StatementRules() {}

    /** The broken rules, in words; empty if all hold. */
    static List<String> broken(JsonNode root, Instant at) {
        List<String> out = new ArrayList<>();
        try {
            expect(out, root.path("_type"), CertificateStatement.STATEMENT_TYPE, "_type");
            expect(out, root.path("predicateType"), CertificateStatement.PREDICATE_TYPE, "predicateType");
            JsonNode own = root.path("predicate").path(CertificateStatement.EXTENSION);
            if (!own.isObject()) {
                out.add("the predicate has no " + CertificateStatement.EXTENSION);
                return out;
            }
            subject(out, root, own);
            times(out, own, at);
            tests(out, own, at);
            String result = root.path("predicate").path("result").asString("");
            if (!result.equals("PASSED") && !result.equals("WARNED")) {
                out.add("its result is '" + result + "', expected PASSED or WARNED");
            }
        } catch (IllegalArgumentException e) {
            out.add("the statement cannot be read: " + e.getMessage());
        }
        return out;
    }

    private static void expect(List<String> out, JsonNode node, String wanted, String name) {
        if (!node.asString("").equals(wanted)) {
            out.add(name + " is '" + node.asString("") + "', expected " + wanted);
        }
    }

    private static void subject(List<String> out, JsonNode root, JsonNode own) {
        JsonNode subjects = root.path("subject");
        if (!subjects.isArray() || subjects.size() != 1) {
            out.add("it names " + subjects.size() + " subjects, expected one node");
            return;
        }
        JsonNode fingerprint = own.path("fingerprint");
        JsonNode subject = subjects.required(0);
        if (!subject.path("name")
                .asString("")
                .equals(fingerprint.path("nodeSerial").asString("-"))) {
            out.add("its subject is not the node of its fingerprint");
        }
        String digest = Sha256.of(CanonicalJson.write(fingerprint)).hex();
        if (!subject.path("digest").path("sha256").asString("").equals(digest)) {
            out.add("its subject's digest is not that of its fingerprint");
        }
    }

    private static void times(List<String> out, JsonNode own, Instant at) {
        Optional<Instant> issued = instant(own.path("issuedAt"));
        if (issued.isEmpty()) {
            out.add("it does not say when it was issued");
        } else if (issued.get().isAfter(at)) {
            out.add("it was issued at " + issued.get() + ", after the time asked, " + at);
        }
        if (own.has("validUntil")) {
            Optional<Instant> until = instant(own.path("validUntil"));
            if (until.isEmpty() || !at.isBefore(until.get())) {
                out.add("it ended at " + own.path("validUntil").asString("?") + ", and the time asked is " + at);
            }
        }
    }

    private static void tests(List<String> out, JsonNode own, Instant at) {
        Map<String, JsonNode> byId = new HashMap<>();
        for (JsonNode test : own.path("tests")) {
            byId.put(test.path("test").asString(""), test);
        }
        JsonNode required = own.path("plan").path("requiredTests");
        if (!required.isArray() || required.isEmpty()) {
            out.add("its plan requires nothing");
        }
        for (JsonNode id : required) {
            JsonNode test = byId.get(id.asString(""));
            if (test == null) {
                out.add("required test '" + id.asString("") + "' is missing");
                continue;
            }
            String verdict = test.path("verdict").asString("");
            if (verdict.equals(Verdict.WAIVED.name())) {
                Optional<Instant> expires = instant(test.path("waiver").path("expiresAt"));
                if (expires.isEmpty() || !at.isBefore(expires.get())) {
                    out.add("the waiver for required test '" + id.asString("") + "' has ended or has no end");
                }
            } else if (!verdict.equals(Verdict.PASS.name())) {
                out.add("required test '" + id.asString("") + "' is " + verdict);
            } else if (test.path("logSha256").isEmpty()) {
                out.add("required test '" + id.asString("") + "' is PASS without a raw log");
            }
        }
    }

    /** An instant in ISO text; empty for anything else. */
    static Optional<Instant> instant(JsonNode node) {
        try {
            return node.isString() ? Optional.of(Instant.parse(node.stringValue())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
