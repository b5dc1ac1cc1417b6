/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.model.AssuranceLevel;
import org.jooq.DSLContext;
import org.jooq.Record;

/** A site as statements need it. */
record SiteRef(long id, String name, AssuranceLevel requiredAssurance) {

    /** The site of that name, or a refusal that names it. */
    static SiteRef of(DSLContext sql, String name) {
        Record row = sql.fetchOne("select id, required_assurance from site where name = ?", name);
        if (row == null) {
            throw new RecordRefusedException("there is no site '" + name + "'");
        }
        return new SiteRef(
                row.get("id", Long.class), name, AssuranceLevel.valueOf(row.get("required_assurance", String.class)));
    }
}
