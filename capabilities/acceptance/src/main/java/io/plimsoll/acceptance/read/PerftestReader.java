/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text and the JSON of perftest's tests: bandwidth and latency, write, read, send and atomic, one or both directions;
 * client and server may write into one log. perftest's MB is 2^20 bytes, which is MiB here; its Gb is 10^9 bits
 * (github.com/linux-rdma/perftest, {@code --report_gbits}). Its JSON is not valid JSON in most versions and is read line by
 * line ({@link PerftestJson}).
 */
final class PerftestReader implements ToolReader {

    private static final Pattern TITLE = Pattern.compile(
            "\\b(RDMA_Write(?:_Imm)?|RDMA_Read|Send|Atomic[A-Z_]*|FETCH_AND_ADD|CMP_AND_SWAP|Raw_?Ethernet|raw_ethernet)"
                    + "((?:[ _][A-Za-z_]+)*)[ _](BW|Latency|Lat)(?:[ _][Tt]est)?");
    private static final Pattern DEVICE = Pattern.compile("Device\\s*:\\s*(\\S{1,64})");
    private static final Pattern COLUMN =
            Pattern.compile("(99(?:\\.\\d+)?% percentile|#?[A-Za-z_]+(?: [A-Za-z]+)?)(?:\\[([^\\]]{0,20})\\])?");
    private static final Pattern ERROR = Pattern.compile(
            "(?i)couldn't|unable to|failed|completion with error|problems with|no such|cannot|\\berror\\b|not supported"
                    + "|timed? ?out|disconnected");

    @Override
    public String format() {
        return "perftest";
    }

    @Override
    public String describes() {
        return "perftest text or JSON (ib_write_bw, ib_read_bw, ib_send_bw, ib_write_lat, ...)";
    }

    @Override
    public boolean recognises(String head) {
        return head.contains("#iterations") || head.contains("test_info") || title(head);
    }

    private static boolean title(String head) {
        return head.contains("Dual-port") && TITLE.matcher(head).find();
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format())).read();
    }

    /** {@code ib_write_bw}, {@code ib_send_lat}, with {@code _bidirectional} where it is. */
    static String metric(String kind, String middle, String what) {
        String base = kind.toLowerCase(Locale.ROOT).replace("rdma_", "").replace("_imm", "");
        base = base.equals("fetch_and_add") || base.equals("cmp_and_swap") ? "atomic" : base;
        String tail = what.equals("BW") ? "_bw" : "_lat";
        return "ib_" + base + tail + (middle.contains("Bidirectional") ? "_bidirectional" : "");
    }

    static Matcher title(CharSequence line, boolean unused) {
        return TITLE.matcher(line);
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private final PerftestJson json;
        private String metric = "ib_bw";
        private String device = "?";
        private String side = "";
        private List<String[]> columns = List.of();
        private boolean inTable;
        private int rows;
        private long openSince;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
            this.json = new PerftestJson(out);
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            json.end(lines);
            rows += json.results();
            if (rows == 0 && !out.saidAnything()) {
                if (openSince == 0 && !json.begun()) {
                    throw lines.refused(
                            "no row of results", "perftest's table '#bytes #iterations BW peak BW average'");
                }
                out.cutOff(lines.number(), "every row of results");
            } else if (openSince > 0) {
                out.cutOff(lines.number(), "a row of results after the header in line " + openSince);
            }
            if (rows > 0 && !out.isCutOff() && out.says(Verdict.ERROR)) {
                out.contradict("there are results beside an error");
            }
            return out.reading("perftest", lines);
        }

        private void line(String line) {
            if (json.takes(line, lines.number())) {
                return;
            }
            Matcher title = TITLE.matcher(line);
            Matcher named = DEVICE.matcher(line);
            if (line.startsWith("#bytes")) {
                header(line);
            } else if (title.find() && line.length() < 80) {
                metric = metric(title.group(1), title.group(2), title.group(3));
                side = "";
                inTable = false;
                openSince = openSince == 0 ? lines.number() : openSince;
            } else if (line.startsWith("---")) {
                inTable = false;
            } else if (inTable && row(Numbers.words(line))) {
                rows++;
                openSince = 0;
            } else if (line.startsWith("Local results") || line.startsWith("Remote results")) {
                side = line.startsWith("Local") ? "local" : "remote";
            } else {
                other(line);
            }
            if (named.find()) {
                device = named.group(1);
            }
        }

        private void other(String line) {
            if (line.startsWith("WARNING") || line.contains("Conflicting CPU frequency")) {
                out.warn(lines.number(), line);
            } else if (Aborts.tells(line) || ERROR.matcher(line).find()) {
                out.says(Verdict.ERROR, "nic:" + device, lines.number(), line);
            }
        }

        private void header(String line) {
            List<String[]> found = new ArrayList<>();
            Matcher column = COLUMN.matcher(line);
            while (column.find()) {
                found.add(new String[] {column.group(1), column.group(2) == null ? "" : column.group(2)});
            }
            columns = found;
            inTable = found.size() >= 3;
            openSince = lines.number();
            if (!inTable) {
                out.warn(lines.number(), "a table without columns that are known: " + line);
            }
        }

        private boolean row(String[] words) {
            if (words.length < 3
                    || words.length > columns.size() + 2
                    || Numbers.whole(words[0]).isEmpty()) {
                return false;
            }
            boolean any = false;
            Map<String, String> labels =
                    side.isEmpty() ? Map.of("size", words[0]) : Map.of("size", words[0], "side", side);
            for (int i = 2; i < Math.min(words.length, columns.size()); i++) {
                OptionalDouble value = Numbers.decimal(words[i]);
                if (value.isEmpty()) {
                    if (words[i].toLowerCase(Locale.ROOT).contains("nan") || words[i].contains("inf")) {
                        out.warn(lines.number(), columns.get(i)[0] + " is '" + words[i] + "', no number");
                        continue;
                    }
                    return any;
                }
                any |= measure(columns.get(i)[0], columns.get(i)[1], value.getAsDouble(), labels);
            }
            return any;
        }

        private boolean measure(String column, String unit, double value, Map<String, String> labels) {
            String scope = "nic:" + device;
            switch (column) {
                case "BW average" -> out.measure(metric + "_average", unit(unit), value, scope, labels);
                case "BW peak" -> {
                    if (value > 0) {
                        out.measure(metric + "_peak", unit(unit), value, scope, labels);
                    }
                }
                case "MsgRate" -> out.measure(metric + "_message_rate", "Mpkt/s", value, scope, labels);
                case "BW min" -> out.measure(metric + "_min", unit(unit), value, scope, labels);
                case "tps average" -> out.measure(metric + "_transactions", "1/s", value, scope, labels);
                default -> {
                    String statistic = statistic(column);
                    if (statistic.isEmpty()) {
                        return false;
                    }
                    out.measure(metric + "_" + statistic, "us", value, scope, labels);
                }
            }
            return true;
        }
    }

    /** perftest's name of a column of a latency table, in our words; empty if it is none. */
    static String statistic(String column) {
        return switch (column) {
            case "t_min" -> "min";
            case "t_max" -> "max";
            case "t_typical" -> "typical";
            case "t_avg" -> "average";
            case "t_stdev" -> "stdev";
            case "99% percentile", "percentile_99", "t_99percentile" -> "p99";
            case "99.9% percentile", "percentile_99.9", "t_99_9percentile" -> "p99_9";
            default -> "";
        };
    }

    static String unit(String printed) {
        return switch (printed) {
            case "Gb/sec", "Gbps", "Gb/s" -> "Gbit/s";
            case "MB/sec", "MiB/sec" -> "MiB/s";
            default -> "unstated";
        };
    }
}
