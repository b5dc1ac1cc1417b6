/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.handlers;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ContractUnit;
import io.plimsoll.capacity.Money;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.read.CommitmentWriter;
import io.plimsoll.capacity.read.LedgerWriter;
import io.plimsoll.model.Sha256;
import io.plimsoll.postgres.ContractRow;
import io.plimsoll.postgres.Database;
import io.plimsoll.postgres.LedgerEntries;
import io.plimsoll.postgres.LedgerFollower;
import io.plimsoll.server.http.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Contract lines of a site with the ledger that they are judged by, both as known at an instant. Reads the record again only when it grew. */
final class PromiseBooks {

    private final Database record;
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    PromiseBooks(Database record) {
        this.record = record;
    }

    private record Kept(LedgerFollower follower, LedgerEntries entries, Log log, Timelines timelines) {}

    /**
     * @param row the version in force
     * @param terms with the claims on record
     */
    record Line(ContractRow row, Commitment terms) {}

    /** @param timelines as known at {@code knownAt} */
    record Book(String site, Instant knownAt, List<Line> lines, LedgerEntries entries, Log log, Timelines timelines) {

        Line line(String name) {
            return lines.stream()
                    .filter(l -> l.terms().id().equals(name))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("commitment " + name));
        }
    }

    Book open(String site, Instant knownAt) {
        List<Line> lines = record.contracts().list(site, knownAt).stream()
                .map(r -> new Line(r, terms(site, r)))
                .toList();
        boolean gpus = lines.stream().anyMatch(l -> l.terms().promise().unit() instanceof ContractUnit.Gpu);
        Kept now = kept.compute(site, (key, old) -> next(site, gpus, old));
        boolean all =
                now.entries.knownAt(knownAt).size() == now.entries.entries().size();
        Log log = all ? now.log : now.entries.log(knownAt);
        return new Book(site, knownAt, lines, now.entries, log, all ? now.timelines : Timelines.of(log));
    }

    private Kept next(String site, boolean gpus, @Nullable Kept old) {
        LedgerFollower follower = old != null && old.follower.gpus() == gpus
                ? old.follower
                : record.contracts().follow(site, gpus);
        LedgerEntries entries = follower.read();
        if (old != null && entries.equals(old.entries)) {
            return old;
        }
        Log log = entries.log(LedgerEntries.ALL);
        return new Kept(follower, entries, log, Timelines.of(log));
    }

    private static Commitment terms(String site, ContractRow row) {
        Commitment read =
                CommitmentReader.read(new String(row.document(), StandardCharsets.UTF_8), "contract of " + row.name())
                        .stream()
                        .filter(c -> c.id().equals(row.name()))
                        .findFirst()
                        .orElseThrow(
                                () -> new IllegalStateException("the contract of " + row.name() + " does not name it"));
        Money money = read.money();
        Map<Instant, Instant> claims = new HashMap<>(money.claims());
        row.standingClaims().forEach(c -> claims.put(c.windowFrom(), c.claimedAt()));
        return new Commitment(
                read.id(),
                read.customer(),
                new Commitment.Place(site, read.place().dedicated()),
                read.promise(),
                read.measurement(),
                new Money(money.currency(), money.price(), money.ladder(), money.cap(), money.claimDays(), claims),
                read.remedies());
    }

    /** The ledger as CSV; the same record known at the same instant gives the same bytes. */
    static byte[] ledger(Book book) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            LedgerWriter writer = new LedgerWriter(out);
            for (var entry : book.entries().knownAt(book.knownAt())) {
                writer.write(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The contract line as JSON, claims included. */
    static byte[] contract(Line line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CommitmentWriter.write(List.of(line.terms()), out);
        return out.toByteArray();
    }

    static String sha(byte[] bytes) {
        return Sha256.of(bytes).hex();
    }
}
