/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.keys;

import io.plimsoll.acceptance.certificate.SiteKey;
import io.plimsoll.postgres.SiteKeyRow;
import io.plimsoll.postgres.SiteKeys;
import io.plimsoll.postgres.Stamp;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/** Each site's signing key: made when it is first needed, sealed in the record. */
public final class SigningKeys {

    private static final String ACTOR = "server:keys";

    private final SiteKeys rows;
    private final Sealer sealer;
    private final SecureRandom random;
    private final InstantSource clock;

    public SigningKeys(SiteKeys rows, Sealer sealer, SecureRandom random, InstantSource clock) {
        this.rows = rows;
        this.sealer = sealer;
        this.random = random;
        this.clock = clock;
    }

    /** The site's present key with its secret half. */
    public SiteKey forSigning(String site) {
        SiteKeyRow row = present(site);
        byte[] pem = sealer.unseal(row.privateKey(), name(site, row.keyId()));
        return SiteKey.fromPrivatePem(new String(pem, StandardCharsets.US_ASCII), "key of " + site);
    }

    /** The site's present public key in PEM. */
    public String publicPem(String site) {
        return present(site).publicPem();
    }

    /** Any key that a site has or had, in PEM. */
    public Optional<String> publicPem(String site, String keyId) {
        return rows.find(site, keyId).map(SiteKeyRow::publicPem);
    }

    private synchronized SiteKeyRow present(String site) {
        return rows.find(site).orElseGet(() -> make(site));
    }

    private SiteKeyRow make(String site) {
        SiteKey key = SiteKey.generate(random);
        byte[] secret = key.privatePem().getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = sealer.seal(secret, name(site, key.keyId()));
        return rows.create(new Stamp(ACTOR, clock.instant()), site, key.keyId(), key.publicPem(), sealed);
    }

    private static String name(String site, String keyId) {
        return "site-key:" + site + ":" + keyId;
    }
}
