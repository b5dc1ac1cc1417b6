/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.AssuranceLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sites and what stands in them. */
@SuppressWarnings("DoNotCallSuggester")
public final class Sites {

    Sites() {}

    /** A new site. Its name must be free. */
    public Site create(
            Stamp stamp,
            String name,
            String title,
            String timeZone,
            boolean simulated,
            AssuranceLevel requiredAssurance) {
        throw new UnsupportedOperationException();
    }

    /** All sites by name. */
    public List<Site> list() {
        throw new UnsupportedOperationException();
    }

    /** The site of that name. */
    public Optional<Site> find(String name) {
        throw new UnsupportedOperationException();
    }

    /** The site in numbers at an instant. */
    public SiteSummary summary(String site, Instant at) {
        throw new UnsupportedOperationException();
    }

    /** Names and serials that contain the text, over all sites, exact matches first. */
    public List<SearchHit> search(String text, int limit) {
        throw new UnsupportedOperationException();
    }
}
