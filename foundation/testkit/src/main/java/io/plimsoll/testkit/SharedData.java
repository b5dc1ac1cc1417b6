/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real-world data kept beside the repository in {@code ../shared/data}; a test without it is skipped, with the reason. */
public final class SharedData {

    private SharedData() {}

    /** The path of a shared file, or a skipped test that says which file was missing. */
    public static Path require(String relative) {
        Path path = repositoryRoot().resolveSibling("shared").resolve("data").resolve(relative);
        Assumptions.assumeTrue(
                Files.exists(path), () -> "SKIPPED: shared data file is not on this machine: " + relative);
        return path;
    }

    /** The root of this checkout: the folder with the launcher and the parent pom. */
    public static Path repositoryRoot() {
        Path at = Path.of(System.getProperty("plimsoll.root", "")).toAbsolutePath();
        while (!Files.exists(at.resolve("ARCHITECTURE.md"))) {
            Path parent = at.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no ARCHITECTURE.md above " + Path.of("").toAbsolutePath());
            }
            at = parent;
        }
        return at;
    }
}
