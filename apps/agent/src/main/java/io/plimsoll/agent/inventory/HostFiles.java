/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.agent.inventory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the kernel's small text files under a root, which is {@code /} on a real host. Remembers what it could not read. */
final class HostFiles {

    private static final int BYTES_MAX = 4 << 20;

    /** What firmware prints where nobody filled in a serial. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "",
            "none",
            "n/a",
            "na",
            "0",
            "0123456789",
            "unknown",
            "not specified",
            "not available",
            "default string",
            "system serial number",
            "chassis serial number",
            "to be filled by o.e.m.",
            "no asset tag",
            "[n/a]");

    private final Path root;
    private final List<String> notRead = new ArrayList<>();

    HostFiles(Path root) {
        this.root = root;
    }

    Path path(String absolute) {
        return root.resolve(absolute.substring(1));
    }

    /** The file's text without spaces around; empty if it is missing, unreadable or a placeholder. */
    Optional<String> text(String absolute) {
        return text(path(absolute));
    }

    static Optional<String> text(Path path) {
        return raw(path).filter(t -> !isPlaceholder(t));
    }

    /** As {@link #text}, but a lone 0 is a value: for counts and lists. */
    Optional<String> raw(String absolute) {
        return raw(path(absolute));
    }

    private static Optional<String> raw(Path path) {
        try (var in = Files.newInputStream(path)) {
            return Optional.of(new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static boolean isPlaceholder(String text) {
        return PLACEHOLDERS.contains(text.strip().toLowerCase(Locale.ROOT));
    }

    /** The entries of a folder, sorted; none if it is missing. */
    List<Path> list(String absolute) {
        try (Stream<Path> entries = Files.list(path(absolute))) {
            return entries.sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    boolean exists(String absolute) {
        return Files.exists(path(absolute), LinkOption.NOFOLLOW_LINKS);
    }

    void notRead(String what) {
        notRead.add(what);
    }

    List<String> notRead() {
        return List.copyOf(notRead);
    }

    /** The name of what a symbolic link points at, such as the driver of a device. */
    static String linkName(Path link) {
        try {
            return link.toRealPath().getFileName().toString();
        } catch (IOException e) {
            return "";
        }
    }
}
