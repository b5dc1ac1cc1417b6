/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Signal;
import io.plimsoll.testkit.SharedData;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads texts and shared files in tests. */
final class Heard {

    static final Instant TAKEN = Instant.parse("2026-01-02T00:00:00Z");

    private Heard() {}

    static SignalReading text(String text) {
        return text(text, Optional.empty());
    }

    static SignalReading text(String text, Optional<String> format) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), format);
    }

    static SignalReading bytes(byte[] bytes, Optional<String> format) {
        try {
            return SignalReaders.read(
                    new ByteArrayInputStream(bytes),
                    "test",
                    format,
                    new ReadOptions("", Optional.of(TAKEN), Optional.empty(), ZoneOffset.UTC));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The one event of a kernel line. */
    static Signal line(String line) {
        SignalReading reading = text(line, Optional.of("kernel"));
        if (reading.events().size() != 1) {
            throw new AssertionError(reading.events().size() + " events, warnings " + reading.warnings());
        }
        return reading.events().getFirst();
    }

    static SignalReading shared(String file) throws IOException {
        try (InputStream in = Files.newInputStream(SharedData.require(file))) {
            return SignalReaders.read(in, file, Optional.empty(), ReadOptions.NONE);
        }
    }
}
