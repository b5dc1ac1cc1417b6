/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import io.plimsoll.twin.door.Acknowledged;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Appends every acknowledged write to a file, one line each, so that a test can hold the record against it. */
final class AcknowledgedFile implements Acknowledged, AutoCloseable {

    private final OutputStream out;

    private AcknowledgedFile(OutputStream out) {
        this.out = out;
    }

    /** Without a file nothing is written. */
    static AcknowledgedFile open(Optional<Path> file) throws IOException {
        return new AcknowledgedFile(
                file.isEmpty()
                        ? OutputStream.nullOutputStream()
                        : Files.newOutputStream(file.get(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    @Override
    public synchronized void write(String kind, String subject) {
        try {
            out.write((kind + " " + subject + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
