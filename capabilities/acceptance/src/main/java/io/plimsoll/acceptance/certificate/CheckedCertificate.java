/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.model.Sha256;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of many after its check: small, so that a whole fleet's certificates stand in memory at once.
 *
 * @param file as the user named it
 * @param sha256 of the file
 * @param reasons why it does not hold; empty exactly when it does
 * @param node the node's name; empty unless the signature holds
 * @param serial the subject's name; empty unless the signature holds, and for a block
 * @param issuedAt empty unless the signature holds
 * @param entry what a block says of this node; empty unless the certificate holds and is a node's
 */
public record CheckedCertificate(
        String file,
        Sha256 sha256,
        List<String> reasons,
        String node,
        String serial,
        Optional<Instant> issuedAt,
        Optional<NodeEntry> entry) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public CheckedCertificate {
        reasons = List.copyOf(reasons);
    }

    /** Checks one file against the key at a time. */
    public static CheckedCertificate check(String file, byte[] bytes, PublicKey key, Instant at) {
        Sha256 sha256 = Sha256.of(bytes);
        CertificateVerifier.Read read = CertificateVerifier.readAny(bytes, key, at);
        CertificateVerifier.Result result = read.result();
        if (result.statement().isEmpty()) {
            return refused(file, sha256, result.reasons());
        }
        JsonNode statement = read.statement().orElseGet(JSON::createObjectNode);
        if (CertificateVerifier.isBlock(statement)) {
            String block =
                    statement.path("predicate").path("block").path("name").asString("");
            return new CheckedCertificate(
                    file, sha256, result.reasons(), block, "", Optional.empty(), Optional.empty());
        }
        JsonNode own = statement.path("predicate").path(CertificateStatement.EXTENSION);
        String serial = statement.path("subject").path(0).path("name").asString("");
        List<String> reasons = new ArrayList<>(result.reasons());
        Optional<NodeEntry> entry = Optional.empty();
        try {
            entry = result.valid() ? Optional.of(NodeEntry.of(statement, sha256)) : entry;
        } catch (IllegalArgumentException | NoSuchElementException e) {
            reasons.add("what it says of its node cannot be read: " + e.getMessage());
        }
        return new CheckedCertificate(
                file,
                sha256,
                reasons,
                own.path("node").asString(serial),
                serial,
                StatementRules.instant(own.path("issuedAt")),
                entry);
    }

    /** A file of which nothing but the reason is known. */
    public static CheckedCertificate refused(String file, Sha256 sha256, List<String> reasons) {
        return new CheckedCertificate(file, sha256, reasons, "", "", Optional.empty(), Optional.empty());
    }

    /** Whether it holds. */
    public boolean valid() {
        return reasons.isEmpty();
    }
}
