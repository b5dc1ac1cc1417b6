/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says, checked against the process that has that number now.
 *
 * @param handle the running PostgreSQL of this data folder
 * @param port the loopback port it listens on; 0 while it does not say yet
 */
record Postmaster(ProcessHandle handle, int port) {

    private static final int PORT_LINE = 3;

    /** The server that runs on the folder, if one does. A number that another program has by now is not one. */
    static Optional<Postmaster> of(Path cluster) {
        Path file = cluster.resolve("postmaster.pid");
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (lines.size() < 2) {
                return Optional.empty();
            }
            boolean sameFolder = Path.of(lines.get(1).strip())
                    .toAbsolutePath()
                    .normalize()
                    .equals(cluster.toAbsolutePath().normalize());
            int port = lines.size() > PORT_LINE
                    ? Integer.parseInt(lines.get(PORT_LINE).strip())
                    : 0;
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(p -> sameFolder && isPostgres(p.pid()))
                    .map(p -> new Postmaster(p, port));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("postgres");
        } catch (IOException e) {
            return false;
        }
    }
}
