/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** Transactions. One writer at a time: a writing transaction begins by locking the journal's head, so none can deadlock. */
final class Store {

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final DataSource source;
    private final Clock clock;
    private final List<Consumer<List<JournalRow>>> listeners = new CopyOnWriteArrayList<>();

    Store(DataSource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    void onCommit(Consumer<List<JournalRow>> listener) {
        listeners.add(listener);
    }

    /** A read of one or several statements that see the same snapshot. */
    <T> T read(Function<DSLContext, T> work) {
        return inTransaction(true, work);
    }

    /** A write with its journal rows, all or nothing. */
    <T> T write(Stamp stamp, Function<Tx, T> work) {
        List<JournalRow> rows = new java.util.ArrayList<>();
        T result = inTransaction(false, sql -> {
            Tx tx = new Tx(sql, stamp, clock.instant());
            T value = work.apply(tx);
            rows.addAll(tx.rows());
            return value;
        });
        if (!rows.isEmpty()) {
            listeners.forEach(l -> l.accept(List.copyOf(rows)));
        }
        return result;
    }

    private <T> T inTransaction(boolean readOnly, Function<DSLContext, T> work) {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(
                    readOnly ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
            boolean done = false;
            try {
                T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES));
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done && !connection.isClosed()) {
                    connection.rollback();
                }
            }
        } catch (SQLException e) {
            throw refusedOr(e, new IllegalStateException("the database failed: " + e.getMessage(), e));
        } catch (DataAccessException e) {
            throw e.getCause() instanceof SQLException sql ? refusedOr(sql, e) : e;
        }
    }

    /** PLxxx are our own refusals, 23xxx are constraints, 22xxx are values that no column takes. */
    private static RuntimeException refusedOr(SQLException e, RuntimeException otherwise) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (!state.startsWith("PL") && !state.startsWith("23") && !state.startsWith("22")) {
            return otherwise;
        }
        String message = e.getMessage() == null
                ? state
                : e.getMessage().lines().findFirst().orElse(state);
        return new RecordRefusedException(message.replaceFirst("^ERROR: ", ""), e);
    }
}
