/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.twin.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a demo must remember from one start to the next. Only its owner may read it: it holds a password and a token.
 *
 * @param gpus how big the site is; a later start cannot change it
 * @param firstDay the site's first day in the record
 * @param password of the demo login
 * @param token with which the simulated site speaks to the server; empty until the server has given one
 */
public record DemoFile(long gpus, long seed, Instant firstDay, String password, String token) {

    private static final String NAME = "demo.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Whether the server knows the demo's users. */
    boolean complete() {
        return !token.isEmpty();
    }

    DemoFile withToken(String fresh) {
        return new DemoFile(gpus, seed, firstDay, password, fresh);
    }

    static Optional<DemoFile> read(Path dir) {
        Path file = dir.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(JSON.readValue(file.toFile(), DemoFile.class));
    }

    void write(Path dir) {
        try {
            Path fresh = dir.resolve(NAME + ".new");
            Files.deleteIfExists(fresh);
            Files.write(fresh, new byte[0], StandardOpenOption.CREATE_NEW);
            if (Files.getFileStore(dir).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        fresh, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
            }
            Files.write(
                    fresh,
                    JSON.writeValueAsBytes(this),
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC,
                    StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, dir.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + dir.resolve(NAME), e);
        }
    }
}
