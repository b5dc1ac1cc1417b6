/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.process;

import java.util.List;
import java.util.stream.Collectors;

/** Words for a POSIX shell. */
public final class ShellText {

    private ShellText() {}

    /** A word that the shell takes literally, whatever is in it. A zero byte cannot be written and is refused. */
    public static String quote(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a shell word cannot hold a zero byte");
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** Words with spaces between. */
    public static String join(List<String> words) {
        return words.stream().map(ShellText::quote).collect(Collectors.joining(" "));
    }
}
