/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL cluster in one folder, made on first use, started here and stopped by {@link #close}.
 *
 * <p>The folder holds {@code plimsoll.lock}, {@code password} (mode 0600), {@code cluster/} and {@code postgres.log}. The
 * server listens on a free port of the loopback address only and asks for a password (SCRAM); fsync and checksums are on.
 *
 * <p>When this process dies without {@link #close}, a small guard process, which holds the other end of a pipe, sees the
 * pipe end and asks the server to stop. Should the guard die as well, the next start on the folder stops the orphan.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The owner of the cluster and of the schema. */
    public static final String OWNER = "plimsoll";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int PORT_TRIES = 5;
    private static final int SOCKET_PATH_MAX = 80;

    private final Path folder;
    private final Path cluster;
    private final Binaries binaries;
    private final RunAs runAs;
    private final FolderLock lock;
    private String password = "";
    private int port;
    private @Nullable Process guard;

    private EmbeddedPostgres(Path folder, Binaries binaries, RunAs runAs, FolderLock lock) {
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.binaries = binaries;
        this.runAs = runAs;
        this.lock = lock;
    }

    /** Starts the cluster in {@code folder}; PostgreSQL's programs are unpacked beside it, in {@code bin-cache}. */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, folder.resolve("bin-cache"));
    }

    /** Starts the cluster in {@code folder} with programs from a cache that other clusters may share. */
    public static EmbeddedPostgres start(Path folder, Path cache) {
        Path absolute = folder.toAbsolutePath().normalize();
        FolderLock lock;
        try {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwxr-x--x"));
            lock = FolderLock.take(absolute);
        } catch (IOException e) {
            throw new EmbeddedPostgresException("could not use the data folder " + absolute + ": " + e.getMessage(), e);
        }
        boolean started = false;
        try {
            EmbeddedPostgres postgres = new EmbeddedPostgres(
                    absolute, Binaries.unpackedIn(cache.toAbsolutePath().normalize()), RunAs.detect(), lock);
            postgres.stopOrphan();
            postgres.initIfNew();
            postgres.refuseOtherVersion();
            postgres.startServer();
            started = true;
            return postgres;
        } catch (IOException e) {
            throw new EmbeddedPostgresException("could not start PostgreSQL in " + absolute + ": " + e.getMessage(), e);
        } finally {
            if (!started) {
                closeQuietly(lock);
            }
        }
    }

    /**
     * The address, with user and password, of the server that runs on a folder now, whoever started it; empty when none
     * does.
     */
    public static Optional<String> runningOn(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return Postmaster.of(absolute.resolve("cluster")).map(postmaster -> {
            try {
                String password = Files.readString(absolute.resolve("password")).strip();
                return "postgresql://" + OWNER + ":" + password + "@127.0.0.1:" + postmaster.port() + "/postgres";
            } catch (IOException e) {
                throw new EmbeddedPostgresException(
                        "could not read the password of the database in " + absolute + ": " + e.getMessage(), e);
            }
        });
    }

    public int port() {
        return port;
    }

    /** The owner's password, generated when the cluster was made. */
    public String password() {
        return password;
    }

    /** The address of a database of this cluster, without user and password. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        try {
            if (guard != null) {
                guard.destroyForcibly();
            }
            Postmaster.of(cluster).ifPresent(this::stop);
        } finally {
            closeQuietly(lock);
        }
    }

    private void stopOrphan() {
        Postmaster.of(cluster).ifPresent(this::stop);
    }

    /** Asks for a fast stop, then for an immediate one, after which the next start recovers from the log. */
    private void stop(Postmaster postmaster) {
        long pid = postmaster.handle().pid();
        for (String signal : List.of("-INT", "-QUIT")) {
            run(Duration.ofSeconds(10), List.of("kill", signal, Long.toString(pid)));
            if (ended(postmaster.handle())) {
                return;
            }
        }
        throw new EmbeddedPostgresException("PostgreSQL (process " + pid + ") on " + cluster + " does not stop");
    }

    private static boolean ended(ProcessHandle process) {
        try {
            process.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void initIfNew() throws IOException {
        Path passwordFile = folder.resolve("password");
        if (Files.exists(cluster.resolve("PG_VERSION")) && Files.exists(folder.resolve("cluster.made"))) {
            password = Files.readString(passwordFile).strip();
            runAs.own(cluster);
            return;
        }
        Binaries.delete(cluster);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        password = HexFormat.of().formatHex(random);
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile, password);
        Files.createDirectory(cluster);
        Files.setPosixFilePermissions(cluster, PosixFilePermissions.fromString("rwx------"));
        runAs.own(cluster);
        Path forInit = cluster.resolveSibling("password.init");
        Files.copy(passwordFile, forInit, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        runAs.own(forInit);
        List<String> init = List.of(
                binaries.program("initdb"),
                "--pgdata=" + cluster,
                "--username=" + OWNER,
                "--pwfile=" + forInit,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums");
        Result made = run(START_LIMIT, runAs.command(init));
        Files.delete(forInit);
        if (made.exit != 0) {
            throw new EmbeddedPostgresException("initdb failed in " + cluster + ": " + made.text);
        }
        Files.writeString(folder.resolve("cluster.made"), "");
    }

    private void refuseOtherVersion() throws IOException {
        String has = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String ours = run(Duration.ofSeconds(10), List.of(binaries.program("postgres"), "--version"))
                .text
                .replaceFirst("^postgres \\(PostgreSQL\\) (\\d+).*$", "$1")
                .strip();
        if (has.equals(ours)) {
            return;
        }
        boolean newer = Integer.parseInt(has) > Integer.parseInt(ours);
        throw new EmbeddedPostgresException("the cluster in " + cluster + " was made by PostgreSQL " + has
                + "; this Plimsoll brings PostgreSQL " + ours + System.lineSeparator()
                + (newer
                        ? "  Maybe start the newer Plimsoll that made it."
                        : "  Maybe dump it with the Plimsoll that made it, and restore into a new folder."));
    }

    private void startServer() throws IOException {
        Result last = new Result(1, "");
        for (int attempt = 0; attempt < PORT_TRIES; attempt++) {
            port = freePort();
            last = run(START_LIMIT, runAs.command(startCommand()));
            if (last.exit == 0) {
                guard = startGuard();
                return;
            }
            if (!logTail().contains("could not bind") && !logTail().contains("Address already in use")) {
                break;
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL did not start in " + cluster + ": " + last.text + System.lineSeparator() + logTail());
    }

    private List<String> startCommand() {
        // The socket is for a person with psql; JDBC uses the loopback port. Its path is bounded by the kernel.
        String socket = cluster.toString().length() <= SOCKET_PATH_MAX
                        && cluster.toString().indexOf(' ') < 0
                ? cluster.toString()
                : "";
        List<String> settings = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories='" + socket + "'",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=60",
                "shared_buffers=128MB",
                "work_mem=16MB",
                "max_wal_size=1GB",
                "timezone=UTC",
                "log_timezone=UTC",
                "jit=off",
                "password_encryption=scram-sha-256"));
        StringBuilder options = new StringBuilder();
        settings.forEach(s -> options.append("-c ").append(s).append(' '));
        return List.of(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + START_LIMIT.toSeconds(),
                "--silent",
                "--pgdata=" + cluster,
                "--log=" + cluster.resolve("postgres.log"),
                "--options=" + options);
    }

    private @Nullable Process startGuard() throws IOException {
        Optional<Postmaster> postmaster = Postmaster.of(cluster);
        if (postmaster.isEmpty()) {
            throw new EmbeddedPostgresException("PostgreSQL started in " + cluster + " and is gone: " + logTail());
        }
        String script = "trap '' INT TERM HUP; cat >/dev/null; kill -INT "
                + postmaster.get().handle().pid();
        return new ProcessBuilder("sh", "-c", script)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private String logTail() throws IOException {
        Path log = cluster.resolve("postgres.log");
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Result(int exit, String text) {}

    private Result run(Duration limit, List<String> command) {
        try {
            // To a file, not a pipe: the server inherits what pg_ctl writes to, and a pipe would never end.
            Path out = Files.createTempFile("plimsoll-", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .directory(new java.io.File("/"))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Result(-1, command.getFirst() + " took more than " + limit.toSeconds() + " s");
                }
                return new Result(
                        process.exitValue(),
                        Files.readString(out, StandardCharsets.UTF_8).strip());
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            throw new EmbeddedPostgresException("could not run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while running " + command.getFirst(), e);
        }
    }

    private static void closeQuietly(FolderLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            System.getLogger(EmbeddedPostgres.class.getName())
                    .log(System.Logger.Level.WARNING, "could not give the data folder back", e);
        }
    }
}
