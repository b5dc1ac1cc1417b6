/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance;

import java.util.Locale;

/**
 * A condition on what is in the node: it has a part of this kind whose model has this word.
 *
 * @param modelContains a whole word of the model, compared without case, so that H200 is not GH200; empty for any model
 */
public record PartCondition(PartKind part, String modelContains) {

    public boolean holds(Fingerprint fingerprint) {
        String wanted = modelContains.toUpperCase(Locale.ROOT);
        return fingerprint.parts(part).stream().anyMatch(p -> hasWord(p.model().toUpperCase(Locale.ROOT), wanted));
    }

    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean starts = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (word.isEmpty() || (starts && ends)) {
                return true;
            }
        }
        return false;
    }

    /** {@code GPU} or {@code GPU like H100}. */
    @Override
    public String toString() {
        return modelContains.isEmpty() ? part.name() : part + " like " + modelContains;
    }
}
