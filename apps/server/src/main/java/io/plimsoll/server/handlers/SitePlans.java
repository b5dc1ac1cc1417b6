/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.fabric.FabricPlan;
import io.plimsoll.postgres.FabricRecords;
import io.plimsoll.server.http.Problem;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The present plan of each site. A large plan takes a second to read from the record, so it is kept while memory lasts. */
public final class SitePlans {

    private final FabricRecords record;
    private final Map<String, SoftReference<FabricPlan>> kept = new ConcurrentHashMap<>();

    public SitePlans(FabricRecords record) {
        this.record = record;
    }

    /** @throws Problem if the site has no plan yet */
    FabricPlan require(String site) {
        SoftReference<FabricPlan> reference = kept.get(site);
        FabricPlan plan = reference == null ? null : reference.get();
        if (plan != null) {
            return plan;
        }
        FabricPlan read = record.plan(site)
                .orElseThrow(() -> Problem.conflict("The site '" + site + "' has no cabling plan yet; import one."));
        kept.put(site, new SoftReference<>(read));
        return read;
    }

    void changed(String site) {
        kept.remove(site);
    }
}
