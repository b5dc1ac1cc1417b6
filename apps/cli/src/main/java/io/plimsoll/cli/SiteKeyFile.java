/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli;

import io.plimsoll.acceptance.certificate.SiteKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The site's private key on this host: made at first use, readable by its owner only. */
public final class SiteKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private SiteKeyFile() {}

    /** {@code site-key.pem} under PLIMSOLL_HOME, else under {@code ~/.plimsoll}. */
    public static Path usual() {
        String home = System.getenv("PLIMSOLL_HOME");
        Path folder = home == null || home.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".plimsoll")
                : Path.of(home);
        return folder.resolve("site-key.pem");
    }

    /** Reads the key; makes it where there is none. Two that start at once get the same key. */
    public static SiteKey readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            make(file);
        }
        return SiteKey.fromPrivatePem(Files.readString(file), file.toString());
    }

    private static void make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        boolean posix = Files.getFileStore(folder == null ? file : folder).supportsFileAttributeView("posix");
        Path whole = posix
                ? Files.createTempFile(folder, "site-key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY))
                : Files.createTempFile(folder, "site-key", ".tmp");
        try {
            Files.writeString(
                    whole, SiteKey.generate(new SecureRandom()).privatePem(), StandardOpenOption.TRUNCATE_EXISTING);
            Files.createLink(file, whole);
        } catch (FileAlreadyExistsException e) {
            // another process made it first: that one counts
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
