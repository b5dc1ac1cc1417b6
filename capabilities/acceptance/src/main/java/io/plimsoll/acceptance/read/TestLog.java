/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.CanonicalJson;
import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Units;
import io.plimsoll.model.Verdict;
import java.util.Map;

/**
 * Writes the log of one of our own tests, line by line, as {@link TestLogReader} reads it. docs/reference/test-plans.md
 * describes the form. A log without its last line {@code end} is refused, so a test that was killed says nothing.
 */
public final class TestLog {

    static final String FIRST_LINE = "# plimsoll test log 1";

    private final StringBuilder out = new StringBuilder(FIRST_LINE).append('\n');

    public TestLog(String test, String tool) {
        line("test", test);
        line("tool", tool);
    }

    /** A remark for people. */
    public TestLog note(String text) {
        return line("note", text);
    }

    public TestLog measure(String metric, double value, String unit, String scope) {
        return measure(new Measurement(metric, unit, value, scope));
    }

    public TestLog measure(Measurement m) {
        if (!Units.known(m.unit())) {
            throw new IllegalArgumentException("unknown unit " + m.unit());
        }
        StringBuilder line = new StringBuilder();
        line.append(m.metric()).append(' ').append(CanonicalJson.number(m.value()));
        line.append(' ').append(m.unit()).append(' ').append(m.scope());
        for (Map.Entry<String, String> label : m.labels().entrySet()) {
            line.append(' ')
                    .append(label.getKey())
                    .append('=')
                    .append(label.getValue().replace(' ', '_'));
        }
        return line("measure", line.toString());
    }

    /** Something that the test found wrong. */
    public TestLog error(String text) {
        return line("error", text);
    }

    /** The test's own opinion; with an error beside it, PASS is a contradiction. */
    public TestLog says(Verdict verdict) {
        return line("says", verdict.name());
    }

    /** The whole log with its last line. */
    public String end() {
        return out + "end\n";
    }

    private TestLog line(String word, String text) {
        out.append(word).append(' ');
        text.chars().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(c -> out.append((char) c));
        out.append('\n');
        return this;
    }
}
