/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import io.plimsoll.oncall.vault.ContactKind;
import io.plimsoll.oncall.vault.VaultStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The vault's own schema, over connections of the login that owns it. */
public final class VaultRecords implements VaultStore {

    private final DataSource source;

    VaultRecords(DataSource source) {
        this.source = source;
    }

    private <T> T run(Function<DSLContext, T> work) {
        return DSL.using(source, SQLDialect.POSTGRES).transactionResult(c -> work.apply(c.dsl()));
    }

    @Override
    public Optional<byte[]> key(String person) {
        return run(sql -> sql.fetchOptional("select wrapped from vault.person_key where person = ?", person)
                .map(r -> r.get("wrapped", byte[].class)));
    }

    @Override
    public void keepKey(String person, byte[] wrapped) {
        run(sql -> sql.execute(
                "insert into vault.person_key (person, wrapped) values (?, ?) on conflict do nothing",
                person,
                wrapped));
    }

    @Override
    public void destroy(String person) {
        run(sql -> sql.execute("delete from vault.person_key where person = ?", person)
                + sql.execute("delete from vault.contact where person = ?", person));
    }

    @Override
    public void add(Row row) {
        run(sql -> sql.execute(
                "insert into vault.contact (handle, person, kind, label, sealed, added_at) values (?, ?, ?, ?, ?, ?::timestamptz)",
                row.handle(),
                row.person(),
                row.kind().name(),
                row.label(),
                row.sealed(),
                row.addedAt().toString()));
    }

    @Override
    public void remove(String handle) {
        run(sql -> sql.execute("delete from vault.contact where handle = ?", handle));
    }

    @Override
    public Optional<Row> find(String handle) {
        return run(sql -> sql.fetchOptional("select * from vault.contact where handle = ?", handle)
                .map(VaultRecords::row));
    }

    @Override
    public List<Row> of(String person) {
        return run(sql -> sql.fetch("select * from vault.contact where person = ? order by added_at, handle", person)
                .map(VaultRecords::row));
    }

    private static Row row(Record r) {
        return new Row(
                r.get("handle", String.class),
                r.get("person", String.class),
                ContactKind.valueOf(r.get("kind", String.class)),
                r.get("label", String.class),
                r.get("sealed", byte[].class),
                r.get("added_at", Instant.class));
    }
}
