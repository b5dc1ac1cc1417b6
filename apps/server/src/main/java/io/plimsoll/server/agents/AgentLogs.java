/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.agents;

import io.plimsoll.acceptance.campaign.run.NodeLog;
import io.plimsoll.model.Sha256;
import io.plimsoll.server.http.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Logs on their way in, one file an order, in the data folder. An agent may send any piece again; after a break it goes on
 * where the file ends.
 */
final class AgentLogs {

    private final Path folder;

    AgentLogs(Path folder) {
        this.folder = folder;
    }

    private Path file(String node, String key) {
        return folder.resolve(Sha256.of(node + "\n" + key).hex() + ".log");
    }

    /**
     * Takes a piece.
     *
     * @return where the log goes on; another place than the end of this piece if a piece before it is missing
     */
    synchronized long append(String node, String key, long offset, byte[] piece) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel out = FileChannel.open(file(node, key), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long have = out.size();
            if (offset < 0 || offset > have) {
                return have;
            }
            if (offset + piece.length > NodeLog.BYTES_MAX) {
                throw new Problem(
                        413,
                        "log-too-long",
                        "The log is too long",
                        "at most " + NodeLog.BYTES_MAX + " bytes of a log are kept; the test is an ERROR",
                        List.of());
            }
            out.position(offset);
            ByteBuffer buffer = ByteBuffer.wrap(piece);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            return Math.max(have, offset + piece.length);
        }
    }

    /** What is here of a log. */
    byte[] read(String node, String key) throws IOException {
        Path file = file(node, key);
        return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    }

    void forget(String node, String key) throws IOException {
        Files.deleteIfExists(file(node, key));
    }
}
