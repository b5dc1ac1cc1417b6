/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.certificate;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.Fingerprint;
import io.plimsoll.acceptance.judge.Judgement;
import io.plimsoll.acceptance.judge.TestVerdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a certificate says: this fingerprint passed this plan at this time. Written as an in-toto Statement v1 with the
 * test-result predicate v0.1; what that predicate has no field for stands in our extension {@link #EXTENSION}.
 *
 * @param node the node's name on the site; the serial where it has none
 * @param site empty for a host that is on no site's record
 * @param validUntil the end of the first waiver that was used; empty for no end
 * @param operator who had it run
 * @param software versions that are told and not part of the fingerprint, such as kernel and driver
 */
public record CertificateStatement(
        String node,
        String site,
        Fingerprint fingerprint,
        Instant issuedAt,
        Optional<Instant> validUntil,
        String operator,
        SortedMap<String, String> software,
        Judgement judgement) {

    public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
    public static final String PREDICATE_TYPE = "https://in-toto.io/attestation/test-result/v0.1";

    /** The property of the predicate that holds our own fields; a URI, as in-toto asks of extensions. */
    public static final String EXTENSION = "https://plimsoll.io/attestation/acceptance/v1";

    public CertificateStatement {
        software = Collections.unmodifiableSortedMap(new TreeMap<>(software));
    }

    /**
     * The statement that a judgement allows.
     *
     * @throws IllegalArgumentException if something required blocks: there is no such certificate
     */
    public static CertificateStatement of(
            String node,
            String site,
            Fingerprint fingerprint,
            String operator,
            SortedMap<String, String> software,
            Judgement judgement) {
        if (!judgement.certifiable()) {
            throw new IllegalArgumentException("no certificate while something required blocks: "
                    + judgement.blocking().stream().map(TestVerdict::test).collect(Collectors.joining(", ")));
        }
        return new CertificateStatement(
                node, site, fingerprint, judgement.judgedAt(), judgement.validUntil(), operator, software, judgement);
    }

    /** The statement as canonical JSON in UTF-8; this is what is signed. */
    public byte[] toBytes() {
        return CanonicalJson.write(StatementJson.write(this)).getBytes(StandardCharsets.UTF_8);
    }

    /** The signed envelope. */
    public Dsse sign(SiteKey key) {
        return Dsse.sign(Dsse.IN_TOTO, toBytes(), key);
    }
}
