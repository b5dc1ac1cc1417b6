/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.sustain.kpi.KpiInput;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what the commands of this noun read. */
final class InputFiles {

    private static final long BYTES_MAX = 512L << 20;

    private InputFiles() {}

    /** Opens files that a document names, seen from its folder. */
    static KpiInput.Opener beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return name -> text(folder == null ? Path.of(name) : folder.resolve(name));
    }

    /** The whole text, in UTF-8 or else in Latin-1, as older spreadsheets write it. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new BadInputException(
                    new InputProblem(file.toString(), 0, Files.size(file) + " bytes", "at most 512 MiB"));
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        }
    }
}
