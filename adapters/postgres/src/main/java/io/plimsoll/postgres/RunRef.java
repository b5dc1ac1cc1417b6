/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import org.jooq.Record;

/** A run as statements need it. */
record RunRef(long id, String site, String node, String plan, boolean finished) {

    static RunRef of(Tx tx, long runId) {
        Record r = tx.sql().fetchOne("""
                        select r.id, s.name as site, u.name as node, r.plan,
                               exists (select 1 from test_run_end e where e.run_id = r.id) as finished
                          from test_run r join site s on s.id = r.site_id join unit u on u.id = r.unit_id where r.id = ?
                        """, runId);
        if (r == null) {
            throw new RecordRefusedException("there is no run " + runId);
        }
        return new RunRef(
                runId,
                r.get("site", String.class),
                r.get("node", String.class),
                r.get("plan", String.class),
                r.get("finished", Boolean.class));
    }

    void refuseFinished() {
        if (finished) {
            throw new RecordRefusedException("run " + id + " is finished; a new run is needed");
        }
    }
}
