/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.health;

import io.plimsoll.health.rules.RuleSet;
import io.plimsoll.health.rules.RuleSetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Opens rule sets. */
final class RuleFiles {

    private RuleFiles() {}

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The file's rules, or the shipped ones. */
    static RuleSet of(@Nullable Path file) throws IOException {
        return file == null ? RuleSetReader.SHIPPED : RuleSetReader.read(text(file), file.toString());
    }
}
