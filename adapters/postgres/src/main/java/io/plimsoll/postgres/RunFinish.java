/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.Sha256;
import io.plimsoll.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The judgement of a whole run: with a certificate the node is ACCEPTED, without one it goes back.
 *
 * @param repair whether a node that failed goes to REPAIR (else back to CABLED, to be tested again)
 * @param reason why it failed, in one sentence; empty with a certificate
 */
public record RunFinish(
        Verdict verdict, List<Judged> tests, Optional<NewCertificate> certificate, boolean repair, String reason) {
    public RunFinish {
        tests = List.copyOf(tests);
    }

    /**
     * @param waiver the waiver that lets it through; given exactly where the verdict is WAIVED
     */
    public record Judged(String test, Verdict verdict, OptionalLong waiver, String reason) {}

    /**
     * @param dsse the signed envelope, as the exact bytes
     * @param statementSha256 of the signed statement
     * @param validUntil when it ends by itself; empty for never
     * @param keyId of the site's key that signed it
     */
    @SuppressWarnings("ArrayRecordComponent") // bytes are carried, never compared
    public record NewCertificate(
            byte[] dsse, Sha256 statementSha256, Instant issuedAt, Optional<Instant> validUntil, String keyId) {}
}
