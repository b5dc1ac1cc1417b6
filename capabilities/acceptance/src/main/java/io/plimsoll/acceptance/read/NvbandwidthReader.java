/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Measurement;
import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.BadInputException;
import io.plimsoll.model.InputProblem;
import io.plimsoll.model.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * NVIDIA nvbandwidth, its text and its JSON ({@code -j}) form. Each matrix cell becomes a measurement named after the test
 * case; rows that are the CPU give the scope {@code gpu:COLUMN}, rows that are a GPU give {@code gpu:ROW-COLUMN}. Bandwidth
 * is in GB/s of 10^9 bytes, latency in ns (github.com/NVIDIA/nvbandwidth).
 */
final class NvbandwidthReader implements ToolReader {

    private static final int PEEK = 1 << 16;

    @Override
    public String format() {
        return "nvbandwidth";
    }

    @Override
    public String describes() {
        return "NVIDIA nvbandwidth, text or JSON";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("nvbandwidth Version") || head.contains("\"nvbandwidth\"");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, PEEK);
        buffered.mark(PEEK);
        String head = new String(buffered.readNBytes(PEEK - 1), StandardCharsets.UTF_8);
        buffered.reset();
        return head.contains("\"nvbandwidth\"") ? readJson(buffered, source) : new Text(buffered, source).read();
    }

    private Reading readJson(InputStream in, String source) throws IOException {
        LogLines lines = new LogLines(in, source);
        EmbeddedJson.Found found = EmbeddedJson.read(lines, "nvbandwidth's output", n -> n.has("nvbandwidth"));
        JsonNode root = found.node().path("nvbandwidth");
        Collected out = new Collected(format());
        found.report(out);
        JsonNode cases = root.path("testcases");
        if (!cases.isArray()) {
            throw new BadInputException(new InputProblem(source, 0, "no 'testcases'", "nvbandwidth's JSON"));
        }
        for (JsonNode testcase : cases) {
            jsonCase(testcase, out);
        }
        if (root.has("error")) {
            out.says(Verdict.ERROR, Measurement.NODE, 0, root.path("error").asString("error"));
        }
        if (!out.measuredAnything() && !out.saidAnything()) {
            throw new BadInputException(new InputProblem(source, 0, "no test case that ran", "nvbandwidth's results"));
        }
        String version = root.path("version").asString(root.path("git_version").asString(""));
        return out.reading(
                "nvbandwidth " + version + " driver "
                        + root.path("Driver Version").asString("?"),
                lines);
    }

    private static void jsonCase(JsonNode testcase, Collected out) {
        String name = testcase.path("name").asString("");
        String status = testcase.path("status").asString("");
        if (status.equalsIgnoreCase("Waived")) {
            out.warn(0, name + " was waived by nvbandwidth: it does not apply here");
            return;
        }
        boolean passed = status.equalsIgnoreCase("Passed") || status.equalsIgnoreCase("Pass");
        String error = testcase.path("error").asString("");
        if ((!passed && !status.isEmpty()) || !error.isEmpty()) {
            out.says(Verdict.ERROR, Measurement.NODE, 0, name + ": " + status + " " + error);
        }
        if (passed && !error.isEmpty()) {
            out.contradict(name + " is Passed beside the error '" + error + "'");
        }
        Shape shape = Shape.of(testcase.path("bandwidth_description").asString(""));
        JsonNode matrix = testcase.path("bandwidth_matrix");
        int cells = 0;
        for (int row = 0; row < matrix.size(); row++) {
            for (int column = 0; column < matrix.path(row).size(); column++) {
                OptionalDouble value =
                        Numbers.decimal(matrix.path(row).path(column).asString(""));
                if (value.isPresent()) {
                    cells++;
                    shape.measure(out, name, row, column, value.getAsDouble());
                }
            }
        }
        if (passed && cells == 0) {
            out.contradict(name + " is Passed without a single number");
        } else if (passed && error.isEmpty()) {
            out.says(Verdict.PASS, Measurement.NODE, 0, name + ": " + status);
        }
        OptionalDouble sum = Numbers.decimal(testcase.path("sum").asString(""));
        if (sum.isPresent()) {
            out.measure(name + "_sum", shape.unit(), sum.getAsDouble(), Measurement.NODE);
        }
    }

    /** What the rows and columns of a matrix are. */
    private record Shape(boolean rowIsGpu, boolean columnIsCpu, String unit) {

        static Shape of(String description) {
            return new Shape(
                    description.contains("GPU(row)"),
                    description.contains("CPU(column)"),
                    description.contains("(ns)") ? "ns" : "GB/s");
        }

        void measure(Collected out, String name, int row, int column, double value) {
            if (rowIsGpu && columnIsCpu) {
                out.measure(name, unit, value, "gpu:" + row, Map.of("column", Integer.toString(column)));
            } else if (rowIsGpu) {
                out.measure(name, unit, value, "gpu:" + row + "-" + column);
            } else {
                out.measure(name, unit, value, "gpu:" + column, Map.of("row", Integer.toString(row)));
            }
        }
    }

    /** The text form. */
    private static final class Text {
        private final LogLines lines;
        private final Collected out;
        private String tool = "nvbandwidth";
        private @Nullable String open;
        private Shape shape = Shape.of("");
        private int cells;

        Text(InputStream in, String source) throws IOException {
            this.lines = new LogLines(in, source);
            this.out = new Collected("nvbandwidth");
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (open != null) {
                out.cutOff(lines.number(), "the SUM line of " + open);
            }
            if (!out.measuredAnything() && !out.saidAnything()) {
                throw lines.refused("no test case that ran", "nvbandwidth's output");
            }
            return out.reading(tool, lines);
        }

        private void line(String line) {
            if (line.startsWith("nvbandwidth Version:")) {
                tool = "nvbandwidth " + line.substring(line.indexOf(':') + 1).strip();
            } else if (line.startsWith("Driver Version:")) {
                tool = tool + " driver " + line.substring(line.indexOf(':') + 1).strip();
            } else if (line.startsWith("Running ")) {
                close();
                String name = line.substring("Running ".length()).strip();
                open = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
                cells = 0;
            } else if (line.startsWith("memcpy ") || line.startsWith("memory latency") || line.contains("(row)")) {
                shape = Shape.of(line);
            } else if (line.startsWith("SUM ")) {
                sum(Numbers.words(line));
            } else if (line.regionMatches(true, 0, "Waived", 0, 6)) {
                out.warn(lines.number(), (open == null ? "a test case" : open) + " was waived by nvbandwidth");
                open = null;
            } else if (isError(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
                open = null;
            } else if (open != null) {
                row(open, Numbers.words(line));
            }
        }

        private void close() {
            if (open != null) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), open + " ended without a SUM");
            }
        }

        private void sum(String[] words) {
            if (words.length == 3 && open != null) {
                Numbers.decimal(words[2])
                        .ifPresent(v -> out.measure(words[1] + "_sum", shape.unit(), v, Measurement.NODE));
                if (cells == 0) {
                    out.contradict(words[1] + " has a SUM without a single number");
                }
                open = null;
            }
        }

        /** A matrix row starts with its index and holds at least one decimal point or N/A; the header row has neither. */
        private void row(String name, String[] words) {
            if (words.length < 2 || Numbers.whole(words[0]).isEmpty()) {
                return;
            }
            boolean header = true;
            for (int i = 1; i < words.length; i++) {
                header &= Numbers.whole(words[i]).isPresent();
            }
            if (header || words[0].length() > 6) {
                return;
            }
            for (int i = 1; i < words.length; i++) {
                OptionalDouble value = Numbers.decimal(words[i]);
                if (value.isPresent()) {
                    cells++;
                    shape.measure(out, name, Integer.parseInt(words[0]), i - 1, value.getAsDouble());
                } else if (!words[i].equals("N/A")) {
                    out.warn(lines.number(), "'" + words[i] + "' is no number");
                }
            }
        }

        private static boolean isError(String line) {
            return line.startsWith("ERROR")
                    || line.startsWith("Error")
                    || line.contains("CUDA_ERROR")
                    || line.startsWith("[CU")
                    || line.startsWith("Invalid ")
                    || line.startsWith("Failed to")
                    || Aborts.tells(line);
        }
    }
}
