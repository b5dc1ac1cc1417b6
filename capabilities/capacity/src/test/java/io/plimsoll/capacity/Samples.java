/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.capacity;

import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.statement.Statement;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.capacity.statement.Windows;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Ledgers and contracts as text, read as the product reads them. */
public final class Samples {

    public static final String HEADER = "effective_at,unit,from,to,gpus,site,rack,slot,commitment,exclusion,cause\n";

    public static final Statement.Sources SOURCES = new Statement.Sources("", "", 0, 0);

    private Samples() {}

    public static Log log(String csv) {
        try {
            return LedgerReader.log(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "ledger.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A contract with these lines in place of, or added to, the usual ones. */
    public static Commitment contract(String unit, int quantity, String more) {
        return CommitmentReader.read("""
                        id: acme
                        unit: %s
                        tranches: [{quantity: %d, from: 2026-01-01, until: 2027-01-01}]
                        availability: {target: 99.5%%, measure: timeMet}
                        %s
                        """.formatted(unit, quantity, more), "contract.yaml")
                .getFirst();
    }

    public static Statement statement(String csv, Commitment contract, String from, String until, String asOf) {
        return new Statements(Timelines.of(log(csv)), contract, at(asOf), Optional.empty())
                .of(new Windows(at(from), at(until)), SOURCES);
    }

    public static Instant at(String text) {
        return Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
    }
}
