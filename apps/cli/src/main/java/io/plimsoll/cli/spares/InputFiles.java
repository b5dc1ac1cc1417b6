/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.spares;

import io.plimsoll.spares.SparesProblem;
import io.plimsoll.spares.read.SparesReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what the commands of this noun read. */
final class InputFiles {

    private InputFiles() {}

    static SparesProblem problem(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return SparesReader.read(in, file.toString());
        }
    }
}
