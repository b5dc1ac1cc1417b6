/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.server.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file as an answer.
 *
 * @param mediaType for example {@code text/csv}
 * @param fileName what a browser saves it as; empty to show it
 */
public record Download(String mediaType, String fileName, Writer writer) {

    /** Writes the file's bytes. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    public static Download of(String mediaType, String fileName, byte[] bytes) {
        return new Download(mediaType, fileName, out -> out.write(bytes));
    }
}
