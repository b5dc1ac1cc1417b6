/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres;

/** The record: one PostgreSQL database with its repositories. Open it once, share it between threads, close it at the end. */
@SuppressWarnings("DoNotCallSuggester")
public final class Database implements AutoCloseable {

    private Database() {}

    /** Starts or connects to PostgreSQL and brings the schema up to date. */
    public static Database open(DatabaseConfig config) {
        throw new UnsupportedOperationException("not yet: " + config);
    }

    /** Where the database runs, without password: {@code jdbc:postgresql://127.0.0.1:41873/plimsoll}. */
    public String url() {
        throw new UnsupportedOperationException();
    }

    /** Whether a query is answered now; for the readiness probe. */
    public boolean alive() {
        throw new UnsupportedOperationException();
    }

    public Journal journal() {
        throw new UnsupportedOperationException();
    }

    public Sites sites() {
        throw new UnsupportedOperationException();
    }

    public Line line() {
        throw new UnsupportedOperationException();
    }

    public FabricRecords fabric() {
        throw new UnsupportedOperationException();
    }

    public AcceptanceRecords acceptance() {
        throw new UnsupportedOperationException();
    }

    public Ledger ledger() {
        throw new UnsupportedOperationException();
    }

    public Users users() {
        throw new UnsupportedOperationException();
    }

    public SiteKeys siteKeys() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
