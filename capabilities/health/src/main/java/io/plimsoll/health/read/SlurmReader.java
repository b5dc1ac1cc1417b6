/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** States of Slurm's nodes: {@code scontrol show node}, with {@code -o} or {@code --json}, and {@code sinfo} in its table forms. */
final class SlurmReader implements SignalReader {

    private static final Pattern REASON_BY = Pattern.compile("^(.*?)\\s*\\[([^@\\]]{1,64})@([^\\]]{8,40})\\]$");
    private static final Pattern NODE = Pattern.compile("(?:^|\\s)NodeName=(\\S+)");
    private static final Pattern STATE = Pattern.compile("\\sState=(\\S+)");
    private static final Pattern REASON = Pattern.compile("\\sReason=(.*?)(?=\\s{2,}|\\s[A-Z][A-Za-z]+=|$)");
    private static final Set<String> LOST = Set.of("DOWN", "FAIL", "FAILING", "NOT_RESPONDING", "ERROR", "UNKNOWN");
    private static final Set<String> OUT = Set.of(
            "DRAIN",
            "DRAINED",
            "DRAINING",
            "MAINT",
            "MAINTENANCE",
            "REBOOT_ISSUED",
            "REBOOT_REQUESTED",
            "INVAL",
            "INVALID_REG",
            "POWERED_DOWN",
            "RES",
            "RESERVED");
    private static final Map<Character, String> MARKS = Map.of(
            '*',
            "NOT_RESPONDING",
            '~',
            "POWERED_DOWN",
            '#',
            "POWERING_UP",
            '!',
            "POWER_DOWN",
            '%',
            "POWERING_DOWN",
            '$',
            "MAINT",
            '@',
            "REBOOT_REQUESTED",
            '^',
            "REBOOT_ISSUED",
            '-',
            "PLANNED");
    private static final int NODES_MAX = 200_000;

    @Override
    public String format() {
        return "slurm";
    }

    @Override
    public List<String> aliases() {
        return List.of("scontrol", "sinfo", "slurm-nodes", "scontrol-show-node", "slurmrestd");
    }

    @Override
    public boolean looksLike(Head head) {
        String first = head.firstLine();
        boolean text = first.contains("NodeName=") || first.contains("NODELIST");
        boolean nodes = head.json() && head.has("\"nodes\"");
        boolean daemon = head.has("\"slurmd_start_time\"")
                || head.has("\"slurmd_version\"")
                || head.has("\"openapi/slurmctld")
                || head.has("\"state\"", "\"partitions\"");
        return text || (nodes && daemon);
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        byte[] all = in.readNBytes(RemoteWriteReader.BODY_BYTES_MAX);
        String text = new String(all, StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("{")) {
            json(DataTree.json(new ByteArrayInputStream(all), sink.source()), sink);
        } else if (text.contains("NodeName=")) {
            scontrol(text, sink);
        } else {
            sinfo(text, sink);
        }
    }

    private static void json(DataTree root, SignalSink sink) {
        for (DataTree node : root.at("nodes").list()) {
            List<String> states = node.at("state").list().isEmpty()
                    ? List.of(node.text("state").split("\\+"))
                    : node.at("state").list().stream().map(DataTree::text).toList();
            DataTree at = node.at("reason_changed_at");
            String seconds = at instanceof DataTree.Keys ? at.text("number") : at.text();
            Optional<Instant> time = seconds.isEmpty() || seconds.equals("0")
                    ? Optional.empty()
                    : Times.epochSeconds(
                            at instanceof DataTree.Keys
                                    ? at.at("number").number().orElse(0)
                                    : at.number().orElse(0));
            add(
                    node.line(),
                    node.any("name", "hostname").text(),
                    states,
                    node.text("reason"),
                    time,
                    node.text("reason_set_by_user"),
                    String.join("+", states),
                    sink);
        }
    }

    private static void scontrol(String text, SignalSink sink) {
        long number = 0;
        long start = 1;
        StringBuilder block = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.startsWith("NodeName=") && !block.isEmpty()) {
                block(start, block.toString(), sink);
                block.setLength(0);
            }
            if (block.isEmpty()) {
                start = number;
            }
            if (!line.isBlank() && block.length() < TextLines.LINE_BYTES_MAX) {
                block.append(line).append("  ");
            }
        }
        if (!block.isEmpty()) {
            block(start, block.toString(), sink);
        }
    }

    private static void block(long line, String block, SignalSink sink) {
        Matcher name = NODE.matcher(block);
        Matcher state = STATE.matcher(block);
        if (!name.find() || !state.find()) {
            sink.warn(line, "no node with a state: " + KernelMessages.shortened(block.strip()));
            return;
        }
        Matcher reason = REASON.matcher(block);
        String text = reason.find() ? reason.group(1).strip() : "";
        Matcher by = REASON_BY.matcher(text);
        boolean signed = by.matches();
        add(
                line,
                name.group(1),
                List.of(state.group(1).split("\\+")),
                signed ? by.group(1) : text,
                signed ? Times.iso(by.group(3), sink.options().zone()) : Optional.empty(),
                signed ? by.group(2) : "",
                "NodeName=" + name.group(1) + " State=" + state.group(1) + (text.isEmpty() ? "" : " Reason=" + text),
                sink);
    }

    private static void sinfo(String text, SignalSink sink) {
        List<String> header = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        long number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.contains("NODELIST")) {
                header.clear();
                starts.clear();
                Matcher words = Pattern.compile("\\S+").matcher(line);
                while (words.find()) {
                    header.add(words.group().toUpperCase(Locale.ROOT));
                    starts.add(words.start());
                }
            } else if (!line.isBlank() && !header.isEmpty()) {
                row(number, line, header, starts, sink);
            }
        }
        if (header.isEmpty()) {
            throw new io.plimsoll.model.BadInputException(new io.plimsoll.model.InputProblem(
                    sink.source(), 1, KernelMessages.shortened(text), "scontrol show node, or sinfo with its header"));
        }
    }

    private static void row(long number, String line, List<String> header, List<Integer> starts, SignalSink sink) {
        Map<String, String> row = new LinkedHashMap<>();
        String[] words = line.strip().split("\\s+");
        boolean byWord = words.length == header.size();
        for (int i = 0; i < header.size(); i++) {
            int from = Math.min(line.length(), starts.get(i));
            int to = i + 1 < header.size() ? Math.min(line.length(), starts.get(i + 1)) : line.length();
            row.put(header.get(i), byWord ? words[i] : line.substring(from, to).strip());
        }
        String states =
                row.getOrDefault("STATE", row.getOrDefault("STATECOMPACT", header.contains("REASON") ? "drain" : ""));
        String list = row.getOrDefault("NODELIST", row.getOrDefault("NODES", ""));
        if (states.isEmpty() || list.isEmpty()) {
            sink.warn(number, "no state or no nodes: " + KernelMessages.shortened(line));
            return;
        }
        for (String node : hosts(list)) {
            add(
                    number,
                    node,
                    List.of(states.split("\\+")),
                    row.getOrDefault("REASON", ""),
                    Times.iso(row.getOrDefault("TIMESTAMP", ""), sink.options().zone()),
                    row.getOrDefault("USER", ""),
                    line.strip() + " [" + node + "]",
                    sink);
        }
    }

    private static void add(
            long line,
            String node,
            List<String> states,
            String reason,
            Optional<Instant> time,
            String user,
            String raw,
            SignalSink sink) {
        sink.looked(1);
        List<String> words = new ArrayList<>();
        for (String state : states) {
            String word = state.strip().toUpperCase(Locale.ROOT);
            while (!word.isEmpty() && MARKS.containsKey(word.charAt(word.length() - 1))) {
                words.add(MARKS.get(word.charAt(word.length() - 1)));
                word = word.substring(0, word.length() - 1);
            }
            words.addFirst(
                    switch (word) {
                        case "DRNG" -> "DRAINING";
                        case "DRAIN" -> states.size() > 1 ? "DRAIN" : "DRAINED";
                        case "ALLOC" -> "ALLOCATED";
                        case "MIX" -> "MIXED";
                        case "UNK" -> "UNKNOWN";
                        default -> word;
                    });
        }
        Severity severity = words.stream().anyMatch(LOST::contains)
                ? Severity.FATAL
                : words.stream().anyMatch(OUT::contains) ? Severity.WARNING : Severity.INFO;
        Map<String, String> attributes = new LinkedHashMap<>();
        if (!reason.isEmpty() && !reason.equalsIgnoreCase("none")) {
            attributes.put("reason", reason);
        }
        if (!user.isEmpty()) {
            attributes.put("setBy", user);
        }
        sink.add(
                line,
                new Signal(
                        time.or(() -> sink.options().received()),
                        node,
                        "",
                        "slurm",
                        String.join("+", states).toUpperCase(Locale.ROOT),
                        String.join("+", words.stream().sorted().toList()),
                        severity,
                        severity == Severity.INFO ? "NONE" : "OBSERVE",
                        raw,
                        attributes));
    }

    /** {@code node[001-003,7],x1} as names; what cannot be read stays as it is. */
    static List<String> hosts(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= list.length(); i++) {
            char c = i < list.length() ? list.charAt(i) : ',';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(list.substring(from, i));
                from = i + 1;
            }
        }
        List<String> hosts = new ArrayList<>();
        parts.stream().filter(p -> !p.isBlank()).forEach(p -> expand(p.strip(), hosts));
        return hosts;
    }

    private static void expand(String part, List<String> hosts) {
        int open = part.indexOf('[');
        int close = part.indexOf(']', Math.max(0, open));
        if (open < 0 || close < 0 || hosts.size() > NODES_MAX) {
            hosts.add(part);
            return;
        }
        for (String range : part.substring(open + 1, close).split(",")) {
            String[] ends = range.split("-");
            if (!range.matches("\\d{1,9}(-\\d{1,9})?")) {
                hosts.add(part);
                return;
            }
            long last = Long.parseLong(ends[ends.length - 1]);
            for (long i = Long.parseLong(ends[0]); i <= last && hosts.size() <= NODES_MAX; i++) {
                String number = String.format(Locale.ROOT, "%0" + ends[0].length() + "d", i);
                expand(part.substring(0, open) + number + part.substring(close + 1), hosts);
            }
        }
    }
}
