/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads formats that are one JSON document, or one a line. A damaged document among several is told and passed over; a single
 * one is refused.
 */
abstract class JsonReader implements SignalReader {

    /**
     * Takes one document.
     *
     * @return whether it was of this format
     */
    abstract boolean document(long line, DataTree root, SignalSink sink);

    /** What was expected, for the error. */
    abstract String expected();

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        byte[] all = in.readNBytes(RemoteWriteReader.BODY_BYTES_MAX);
        String text = new String(all, java.nio.charset.StandardCharsets.UTF_8);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
        long single = lines.stream().limit(10).filter(JsonReader::alone).count();
        boolean oneALine = lines.size() > 1 && single * 2 > Math.min(10, lines.size());
        if (!oneALine) {
            String whole = text.strip().startsWith("data:") ? text.strip().substring(5) : text;
            one(1, DataTree.json(whole, sink.source()), sink, true);
            return;
        }
        long number = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            String line = raw.strip();
            line = line.startsWith("data:") ? line.substring(5).strip() : line;
            if (line.startsWith("{")) {
                line(number, line, sink);
            }
        }
    }

    /** Whether a line can stand for itself: an object, or a field of server-sent events. */
    private static boolean alone(String raw) {
        String line = raw.strip();
        boolean object = line.startsWith("{") && line.endsWith("}") && line.length() > 2;
        return object || Stream.of("data:", "id:", "event:", ":").anyMatch(line::startsWith);
    }

    private void line(long number, String line, SignalSink sink) {
        try {
            one(number, DataTree.json(line, sink.source()), sink, false);
        } catch (BadInputException e) {
            sink.warn(number, "no JSON: " + KernelMessages.shortened(line));
        }
    }

    private void one(long number, DataTree root, SignalSink sink, boolean alone) {
        sink.looked(1);
        boolean taken = false;
        if (root instanceof DataTree.Items items) {
            for (DataTree item : items.items()) {
                taken |= document(item.line(), item, sink);
            }
        } else {
            taken = document(number, root, sink);
        }
        if (!taken) {
            if (alone) {
                throw new BadInputException(new io.plimsoll.model.InputProblem(
                        sink.source(),
                        root.line(),
                        String.join(", ", root.keys().keySet()),
                        expected()));
            }
            sink.warn(number, "is no " + expected());
        }
    }

    static Optional<Instant> time(DataTree value, SignalSink sink) {
        if (value instanceof DataTree.Keys) {
            double seconds = value.at("seconds").number().orElse(Double.NaN);
            double nanos = value.at("nanos").number().orElse(0);
            return Times.epochSeconds(seconds + nanos / 1e9);
        }
        String text = value.text();
        if (text.matches("\\d{9,11}(\\.\\d+)?")) {
            return Times.epochSeconds(Double.parseDouble(text));
        }
        if (text.matches("\\d{12,14}")) {
            return Times.epochSeconds(Double.parseDouble(text) / 1e3);
        }
        return Times.iso(text, sink.options().zone());
    }

    /** Words for severities that interfaces use. */
    static Severity severity(String word, Severity otherwise) {
        return switch (word.toLowerCase(Locale.ROOT).strip()) {
            case "critical", "fatal", "emergency", "page", "disaster", "unhealthy", "down" -> Severity.FATAL;
            case "warning", "warn", "error", "major", "minor", "degraded", "recoverable", "high", "average" ->
                Severity.WARNING;
            case "info",
                    "ok",
                    "none",
                    "informational",
                    "information",
                    "notice",
                    "corrected",
                    "healthy",
                    "resolved",
                    "low" -> Severity.INFO;
            default -> otherwise;
        };
    }
}
