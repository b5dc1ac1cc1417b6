/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.health.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a file of signals does not say of itself. */
final class SourceOptions {

    @Option(names = "--node", paramLabel = "NAME", description = "The host's name, for lines that name none.")
    private String node = "";

    @Option(
            names = "--received",
            paramLabel = "INSTANT",
            description = "When the file was taken; years are added by it. Default: the file's own time of change.")
    private @Nullable Instant received;

    @Option(names = "--booted", paramLabel = "INSTANT", description = "When the host booted, for times since boot.")
    private @Nullable Instant booted;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Of times that tell none. Default: UTC.")
    private ZoneId zone = ReadOptions.NONE.zone();

    ReadOptions of(Path file) throws IOException {
        Instant taken =
                received != null ? received : Files.getLastModifiedTime(file).toInstant();
        return new ReadOptions(node, Optional.of(taken), Optional.ofNullable(booted), zone);
    }
}
