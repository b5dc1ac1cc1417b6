/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.Site;
import io.plimsoll.postgres.SiteSpan;
import io.plimsoll.postgres.Stamp;
import io.plimsoll.server.http.Call;
import io.plimsoll.server.http.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What handlers ask again and again: which site, who writes, and when it became true. */
final class Scope {

    private Scope() {}

    /** The site of the path, or not found. */
    static Site site(Database record, Call<?> call) {
        String name = call.path("site");
        return record.sites().find(name).orElseThrow(() -> Problem.notFound("site " + name));
    }

    /** What the clock of a site shows: the present, or the latest step in a simulated site, which lives in its own time. */
    static Instant now(Database record, Site site, Call<?> call) {
        return site.simulated()
                ? record.sites().span(site.name()).map(SiteSpan::last).orElse(call.now())
                : call.now();
    }

    static Stamp stamp(Call<?> call, @Nullable Instant effectiveAt) {
        return new Stamp(call.actor().name(), call.effectiveAt(effectiveAt));
    }

    static Stamp stamp(Call<?> call) {
        return stamp(call, null);
    }
}
