/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.acceptance.read;

import io.plimsoll.acceptance.Reading;
import io.plimsoll.model.Verdict;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What NCCL's and RCCL's RAS service answers ({@code ncclras}), its text and its JSON: communicators, their ranks, ranks that
 * are missing, errors.
 */
final class RasReader implements ToolReader {

    private static final String GROUP = "group";
    private static final int PEEK = 1 << 16;
    private static final Pattern VERSION = Pattern.compile("^(RCCL|NCCL) version (\\S{1,40}).*compiled with");
    private static final Pattern TOTALS =
            Pattern.compile("^(\\d{1,7})\\s+(\\S{1,15})\\s+(\\S{1,15})\\s+(\\d{1,9})\\s+(\\d{1,9})$");
    private static final Pattern COMM =
            Pattern.compile("^(\\d{1,7})\\s+(\\d{1,9})\\s+(\\S{1,15})\\s+(\\S{1,15})\\s+(\\S{1,15})\\s+(\\d{1,9})"
                    + "\\s+([A-Z]{2,20})\\s+([A-Z]{2,20})$");
    private static final Pattern MISSING = Pattern.compile("Missing communicator data from (\\d{1,9}) rank");

    @Override
    public String format() {
        return "ras";
    }

    @Override
    public String describes() {
        return "NCCL or RCCL RAS report, text or JSON";
    }

    @Override
    public boolean recognises(String head) {
        return (head.contains("Communicators...") && head.contains("Job summary"))
                || (head.contains("\"communicators_count\"") || head.contains("\"missing_ranks_count\""))
                || (VERSION.matcher(head).find() && head.contains("Job summary"))
                || head.startsWith("read socket:");
    }

    @Override
    public Reading read(InputStream in, String source) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, PEEK);
        buffered.mark(PEEK);
        String head = new String(buffered.readNBytes(PEEK - 1), StandardCharsets.UTF_8);
        buffered.reset();
        LogLines lines = new LogLines(buffered, source);
        Collected out = new Collected(format());
        return head.contains("\"communicators") ? json(lines, out) : new Text(lines, out).read();
    }

    private static Reading json(LogLines lines, Collected out) throws IOException {
        EmbeddedJson.Found found = EmbeddedJson.read(lines, "a RAS report", n -> n.has("communicators"));
        found.report(out);
        JsonNode root = found.node();
        JsonNode all = root.path("communicators");
        if (!all.isArray()) {
            throw lines.refused("no 'communicators'", "a RAS report");
        }
        out.measure("ras_communicators", "count", all.size(), GROUP);
        if (root.path("communicators_count").isNumber()
                && root.path("communicators_count").asInt(0) != all.size()
                && !out.isCutOff()) {
            out.contradict("it counts " + root.path("communicators_count").asInt(0) + " communicators and lists "
                    + all.size());
        }
        for (JsonNode communicator : all) {
            communicator(communicator, found.line(), out);
        }
        String version =
                root.path("nccl_version").asString(root.path("rccl_version").asString("?"));
        return out.reading("ras " + version, lines);
    }

    private static void communicator(JsonNode one, long line, Collected out) {
        String hash = one.path("hash").asString("?");
        Map<String, String> labels = Map.of("communicator", hash);
        double size = one.path("size").asDouble(0);
        double missing = one.path("missing_ranks_count").asDouble(0);
        int listed = one.path("ranks").size();
        out.measure("ras_ranks", "count", size, GROUP, labels);
        out.measure("ras_ranks_missing", "count", missing, GROUP, labels);
        if (size - missing > listed && !out.isCutOff()) {
            out.contradict(
                    "communicator " + hash + " has " + size + " ranks, " + missing + " missing, and lists " + listed);
        }
        int bad = 0;
        Map<String, Set<Double>> counts = new HashMap<>();
        for (JsonNode rank : one.path("ranks")) {
            JsonNode status = rank.path("status");
            boolean wrong = status.path("async_error").asInt(0) != 0
                    || status.path("init_state").asInt(0) != 0
                    || status.path("abort_flag").asBoolean(false);
            if (wrong) {
                bad++;
                out.says(
                        Verdict.FAIL,
                        "rank:" + rank.path("rank").asString("?"),
                        line,
                        "rank on " + rank.path("host").asString("?") + " GPU "
                                + rank.path("cuda_dev").asString("?") + ": " + status);
            }
            for (Map.Entry<String, JsonNode> count :
                    rank.path("collective_counts").properties()) {
                counts.computeIfAbsent(count.getKey(), k -> new HashSet<>())
                        .add(count.getValue().asDouble(0));
            }
        }
        out.measure("ras_ranks_failed", "count", bad, GROUP, labels);
        counts.forEach((collective, seen) -> {
            if (seen.size() > 1 && !collective.equals("Send") && !collective.equals("Recv")) {
                out.warn(line, "the ranks of " + hash + " are at different counts of " + collective + ": " + seen);
            }
        });
        Verdict verdict = missing > 0 || bad > 0 ? Verdict.FAIL : Verdict.PASS;
        out.says(
                verdict,
                GROUP,
                line,
                "communicator " + hash + (verdict == Verdict.PASS ? " is complete" : " is not well"));
    }

    /** The text form. */
    private static final class Text {
        private final LogLines lines;
        private final Collected out;
        private String tool = "ras";
        private String section = "";
        private double missing;
        private int communicators;
        private int errors;
        private boolean warnings;

        Text(LogLines lines, Collected out) {
            this.lines = lines;
            this.out = out;
        }

        Reading read() throws IOException {
            String before = "";
            for (String line = lines.next(); line != null; line = lines.next()) {
                String text = line.strip();
                if (text.startsWith("====") && !before.isEmpty()) {
                    section = before.replaceAll("\\.\\.\\..*", "");
                    warnings |= section.equals("Warnings");
                } else if (!text.isEmpty()) {
                    line(text);
                }
                before = text;
            }
            if (communicators == 0 && !out.saidAnything() && section.isEmpty()) {
                throw lines.refused("no communicator", "a RAS report");
            }
            if (!section.isEmpty()) {
                out.measure("ras_communicators", "count", communicators, GROUP);
                out.measure("ras_errors", "count", errors, GROUP);
                out.measure("ras_ranks_missing", "count", missing, GROUP);
                if (!warnings && !before.equals("Warnings")) {
                    out.cutOff(lines.number(), "the section 'Warnings'");
                }
            }
            if (errors > 0 && !out.says(Verdict.FAIL)) {
                out.contradict("every communicator is OK beside " + errors + " lines of errors");
            }
            return out.reading(tool, lines);
        }

        private void line(String text) {
            Matcher version = VERSION.matcher(text);
            Matcher totals = TOTALS.matcher(text);
            Matcher comm = COMM.matcher(text);
            if (version.find()) {
                tool = "ras " + version.group(1) + " " + version.group(2);
            } else if (text.startsWith("read socket:") || text.contains("Connection refused") || Aborts.tells(text)) {
                out.says(Verdict.ERROR, GROUP, lines.number(), text);
            } else if (section.equals("Job summary") && totals.matches()) {
                Numbers.decimal(totals.group(1)).ifPresent(v -> out.measure("ras_nodes", "count", v, GROUP));
                Numbers.decimal(totals.group(4)).ifPresent(v -> out.measure("ras_processes", "count", v, GROUP));
                Numbers.decimal(totals.group(5)).ifPresent(v -> out.measure("ras_gpus", "count", v, GROUP));
            } else if (section.startsWith("Communicators") && comm.matches()) {
                communicator(comm);
            } else if (section.equals("Errors") && !text.equals("Warnings")) {
                error(text);
            } else if (section.equals("Warnings")) {
                out.warn(lines.number(), text);
            }
        }

        private void communicator(Matcher row) {
            int count = (int) Numbers.decimal(row.group(2)).orElse(1);
            communicators += count;
            boolean ok = row.group(8).equals("OK") && row.group(7).equals("RUNNING");
            Map<String, String> labels = Map.of("group", row.group(1));
            Numbers.decimal(row.group(5)).ifPresent(v -> out.measure("ras_ranks", "count", v * count, GROUP, labels));
            Numbers.decimal(row.group(6)).ifPresent(v -> out.measure("ras_ranks_present", "count", v, GROUP, labels));
            Verdict verdict = ok ? Verdict.PASS : row.group(8).equals("OK") ? Verdict.INCONCLUSIVE : Verdict.FAIL;
            String text = "communicator group " + row.group(1) + " is " + row.group(7) + ", errors " + row.group(8);
            out.says(verdict, GROUP, lines.number(), text);
        }

        private void error(String text) {
            errors++;
            out.warn(lines.number(), text);
            Matcher ranks = MISSING.matcher(text);
            if (ranks.find()) {
                missing += Numbers.decimal(ranks.group(1)).orElse(0);
            }
        }
    }
}
