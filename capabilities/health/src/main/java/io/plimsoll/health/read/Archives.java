/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Goes through tar and zip archives without writing anything down. Plain files only, within limits. */
final class Archives {

    private static final int BLOCK = 512;

    private Archives() {}

    static boolean zip(SignalReader.Head head) {
        return head.text().startsWith("PK\u0003\u0004");
    }

    static boolean tar(SignalReader.Head head) {
        return head.text().length() > 262 && head.text().startsWith("ustar", 257);
    }

    static void zip(InputStream in, String source, Consumer<TreeFile> files) throws IOException {
        ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8);
        try {
            int count = 0;
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && count < TreeFile.FILES_MAX;
                    entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    count++;
                    byte[] bytes = zip.readNBytes(TreeFile.BYTES_MAX);
                    files.accept(new TreeFile(entry.getName(), new String(bytes, StandardCharsets.UTF_8)));
                }
            }
        } catch (ZipException | IllegalArgumentException e) {
            throw new BadInputException(new InputProblem(source, 0, "a damaged zip file", "a whole one"));
        }
    }

    static void tar(InputStream in, String source, Consumer<TreeFile> files) throws IOException {
        String longName = "";
        for (int count = 0; count < TreeFile.FILES_MAX; ) {
            byte[] header = in.readNBytes(BLOCK);
            if (header.length < BLOCK || header[0] == 0) {
                return;
            }
            long size = octal(header, 124, 12);
            if (size < 0) {
                throw new BadInputException(
                        new InputProblem(source, 0, "a tar header without a size", "a whole tar file"));
            }
            byte[] bytes = in.readNBytes((int) Math.min(size, TreeFile.BYTES_MAX));
            skip(in, size - bytes.length + (BLOCK - size % BLOCK) % BLOCK);
            char type = (char) header[156];
            String name = longName.isEmpty() ? name(header) : longName;
            longName = "";
            if (type == 'L') {
                longName = new String(bytes, StandardCharsets.UTF_8).replace("\0", "");
            } else if (type == 'x') {
                longName = pax(new String(bytes, StandardCharsets.UTF_8));
            } else if (type == '0' || type == 0) {
                count++;
                files.accept(new TreeFile(name, new String(bytes, StandardCharsets.UTF_8)));
            }
        }
    }

    private static void skip(InputStream in, long count) throws IOException {
        long left = count;
        while (left > 0) {
            int read = in.readNBytes((int) Math.min(left, 1 << 16)).length;
            if (read == 0) {
                return;
            }
            left -= read;
        }
    }

    private static String pax(String records) {
        return records.lines()
                .filter(l -> l.contains(" path="))
                .map(l -> l.substring(l.indexOf(" path=") + 6))
                .findFirst()
                .orElse("");
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
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
        try {
            return Long.parseLong(text(header, from, length).strip(), 8);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
