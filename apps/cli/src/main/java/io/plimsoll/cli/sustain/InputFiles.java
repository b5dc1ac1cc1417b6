/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.cli.sustain;

import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.sustain.kpi.KpiInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what the commands of this noun read. */
final class InputFiles {

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final long BYTES_MAX = 512L << 20;

    private InputFiles() {}

    /** Opens files that a document names, seen from its folder. */
    static KpiInput.Opener beside(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return name -> text(folder == null ? Path.of(name) : folder.resolve(name));
    }

    /** The whole text: in UTF-16 where its first bytes say so, else in UTF-8, else as older spreadsheets of Windows write it. */
    static String text(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) {
            throw new BadInputException(
                    new InputProblem(file.toString(), 0, Files.size(file) + " bytes", "at most 512 MiB"));
        }
        byte[] bytes = Files.readAllBytes(file);
        boolean wide = bytes.length > 1
                && ((bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF));
        if (wide) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }
}
