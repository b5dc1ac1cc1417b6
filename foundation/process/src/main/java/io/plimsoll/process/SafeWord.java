/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.process;

import io.plimsoll.model.Sha256;

/** Words that may stand in a file name and in the lists of schedulers. */
public final class SafeWord {

    private static final int CHARS_MAX = 100;

    private SafeWord() {}

    /** The word itself where it is safe, else a safe one of its own: different words stay different. */
    public static String of(String word) {
        String plain = word.replaceAll("[^A-Za-z0-9._-]", "_");
        if (plain.equals(word) && word.matches("[A-Za-z0-9_].*") && word.length() <= CHARS_MAX) {
            return word;
        }
        String digest = Sha256.of(word).hex().substring(0, 12);
        return "x" + plain.substring(0, Math.min(60, plain.length())) + "-" + digest;
    }
}
