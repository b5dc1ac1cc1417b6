/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Reads one foreign format. */
interface SignalReader {

    /** As the user names it, in lower case with hyphens. */
    String format();

    /** Other names for it. */
    default List<String> aliases() {
        return List.of();
    }

    /** Whether these first bytes look like it. */
    boolean looksLike(Head head);

    /**
     * @throws io.plimsoll.model.BadInputException if it is another thing altogether
     */
    void read(InputStream in, SignalSink sink) throws IOException;

    /**
     * The beginning of an input.
     *
     * @param text a character for each byte
     */
    record Head(String text) {

        /** The first line that is not empty. */
        String firstLine() {
            return text.lines()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .findFirst()
                    .orElse("");
        }

        boolean json() {
            String start =
                    text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3).stripLeading() : text.stripLeading();
            return start.startsWith("{")
                    || start.startsWith("[{")
                    || start.startsWith("[ ")
                    || start.startsWith("[\n")
                    || start.equals("[]");
        }

        boolean has(String... parts) {
            for (String part : parts) {
                if (!text.contains(part)) {
                    return false;
                }
            }
            return true;
        }
    }
}
