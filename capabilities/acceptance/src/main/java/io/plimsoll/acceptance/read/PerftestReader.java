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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of perftest's bandwidth tests, such as ib_write_bw; client and server may write into one log. perftest's MB is
 * 2^20 bytes, which is MiB here; its Gb is 10^9 bits (github.com/linux-rdma/perftest, {@code --report_gbits}).
 */
final class PerftestReader implements ToolReader {

    private static final Pattern TITLE =
            Pattern.compile("(RDMA_Write|RDMA_Read|Send|Atomic[A-Z_]*)( Bidirectional)? BW Test");
    private static final Pattern DEVICE = Pattern.compile("Device\\s*:\\s*(\\S{1,64})");
    private static final Pattern UNIT = Pattern.compile("BW average\\[(\\S+?)/sec\\]");
    private static final Pattern ERROR = Pattern.compile(
            "(?i)couldn't|unable to|failed|completion with error|problems with|no such|cannot|\\berror\\b");

    @Override
    public String format() {
        return "perftest";
    }

    @Override
    public String describes() {
        return "perftest bandwidth text (ib_write_bw, ib_read_bw, ib_send_bw)";
    }

    @Override
    public boolean recognises(String head) {
        return TITLE.matcher(head).find() || head.contains("#iterations");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        return new Run(new LogLines(in, source), new Collected(format(), source)).read();
    }

    private static final class Run {
        private final LogLines lines;
        private final Collected out;
        private String metric = "ib_bw";
        private String device = "?";
        private String unit = "MiB/s";
        private boolean inTable;
        private int rows;

        Run(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line.strip());
            }
            if (rows == 0 && !out.saidAnything()) {
                throw lines.refused("no row of results", "perftest's table '#bytes #iterations BW peak BW average'");
            }
            if (rows > 0 && out.says(Verdict.ERROR)) {
                out.contradict("there are results beside an error");
            }
            return out.reading("perftest");
        }

        private void line(String line) {
            Matcher title = TITLE.matcher(line);
            Matcher named = DEVICE.matcher(line);
            if (title.find()) {
                String base = title.group(1).toLowerCase(Locale.ROOT).replace("rdma_", "");
                metric = "ib_" + base + "_bw" + (title.group(2) == null ? "" : "_bidirectional");
                inTable = false;
            } else if (line.startsWith("#bytes")) {
                header(line);
            } else if (line.startsWith("---")) {
                inTable = false;
            } else if (inTable && row(Numbers.words(line))) {
                rows++;
            } else if (ERROR.matcher(line).find()) {
                out.says(Verdict.ERROR, "nic:" + device, lines.number(), line);
            }
            if (named.find()) {
                device = named.group(1);
            }
        }

        private void header(String line) {
            Matcher found = UNIT.matcher(line);
            inTable = found.find();
            if (inTable) {
                unit = switch (found.group(1)) {
                    case "Gb" -> "Gbit/s";
                    case "MB", "MiB" -> "MiB/s";
                    default -> found.group(1) + "/s";
                };
            } else {
                out.warn(lines.number(), "a table without a bandwidth: only bandwidth tests are read");
            }
        }

        private boolean row(String[] words) {
            if (words.length < 4 || words.length > 6 || Numbers.whole(words[0]).isEmpty()) {
                return false;
            }
            OptionalDouble peak = Numbers.decimal(words[2]);
            OptionalDouble average = Numbers.decimal(words[3]);
            if (peak.isEmpty() || average.isEmpty()) {
                return false;
            }
            Map<String, String> labels = Map.of("size", words[0]);
            String scope = "nic:" + device;
            out.measure(metric + "_average", unit, average.getAsDouble(), scope, labels);
            if (peak.getAsDouble() > 0) {
                out.measure(metric + "_peak", unit, peak.getAsDouble(), scope, labels);
            }
            if (words.length > 4) {
                Numbers.decimal(words[4])
                        .ifPresent(v -> out.measure(metric + "_message_rate", "Mpkt/s", v, scope, labels));
            }
            return true;
        }
    }
}
