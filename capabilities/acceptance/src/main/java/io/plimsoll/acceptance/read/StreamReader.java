/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * STREAM 5.10 text (cs.virginia.edu/stream), which the agent's own memory bandwidth test prints too. MB is 10^6 bytes; the
 * rate counts what the kernel reads and writes, without write-allocate traffic.
 */
final class StreamReader implements ToolReader {

    private static final Pattern ROW = Pattern.compile(
            "^(Copy|Scale|Add|Triad):\\s+([0-9.eE+-]{1,20})\\s+([0-9.eE+-]{1,20})\\s+([0-9.eE+-]{1,20})\\s+([0-9.eE+-]{1,20})$");
    private static final Pattern THREADS = Pattern.compile("^Number of Threads counted = (\\d{1,6})$");

    @Override
    public String format() {
        return "stream";
    }

    @Override
    public String describes() {
        return "STREAM text";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("STREAM version") || (head.contains("Best Rate MB/s") && head.contains("Triad"));
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        Collected out = new Collected(format());
        String tool = "STREAM";
        boolean validated = false;
        boolean failed = false;
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            String line = raw.strip();
            Matcher row = ROW.matcher(line);
            Matcher threads = THREADS.matcher(line);
            if (row.matches()) {
                String name = "stream_" + row.group(1).toLowerCase(Locale.ROOT);
                OptionalDouble rate = Numbers.decimal(row.group(2));
                rate.ifPresent(v -> out.measure(name, "MB/s", v, Measurement.NODE));
            } else if (threads.matches()) {
                out.measure("stream_threads", "count", Integer.parseInt(threads.group(1)), Measurement.NODE);
            } else if (line.startsWith("STREAM version")) {
                tool = line;
            } else if (line.startsWith("Solution Validates")) {
                validated = true;
                out.says(Verdict.PASS, Measurement.NODE, lines.number(), line);
            } else if (line.startsWith("Failed Validation") || line.startsWith("Solution Fails")) {
                failed = true;
                out.says(Verdict.FAIL, Measurement.NODE, lines.number(), line);
            } else if (Aborts.tells(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
            }
        }
        if (!out.measuredAnything()) {
            throw lines.refused("no Copy, Scale, Add or Triad", "STREAM's output");
        }
        if (!validated && !failed) {
            out.cutOff(lines.number(), "the line 'Solution Validates' or 'Failed Validation'");
        }
        if (validated && failed) {
            out.contradict("'Solution Validates' beside 'Failed Validation'");
        }
        if (validated || failed) {
            out.measure("stream_validation_errors", "count", failed ? 1 : 0, Measurement.NODE);
        }
        return out.reading(tool, lines);
    }
}
