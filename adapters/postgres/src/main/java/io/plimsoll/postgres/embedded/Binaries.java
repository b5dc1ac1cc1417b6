/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/**
 * The PostgreSQL programs, unpacked once into a cache folder that all clusters share. They come as an archive on the
 * classpath, one for each processor; the folder's name holds the archive's size, so that a newer archive is unpacked anew.
 */
final class Binaries {

    private final Path home;

    private Binaries(Path home) {
        this.home = home;
    }

    /** Unpacks into {@code cache} unless it is there already. Safe against a second process that does the same. */
    static Binaries unpackedIn(Path cache) {
        String archive = "postgres-linux-" + processor() + ".txz";
        URL url = Binaries.class.getClassLoader().getResource(archive);
        if (url == null) {
            throw new EmbeddedPostgresException("no PostgreSQL for this processor: " + archive
                    + " is not on the classpath" + System.lineSeparator()
                    + "  Maybe set PLIMSOLL_DB_URL to a PostgreSQL 15 or newer.");
        }
        try {
            long size = url.openConnection().getContentLengthLong();
            Path home = cache.resolve("postgres-" + processor() + "-" + Long.toHexString(size));
            if (!Files.exists(home.resolve("bin/postgres"))) {
                unpack(url, cache, home);
            }
            return new Binaries(home);
        } catch (IOException e) {
            throw new EmbeddedPostgresException("could not unpack PostgreSQL into " + cache + ": " + e.getMessage(), e);
        }
    }

    /** The path of one of PostgreSQL's programs. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static void unpack(URL archive, Path cache, Path home) throws IOException {
        Files.createDirectories(cache);
        try (FileChannel lock =
                FileChannel.open(cache.resolve(".unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock(); // given back with the channel
            if (Files.exists(home.resolve("bin/postgres"))) {
                return;
            }
            Path partial = cache.resolve(home.getFileName() + ".partial");
            delete(partial);
            Files.createDirectories(partial);
            try (InputStream in = new BufferedInputStream(new XZInputStream(archive.openStream()), 1 << 16)) {
                Tar.unpack(in, partial.toAbsolutePath().normalize());
            }
            Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    private static String processor() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        };
    }
}
