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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * NVIDIA's sample {@code bandwidthTest}, which SuperBench runs as cuda_memory_bw: its quick, range and shmoo modes. GB is 10^9
 * bytes there.
 */
final class CudaBandwidthReader implements ToolReader {

    private static final Pattern CSV =
            Pattern.compile("bandwidthTest-([HD]2[HD])-(Pinned|Paged|\\w+), Bandwidth = ([0-9.]{1,20}) ([GM]B/s), "
                    + "Time = ([0-9.]{1,20}) s, Size = (\\d{1,18}) bytes");
    private static final Pattern SECTION =
            Pattern.compile("^(Host to Device|Device to Host|Device to Device) Bandwidth");
    private static final Pattern ROW = Pattern.compile("^(\\d{1,18})\\s+([0-9.]{1,20})$");
    private static final Pattern DEVICE = Pattern.compile("^Device (\\d{1,4}): ");

    @Override
    public String format() {
        return "cuda-bandwidth";
    }

    @Override
    public String describes() {
        return "CUDA bandwidthTest (SuperBench cuda_memory_bw)";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("[CUDA Bandwidth Test]") || head.contains("bandwidthTest-");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private final Map<String, Double> best = new TreeMap<>();
        private String device = "0";
        private String section = "";
        private String memory = "pinned";
        private String unit = "GB/s";
        private boolean cutRow;
        private boolean result;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            best.forEach((metric, value) -> out.measure(metric + "_max", "GB/s", value, "gpu:" + device));
            if (best.isEmpty() && !out.saidAnything()) {
                out.cutOff(lines.number(), "every row of results");
            } else if (cutRow) {
                out.cutOff(lines.number(), "the end of a row");
            } else if (!result && !out.saidBad() && section.isEmpty()) {
                out.warn(0, "the line 'Result = PASS' is not there: the log may be cut off");
            }
            if (out.says(Verdict.PASS) && (out.says(Verdict.ERROR) || best.isEmpty())) {
                out.contradict("Result = PASS beside an error, or without a number");
            }
            return out.reading("bandwidthTest", lines);
        }

        private void line(String line) {
            Matcher csv = CSV.matcher(line);
            Matcher heading = SECTION.matcher(line);
            Matcher row = ROW.matcher(line);
            Matcher named = DEVICE.matcher(line);
            cutRow = false;
            if (csv.find()) {
                value(csv.group(1), csv.group(2), csv.group(6), csv.group(3), csv.group(4));
            } else if (line.startsWith("bandwidthTest-")) {
                cutRow = true;
            } else if (heading.find()) {
                section = line.substring(0, 1) + "2" + line.charAt(line.indexOf(" to ") + 4);
            } else if (line.startsWith("PINNED") || line.startsWith("PAGEABLE")) {
                memory = line.substring(0, line.indexOf(' ')).toLowerCase(Locale.ROOT);
            } else if (line.contains("Bandwidth(MB/s)")) {
                unit = "MB/s";
            } else if (row.find() && !section.isEmpty()) {
                value(section, memory, row.group(1), row.group(2), unit);
            } else if (named.find()) {
                device = named.group(1);
            } else if (line.startsWith("Result = ")) {
                result = true;
                boolean pass = line.startsWith("Result = PASS");
                out.says(pass ? Verdict.PASS : Verdict.FAIL, Measurement.NODE, lines.number(), line);
            } else if (line.contains("CUDA error") || line.contains("cudaGetDevice") || Aborts.tells(line)) {
                out.says(Verdict.ERROR, Measurement.NODE, lines.number(), line);
            }
        }

        private void value(String way, String kind, String size, String text, String printed) {
            String metric = way.toLowerCase(Locale.ROOT) + "_bandwidth";
            OptionalDouble value = Numbers.decimal(text);
            if (value.isPresent()) {
                Map<String, String> labels = Map.of("size", size, "memory", kind.toLowerCase(Locale.ROOT));
                out.measure(metric, printed, value.getAsDouble(), "gpu:" + device, labels);
                best.merge(
                        metric, printed.equals("MB/s") ? value.getAsDouble() / 1000 : value.getAsDouble(), Math::max);
            }
        }
    }
}
