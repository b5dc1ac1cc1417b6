/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Kernel logs, whoever wrote them down: dmesg, /dev/kmsg, pstore, journald (short, ISO, JSON, export), syslog by RFC 3164 and
 * 5424. Each line may have another prefix. A new boot ID is an event of its own: what a boot clears, it clears.
 */
final class KernelLogReader implements SignalReader {

    private static final Pattern BOOT = Pattern.compile("^-- (?:Boot ([0-9a-f]{8,36})|Reboot) --");
    private static final Pattern PREFIXED = Pattern.compile(
            "^(?:\\[\\s*\\d+\\.\\d+\\]|\\[[A-Z][a-z]{2} [A-Z][a-z]{2}|<\\d{1,3}>|\\d+,\\d+,\\d+,|[A-Z][a-z]{2} [ \\d]\\d \\d\\d:|\\d{4}-\\d\\d-\\d\\d[T ]|kern\\s*:|dmesg-|-- (?:Boot|Journal|Logs|Reboot))");

    @Override
    public String format() {
        return "kernel";
    }

    @Override
    public List<String> aliases() {
        return List.of(
                "kernel-log",
                "dmesg",
                "kmsg",
                "journald",
                "journald-json",
                "journal",
                "syslog",
                "rfc3164",
                "rfc5424",
                "pstore",
                "xid",
                "sxid",
                "nvrm");
    }

    @Override
    public boolean looksLike(Head head) {
        if (head.has("NVRM:") || head.has("SXid (") || head.has("\"__REALTIME_TIMESTAMP\"") || head.has("__CURSOR=")) {
            return true;
        }
        return head.text().lines().limit(50).anyMatch(l -> PREFIXED.matcher(l).find());
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        TextLines lines = new TextLines(in);
        Work work = new Work(sink);
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            sink.looked(1);
            work.line(lines.number(), raw);
        }
        work.end(lines.number());
        if (lines.cut() > 0) {
            sink.warn(0, lines.cut() + " lines over " + TextLines.LINE_BYTES_MAX + " bytes were cut");
        }
    }

    /** One input on its way through. */
    private static final class Work {

        private static final int OBJECT_BYTES_MAX = 1 << 20;

        private final SignalSink sink;
        private final LogPrefix prefix;
        private final XidEvents xids;
        private final KernelMessages messages;
        private final FabricManagerReader fabricManager;
        private final Map<String, String> boots = new HashMap<>();
        private final StringBuilder pretty = new StringBuilder();
        private final Map<String, String> exported = new LinkedHashMap<>();

        Work(SignalSink sink) {
            this.sink = sink;
            this.prefix = new LogPrefix(sink.options(), sink);
            this.xids = new XidEvents(sink);
            this.messages = new KernelMessages(sink, xids);
            this.fabricManager = new FabricManagerReader();
        }

        void line(long number, String raw) {
            if (!pretty.isEmpty()) {
                pretty.append(raw).append('\n');
                if (raw.startsWith("}") || pretty.length() > OBJECT_BYTES_MAX) {
                    journal(number, pretty.toString());
                    pretty.setLength(0);
                }
            } else if (raw.startsWith("{")) {
                if (raw.strip().equals("{")) {
                    pretty.append(raw).append('\n');
                } else {
                    journal(number, raw);
                }
            } else if (!exported.isEmpty() || raw.startsWith("__CURSOR=")) {
                export(number, raw);
            } else {
                Matcher boot = BOOT.matcher(raw);
                if (boot.find()) {
                    booted(number, "", boot.group(1) == null ? "line " + number : boot.group(1), Optional.empty(), raw);
                } else if (concerns(raw)) {
                    judge(number, raw, prefix.parse(raw));
                }
            }
        }

        void end(long number) {
            if (!exported.isEmpty()) {
                export(number, "");
            }
            if (!pretty.isEmpty()) {
                sink.warn(number, "the file ends within a JSON object");
            }
        }

        private static boolean concerns(String raw) {
            return KernelMessages.concerns(raw) || KernelPatterns.concerns(raw) || FabricManagerReader.concerns(raw);
        }

        private void judge(long number, String raw, LogPrefix.Line line) {
            if (KernelMessages.concerns(line.message())) {
                messages.line(number, raw, line);
            } else if (FabricManagerReader.concerns(line.message())) {
                fabricManager.message(number, raw, line.time(), line.host(), line.message(), sink, xids);
            } else {
                KernelPatterns.of(raw, line, xids).ifPresent(s -> sink.add(number, s));
            }
        }

        /** One journal entry as JSON. */
        private void journal(long number, String raw) {
            DataTree entry;
            try {
                entry = DataTree.json(raw, sink.source());
            } catch (BadInputException e) {
                sink.warn(number, "no JSON: " + KernelMessages.shortened(raw));
                return;
            }
            Map<String, String> fields = new HashMap<>();
            entry.keys().forEach((key, value) -> fields.put(key, bytesOrText(value)));
            entry(number, raw, fields);
        }

        /** journald writes a message that is no UTF-8 as a list of bytes. */
        private static String bytesOrText(DataTree value) {
            if (!(value instanceof DataTree.Items items)) {
                return value.text();
            }
            byte[] bytes = new byte[items.items().size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) items.items().get(i).number().orElse('?');
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private void export(long number, String raw) {
            int equals = raw.indexOf('=');
            if (raw.isEmpty()) {
                entry(number, exported.getOrDefault("MESSAGE", ""), exported);
                exported.clear();
            } else if (equals > 0 && exported.size() < 200) {
                exported.put(raw.substring(0, equals), raw.substring(equals + 1));
            }
        }

        private void entry(long number, String raw, Map<String, String> fields) {
            String text = fields.getOrDefault("MESSAGE", "");
            String host = fields.getOrDefault("_HOSTNAME", "");
            Optional<Instant> time = micros(fields.getOrDefault("_SOURCE_REALTIME_TIMESTAMP", ""))
                    .or(() -> micros(fields.getOrDefault("__REALTIME_TIMESTAMP", "")));
            OptionalDouble uptime = uptime(fields);
            String boot = fields.getOrDefault("_BOOT_ID", "");
            if (!boot.isEmpty()) {
                booted(number, host, boot, time, raw);
            }
            for (String message : text.split("\n", -1)) {
                if (concerns(message)) {
                    LogPrefix.Line inner = prefix.parse(message);
                    judge(number, raw, new LogPrefix.Line(time.or(inner::time), uptime, host, inner.message()));
                }
            }
        }

        private static OptionalDouble uptime(Map<String, String> fields) {
            String text = fields.getOrDefault(
                    "_SOURCE_MONOTONIC_TIMESTAMP", fields.getOrDefault("__MONOTONIC_TIMESTAMP", ""));
            return text.matches("\\d{1,18}") ? OptionalDouble.of(Long.parseLong(text) / 1e6) : OptionalDouble.empty();
        }

        private static Optional<Instant> micros(String text) {
            return text.matches("\\d{1,18}")
                    ? Optional.of(Instant.ofEpochSecond(
                            Long.parseLong(text) / 1_000_000, Long.parseLong(text) % 1_000_000 * 1_000))
                    : Optional.empty();
        }

        private void booted(long number, String host, String id, Optional<Instant> time, String raw) {
            String before = boots.put(boots.size() < 4_096 ? host : "", id);
            if (before != null && !before.equals(id)) {
                sink.add(
                        number,
                        new Signal(
                                time,
                                host,
                                "",
                                "boot",
                                "BOOT",
                                "NEW_BOOT",
                                Severity.INFO,
                                "NONE",
                                KernelMessages.shortened(raw),
                                Map.of("bootId", id, "before", before)));
            }
        }
    }
}
