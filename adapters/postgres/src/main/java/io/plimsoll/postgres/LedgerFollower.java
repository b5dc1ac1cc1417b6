/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import org.jspecify.annotations.Nullable;

/**
 * Follows a site's ledger as the record grows: what was read before is kept, and only what was recorded since is read. Begins
 * anew after a plan was imported, since racks and the GPUs of a node may then be others. For one thread at a time.
 */
public final class LedgerFollower {

    private final Store store;
    private final String site;
    private final boolean gpus;
    private @Nullable LedgerProjection projection;
    private @Nullable LedgerEntries last;

    LedgerFollower(Store store, String site, boolean gpus) {
        this.store = store;
        this.site = site;
        this.gpus = gpus;
    }

    /** Whether it holds GPUs one by one too. */
    public boolean gpus() {
        return gpus;
    }

    /** All entries until now; the very same object as before if nothing was recorded that concerns the ledger. */
    public LedgerEntries read() {
        LedgerProjection known = projection;
        LedgerEntries before = last;
        // What breaks off half-way is forgotten, so that the next look begins anew.
        projection = null;
        last = null;
        return store.read(sql -> {
            SiteRef ref = SiteRef.of(sql, site);
            boolean anew = known == null || before == null || known.planChanged(sql);
            LedgerProjection now = anew || known == null ? LedgerProjection.begun(sql, ref, gpus) : known;
            boolean grew = now.follow(sql, ref);
            LedgerEntries after = anew || grew || before == null ? now.entries() : before;
            projection = now;
            last = after;
            return after;
        });
    }
}
