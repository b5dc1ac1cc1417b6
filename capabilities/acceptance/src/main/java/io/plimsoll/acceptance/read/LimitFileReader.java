/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.acceptance.limits.FixedLimit;
import io.plimsoll.acceptance.limits.FixedLimitFiles;
import io.plimsoll.acceptance.limits.FixedLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows a file of fixed limits as a reading, so that one command reads them all: each limit is a number named {@code
 * ..._limit}, which no criterion judges by mistake; what is weak about it is a warning. {@code plimsoll accept limits} shows
 * more.
 */
final class LimitFileReader implements ToolReader {

    private final String format;
    private final String describes;

    LimitFileReader(String format, String describes) {
        this.format = format;
        this.describes = describes;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public String describes() {
        return describes;
    }

    @Override
    public boolean recognises(String head) {
        return FixedLimitFiles.detect(head).equals(format);
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        FixedLimits file = FixedLimitFiles.read(in, source);
        Collected out = new Collected(file.format());
        Map<String, Integer> flags = new LinkedHashMap<>();
        Map<String, String> first = new LinkedHashMap<>();
        for (FixedLimit limit : file.limits()) {
            Map<String, String> labels = new TreeMap<>();
            labels.put("is", limit.comparison().sign());
            labels.put("for", limit.subject());
            labels.put("name", limit.name());
            labels.put("line", Long.toString(limit.line()));
            String metric = GpcnetReader.snake(
                            limit.metric().replaceAll("[:_]?\\\\d[+*]?", "").replace(".*", " ")) + "_limit";
            out.measure(metric, limit.unit(), limit.value(), Measurement.NODE, labels);
            for (String flag : limit.flags()) {
                if (flag.startsWith("unit slip")) {
                    out.warn(limit.line(), limit.name() + " of " + limit.subject() + ": " + flag);
                } else {
                    String kind = limit.name() + ": " + flag.replaceAll("[0-9][0-9.,]*", "n");
                    flags.merge(kind, 1, Integer::sum);
                    first.putIfAbsent(kind, "line " + limit.line() + ", " + limit.subject() + ": " + flag);
                }
            }
        }
        flags.forEach((kind, count) -> out.warn(
                0,
                kind.substring(0, kind.indexOf(": ")) + ", " + count + " times; first in "
                        + first.getOrDefault(kind, "")));
        file.checks().forEach(c -> out.warn(0, "asked for without a number: " + c));
        file.warnings().forEach(w -> out.warn(0, w));
        return out.reading(describes);
    }
}
