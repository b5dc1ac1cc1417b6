/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.util.Optional;

/** The keys that sign certificates. */
@SuppressWarnings("DoNotCallSuggester")
public final class SiteKeys {

    SiteKeys() {}

    /** The site's present key. */
    public Optional<SiteKeyRow> find(String site) {
        throw new UnsupportedOperationException();
    }

    /** Any key that a site has or had. */
    public Optional<SiteKeyRow> find(String site, String keyId) {
        throw new UnsupportedOperationException();
    }

    /** A new present key for the site; older ones stay known. The private part is not journaled. */
    public SiteKeyRow create(Stamp stamp, String site, String keyId, String publicPem, byte[] privateKey) {
        throw new UnsupportedOperationException();
    }
}
