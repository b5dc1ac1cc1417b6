/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.daemon;

import io.plimsoll.acceptance.campaign.agent.AgentWire;
import io.plimsoll.model.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an agent has in hand, on disk: orders that it took, and reports that the server has not taken yet. Each file is synced
 * before anything rests on it.
 */
final class Spool {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A finished test that waits to be taken. */
    record Finished(
            AgentWire.Order order,
            String tool,
            AgentWire.Outcome outcome,
            String reason,
            int exitCode,
            Instant startedAt,
            Instant endedAt,
            long logBytes,
            String logSha256,
            boolean truncated) {}

    private final Path folder;

    Spool(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    private Path file(String key, String kind) {
        return folder.resolve(Sha256.of(key).hex().substring(0, 32) + "." + kind);
    }

    /** Takes an order in hand. */
    void take(AgentWire.Order order) throws IOException {
        write(file(order.key(), "order"), JSON.writeValueAsBytes(order));
    }

    /** Whether an order is in hand, begun or finished. */
    boolean has(String key) {
        return Files.exists(file(key, "order")) || Files.exists(file(key, "report"));
    }

    /** Keeps a finished test with its log until it is taken. */
    void finish(Finished finished, byte[] log) throws IOException {
        String key = finished.order().key();
        write(file(key, "log"), log);
        write(file(key, "report"), JSON.writeValueAsBytes(finished));
        Files.deleteIfExists(file(key, "order"));
    }

    byte[] log(String key) throws IOException {
        return Files.readAllBytes(file(key, "log"));
    }

    /** Takes a finished test out of the way, with its log. @return where its report lies now */
    Path setAside(String key) throws IOException {
        Path refused = Files.createDirectories(folder.resolve("refused"));
        for (String kind : List.of("log", "report")) {
            Path file = file(key, kind);
            if (Files.exists(file)) {
                Files.move(file, refused.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.deleteIfExists(file(key, "order"));
        return refused.resolve(file(key, "report").getFileName());
    }

    void forget(String key) throws IOException {
        Files.deleteIfExists(file(key, "order"));
        Files.deleteIfExists(file(key, "report"));
        Files.deleteIfExists(file(key, "log"));
    }

    /** Orders that were begun and not finished: by a process that is no more. */
    List<AgentWire.Order> begun() throws IOException {
        return read("order", AgentWire.Order.class);
    }

    List<Finished> finished() throws IOException {
        return read("report", Finished.class);
    }

    private <T> List<T> read(String kind, Class<T> type) throws IOException {
        List<T> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.toString().endsWith("." + kind)).sorted().toList();
        }
        for (Path file : files) {
            try {
                found.add(JSON.readValue(Files.readAllBytes(file), type));
            } catch (JacksonException e) {
                // Half a file of a node that lost power; the server asks for the test again.
                Files.deleteIfExists(file);
            }
        }
        return found;
    }

    private void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
