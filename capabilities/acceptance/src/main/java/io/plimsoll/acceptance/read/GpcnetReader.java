/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

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
 * GPCNeT's {@code network_test} and {@code network_load_test} (github.com/netbench/GPCNET): tables of latency and bandwidth
 * alone and under congestion, and the congestion impact factors. Its errors stand before mpirun's.
 */
final class GpcnetReader implements ToolReader {

    private static final String GROUP = "group";
    private static final Pattern TITLE = Pattern.compile("^(Network ?(?:Load)?) Tests v(\\S{1,20})");
    private static final Pattern RANKS = Pattern.compile("^Test with (\\d{1,9}) MPI ranks \\((\\d{1,9}) nodes\\)");
    private static final Pattern SIZE = Pattern.compile("\\((\\d{1,12}) B\\)");

    @Override
    public String format() {
        return "gpcnet";
    }

    @Override
    public String describes() {
        return "GPCNeT network_test and network_load_test";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("Network Tests v")
                || head.contains("NetworkLoad Tests v")
                || head.contains("Isolated Network Tests")
                || head.contains("this application must be run on at least")
                || head.contains("Congestion Impact Factor");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private String tool = "GPCNeT";
        private boolean load;
        private boolean titled;
        private boolean keyResults;
        private String section = "";
        private String[] columns = new String[0];
        private boolean open;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (!out.measuredAnything() && !out.saidAnything() && !titled) {
                throw lines.refused("no table", "GPCNeT's output");
            }
            if (open || (load && !keyResults && !out.saidBad())) {
                out.cutOff(lines.number(), load && !keyResults ? "the table 'Key Results'" : "the end of a table");
            } else if (titled && !out.measuredAnything() && !out.saidBad()) {
                out.cutOff(lines.number(), "every table");
            }
            if (out.measuredAnything() && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("there are results beside an error");
            }
            return out.reading(tool, lines);
        }

        private void line(String line) {
            Matcher title = TITLE.matcher(line);
            Matcher ranks = RANKS.matcher(line);
            if (title.find()) {
                tool = "GPCNeT " + line;
                load = line.startsWith("NetworkLoad") || line.startsWith("Network Load");
                titled = true;
            } else if (ranks.find()) {
                Numbers.decimal(ranks.group(1)).ifPresent(v -> out.measure("ranks", "count", v, GROUP));
                Numbers.decimal(ranks.group(2)).ifPresent(v -> out.measure("nodes", "count", v, GROUP));
            } else if (line.startsWith("|")) {
                row(line);
            } else if (line.startsWith("+--")) {
                open = line.endsWith("+") ? false : open;
            } else if (line.startsWith("ERROR") || line.startsWith("Error") || Aborts.tells(line)) {
                out.says(Verdict.ERROR, GROUP, lines.number(), line);
            }
        }

        private void row(String line) {
            if (line.length() < 2 || !line.endsWith("|")) {
                open = true;
                out.warn(lines.number(), "a row that is cut off was left out");
                return;
            }
            open = true;
            String[] cells = line.substring(1, line.length() - 1).split("\\|", 20);
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cells[i].strip();
            }
            if (cells.length == 1) {
                section = cells[0];
                keyResults |= section.contains("Key Results");
                columns = new String[0];
            } else if (cells[0].equals("Name") || cells[0].isEmpty()) {
                columns = cells;
            } else if (columns.length != cells.length) {
                out.warn(lines.number(), "a row of " + cells.length + " cells under a header of " + columns.length);
            } else {
                values(cells);
            }
        }

        private void values(String[] cells) {
            Map<String, String> labels = new TreeMap<>();
            Matcher size = SIZE.matcher(cells[0]);
            if (size.find()) {
                labels.put("size", size.group(1));
            }
            String name = "gpcnet_" + snake(SIZE.matcher(cells[0]).replaceAll(""));
            String last = cells[cells.length - 1];
            if (last.endsWith("X")) {
                for (int i = 1; i < cells.length; i++) {
                    String what = columns[i].equals("99%") ? "p99" : "average";
                    String factor = cells[i].endsWith("X") ? cells[i].substring(0, cells[i].length() - 1) : "";
                    value(name + "_congestion_impact_" + what, "ratio", factor, labels);
                }
                return;
            }
            String unit = unit(last);
            labels.put("section", section(section));
            for (int i = 1; i < cells.length - 1; i++) {
                String what = switch (columns[i]) {
                    case "Min" -> "min";
                    case "Max" -> "max";
                    case "Avg" -> "average";
                    case "Avg(Worst)" -> "average_worst";
                    case "99%" -> "p99";
                    case "99.9%" -> "p99_9";
                    default -> snake(columns[i]);
                };
                value(name + "_" + what, unit, cells[i], labels);
            }
        }

        private void value(String metric, String unit, String text, Map<String, String> labels) {
            OptionalDouble value = Numbers.decimal(text);
            if (value.isPresent()) {
                out.measure(metric, unit, value.getAsDouble(), GROUP, labels);
            } else {
                out.warn(lines.number(), metric + " is '" + text + "', no number");
            }
        }

        private static String section(String title) {
            if (title.startsWith("Isolated Network")) {
                return "isolated";
            }
            if (title.startsWith("Isolated Congestion")) {
                return "congestors";
            }
            int from = title.indexOf('(');
            int to = title.lastIndexOf(" Network Test)");
            return from > 0 && to > from ? "congested_" + snake(title.substring(from + 1, to)) : snake(title);
        }

        private static String unit(String printed) {
            return switch (printed) {
                case "usec" -> "us";
                case "msec" -> "ms";
                case "MiB/s/rank", "MiB/s" -> "MiB/s";
                case "MB/s/rank", "MB/s" -> "MB/s";
                case "GB/s/rank", "GB/s" -> "GB/s";
                default -> "unstated";
            };
        }
    }

    /** {@code RR Two-sided BW+Sync} as {@code rr_two_sided_bw_sync}. */
    static String snake(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        return lower.replaceAll("^_+|_+$", "");
    }
}
