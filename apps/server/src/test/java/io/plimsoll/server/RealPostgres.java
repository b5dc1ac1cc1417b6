/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A PostgreSQL of the operating system's, with its own {@code pg_dump}, where one is installed under /usr/lib/postgresql. It is set up as
 * docs/how-to/contact-vault.md says: {@code plimsoll} is its superuser, {@code plimsoll_main} the server, {@code plimsoll_vault} the vault.
 */
final class RealPostgres implements AutoCloseable {

    private static final Path HOME = Path.of("/usr/lib/postgresql");

    private final Path bin;
    private final Path folder;
    private final int port;

    private RealPostgres(Path bin, Path folder, int port) {
        this.bin = bin;
        this.folder = folder;
        this.port = port;
    }

    /** Starts one; empty where none is installed. */
    static Optional<RealPostgres> start() throws IOException, InterruptedException {
        if (!Files.isDirectory(HOME)) {
            return Optional.empty();
        }
        Optional<Path> bin;
        try (var versions = Files.list(HOME)) {
            bin = versions.map(v -> v.resolve("bin"))
                    .filter(b -> Files.exists(b.resolve("initdb")) && Files.exists(b.resolve("pg_dump")))
                    .max(Comparator.naturalOrder());
        }
        if (bin.isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("plimsoll-real-postgres-");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RealPostgres real = new RealPostgres(bin.get(), folder, port);
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()));
        }
        String data = folder.resolve("data").toString();
        real.program("initdb", "--pgdata=" + data, "--username=plimsoll", "--auth=trust", "--encoding=UTF8");
        real.program(
                "pg_ctl",
                "--pgdata=" + data,
                "--wait",
                "--log=" + folder.resolve("log"),
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                        + " -c log_statement=all",
                "start");
        real.psql("postgres", "--command=create role plimsoll_main login");
        real.psql("postgres", "--command=create database record owner plimsoll_main");
        return Optional.of(real);
    }

    /** The record, under the login that the server has. */
    String url() {
        return url("plimsoll_main");
    }

    /** The record, under a login. */
    String url(String login) {
        return "postgresql://" + login + "@127.0.0.1:" + port + "/record";
    }

    /** Sets the vault apart: the administrator's part, after the schema was made. */
    void setVaultApart() throws IOException, InterruptedException {
        Path script = folder.resolve("vault-apart.sql");
        try (var in = Objects.requireNonNull(RealPostgres.class.getResourceAsStream("/db/vault-apart.sql"))) {
            Files.write(script, in.readAllBytes());
        }
        psql("record", "--file=" + script);
    }

    private void psql(String database, String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "--quiet",
                "--no-psqlrc",
                "--set=ON_ERROR_STOP=1",
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=plimsoll",
                "--dbname=" + database));
        all.addAll(Arrays.asList(options));
        program("psql", all.toArray(String[]::new));
    }

    /** What a backup of these schemas holds. */
    String dump(String... options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--host=127.0.0.1", "--port=" + port, "--username=plimsoll"));
        all.addAll(Arrays.asList(options));
        all.add("record");
        return program("pg_dump", all.toArray(String[]::new));
    }

    /** What the server itself wrote down, every statement included. */
    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private String program(String name, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(name).toString());
        command.addAll(Arrays.asList(options));
        return run(command);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("plimsoll-out-", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            int code = process.waitFor();
            String text = Files.readString(out, StandardCharsets.UTF_8);
            if (code != 0) {
                throw new IOException(command + " ended with " + code + ": " + text);
            }
            return text;
        } finally {
            Files.delete(out);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            program("pg_ctl", "--pgdata=" + folder.resolve("data"), "--mode=immediate", "--wait", "stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TestServer.delete(folder);
    }
}
