/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.Units;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what {@link TestLog} writes. */
final class TestLogReader implements ToolReader {

    @Override
    public String format() {
        return "plimsoll";
    }

    @Override
    public String describes() {
        return "one of Plimsoll's own tests";
    }

    @Override
    public boolean recognises(String head) {
        return head.startsWith(TestLog.FIRST_LINE);
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        String first = lines.nextRaw();
        if (first == null || !first.equals(TestLog.FIRST_LINE)) {
            throw lines.refused(first == null ? "" : first, "the first line '" + TestLog.FIRST_LINE + "'");
        }
        String tool = "";
        boolean ended = false;
        boolean errors = false;
        for (String line = lines.nextRaw(); line != null; line = lines.nextRaw()) {
            if (ended && !line.isBlank()) {
                throw lines.refused(line, "nothing after 'end'");
            }
            String[] parts = line.split(" ", 2);
            String rest = parts.length > 1 ? parts[1] : "";
            switch (parts[0]) {
                case "test", "note", "" -> {}
                case "tool" -> tool = rest;
                case "measure" -> measure(lines, out, Numbers.words(rest));
                case "error" -> {
                    errors = true;
                    out.says(Verdict.FAIL, Measurement.NODE, lines.number(), rest);
                }
                case "says" -> {
                    Verdict verdict = verdict(rest);
                    if (verdict == null) {
                        throw lines.refused(rest, "one of " + Arrays.toString(Verdict.values()));
                    }
                    out.says(verdict, Measurement.NODE, lines.number(), line);
                }
                case "end" -> ended = true;
                default -> throw lines.refused(parts[0], "test, tool, note, measure, error, says or end");
            }
        }
        if (!ended) {
            throw lines.refused(
                    "the end of the log",
                    "the line 'end'",
                    "the tool was stopped or the disk was full: then run the test again.");
        }
        if (errors && out.says(Verdict.PASS)) {
            out.contradict("it says PASS beside an error");
        }
        return out.reading(tool);
    }

    private static @Nullable Verdict verdict(String text) {
        return Arrays.stream(Verdict.values())
                .filter(v -> v.name().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static void measure(LogLines lines, Collected out, String[] words) {
        OptionalDouble value = words.length < 4 ? OptionalDouble.empty() : Numbers.decimal(words[1]);
        if (value.isEmpty() || !Units.known(words[2])) {
            throw lines.refused(String.join(" ", words), "measure METRIC VALUE UNIT SCOPE [LABEL=VALUE ...]");
        }
        Map<String, String> labels = new TreeMap<>();
        for (int i = 4; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length < 2) {
                throw lines.refused(words[i], "LABEL=VALUE");
            }
            labels.put(pair[0], pair[1]);
        }
        out.measure(words[0], words[2], value.getAsDouble(), words[3], labels);
    }
}
