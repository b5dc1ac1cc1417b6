/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.ledger;

import io.plimsoll.capacity.Commitment;
import io.plimsoll.capacity.ledger.Log;
import io.plimsoll.capacity.ledger.Timelines;
import io.plimsoll.capacity.read.CommitmentReader;
import io.plimsoll.capacity.read.Instants;
import io.plimsoll.capacity.read.LedgerReader;
import io.plimsoll.capacity.statement.Standing;
import io.plimsoll.capacity.statement.Statements;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The ledger, the contract lines and the instant of knowledge that most verbs take. */
final class LedgerInput {

    @Option(
            names = {"--ledger", "--input"},
            required = true,
            paramLabel = "FILE",
            description = "The ledger: CSV or JSON.")
    private Path ledger = Path.of("");

    @Option(
            names = "--commitments",
            paramLabel = "FILE",
            description = "Contract lines: YAML or JSON. Without it only the ledger is told.")
    private @Nullable Path commitments;

    @Option(
            names = {"--known-at", "--as-known-at"},
            paramLabel = "INSTANT",
            description = "Leave out what was recorded later. Default: everything counts.")
    private @Nullable String knownAt;

    Path ledger() {
        return ledger;
    }

    Log log() throws IOException {
        return read(ledger);
    }

    static Log read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return LedgerReader.log(in, file.toString());
        }
    }

    Optional<Instant> knownAt() {
        return knownAt == null ? Optional.empty() : Optional.of(instant("--known-at", knownAt));
    }

    long knownMicros() {
        return knownAt().map(Statements::micros).orElse(Long.MAX_VALUE);
    }

    Timelines timelines(Log log) {
        return Timelines.of(log, knownMicros());
    }

    /** The contract lines; none without the option. Those that would count the same units twice are refused. */
    List<Commitment> commitments(Timelines timelines) throws IOException {
        if (commitments == null) {
            return List.of();
        }
        List<Commitment> out = commitments(commitments);
        Standing.requireOwnUnits(timelines, out, commitments.toString());
        return out;
    }

    static List<Commitment> commitments(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CommitmentReader.read(in, file.toString());
        }
    }

    static Sha256 hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.of(in);
        }
    }

    Sha256 ledgerHash() throws IOException {
        return hash(ledger);
    }

    Sha256 commitmentsHash() throws IOException {
        return commitments == null ? Sha256.of("") : hash(commitments);
    }

    static Instant instant(String option, String text) {
        return Instants.of(text)
                .orElseThrow(() -> new BadInputException(
                        new InputProblem(option, 0, text, "an instant such as 2026-11-23T18:00:00Z, or a date")));
    }
}
