/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.sustain.check;

import io.plimsoll.sustain.check.Flag.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** Collects flags, and counts the comparisons that were made, so that silence can be told from blindness. */
final class Findings {

    private final List<Flag> flags = new ArrayList<>();
    private final Map<String, Integer> compared = new LinkedHashMap<>();
    private final Set<String> slipped = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    void compared(String rule) {
        compared.merge(rule, 1, Integer::sum);
    }

    void note(String text) {
        if (!notes.contains(text)) {
            notes.add(text);
        }
    }

    void flag(String rule, Figure f, OptionalDouble expected, String why, String effect, Severity severity) {
        flags.add(new Flag(
                rule,
                f.site(),
                f.year(),
                f.measure().id(),
                f.measure().dimension().unit(),
                OptionalDouble.of(f.value()),
                expected,
                why,
                effect,
                severity,
                f.line()));
    }

    void flag(Flag flag) {
        flags.add(flag);
    }

    /** Marks a figure whose unit is doubtful, so that what follows from it is not told twice. */
    void slipped(Figure f) {
        slipped.add(f.measure().id() + '\n' + Table.key(f.site()) + '\n' + f.year());
    }

    boolean isSlipped(String measure, String siteKey, int year) {
        return slipped.contains(measure + '\n' + siteKey + '\n' + year);
    }

    List<Flag> flags() {
        return flags;
    }

    Map<String, Integer> compared() {
        return compared;
    }

    List<String> notes() {
        return notes;
    }
}
