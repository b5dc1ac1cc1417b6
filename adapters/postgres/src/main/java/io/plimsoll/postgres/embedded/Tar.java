/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.postgres.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Unpacks a ustar or GNU tar: folders, files with their execute bit, symbolic links. Refuses names that leave the folder. */
final class Tar {

    private static final int BLOCK = 512;

    private Tar() {}

    static void unpack(InputStream in, Path into) throws IOException {
        String longName = "";
        String longLink = "";
        for (byte[] header = block(in); header[0] != 0; header = block(in)) {
            String name = longName.isEmpty() ? name(header) : longName;
            String link = longLink.isEmpty() ? text(header, 157, 100) : longLink;
            long size = octal(header, 124, 12);
            char type = (char) header[156];
            longName = "";
            longLink = "";
            switch (type) {
                case 'L' -> longName = new String(body(in, size), StandardCharsets.UTF_8).replace("\0", "");
                case 'K' -> longLink = new String(body(in, size), StandardCharsets.UTF_8).replace("\0", "");
                case '5' -> Files.createDirectories(inside(into, name));
                case '2' -> symlink(inside(into, name), link);
                case '1' -> hardLink(inside(into, name), inside(into, link));
                case '0', '\0' -> file(in, inside(into, name), size, (octal(header, 100, 8) & 0100) != 0);
                default -> body(in, size);
            }
        }
    }

    private static Path inside(Path into, String name) throws IOException {
        Path path = into.resolve(name).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("archive entry leaves its folder: " + name);
        }
        return path;
    }

    private static void symlink(Path path, String target) throws IOException {
        parent(path);
        Files.createSymbolicLink(path, Path.of(target));
    }

    private static void hardLink(Path path, Path target) throws IOException {
        parent(path);
        Files.createLink(path, target);
    }

    private static void file(InputStream in, Path path, long size, boolean executable) throws IOException {
        parent(path);
        try (var out = Files.newOutputStream(path)) {
            byte[] buffer = new byte[1 << 16];
            for (long left = size; left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    throw new EOFException("archive ends within " + path.getFileName());
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
        skipPadding(in, size);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void parent(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
    }

    private static byte[] body(InputStream in, long size) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(size));
        skipPadding(in, size);
        return bytes;
    }

    private static void skipPadding(InputStream in, long size) throws IOException {
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    }

    private static byte[] block(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BLOCK);
        if (bytes.length < BLOCK) {
            throw new EOFException("archive ends without its end mark");
        }
        return bytes;
    }

    private static String name(byte[] header) {
        String prefix = header[257] == 'u' && header[262] == 0 ? text(header, 345, 155) : "";
        String name = text(header, 0, 100);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int from, int length) {
        String digits = text(header, from, length).strip();
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
