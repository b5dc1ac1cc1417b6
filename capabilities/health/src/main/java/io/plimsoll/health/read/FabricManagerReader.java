/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fabric manager's log, {@code /var/log/fabricmanager.log}, and its lines in a journal. */
final class FabricManagerReader implements SignalReader {

    private static final Pattern LINE = Pattern.compile(
            "^\\[([A-Z][a-z]{2}) (\\d{1,2}) (\\d{4}) (\\d\\d:\\d\\d:\\d\\d)\\] \\[(\\w{1,16})\\] (?:\\[tid (\\d{1,12})\\] )?(.*)$");
    private static final Pattern SWITCH = Pattern.compile(
            "detected NVSwitch (fatal|non-fatal|always fatal) error (\\d{1,7})(?: on (?:fid|NodeId) (\\d{1,6}))?(?: on NVSwitch pci bus id ([0-9a-fA-F:.]{7,20}))?(?: physical id (\\d{1,6}))?(?: port (\\d{1,6}))?");

    @Override
    public String format() {
        return "fabric-manager";
    }

    @Override
    public List<String> aliases() {
        return List.of("fabricmanager", "fm");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.text().lines().limit(20).anyMatch(l -> LINE.matcher(l).matches());
    }

    static boolean concerns(String text) {
        return text.contains("detected NVSwitch");
    }

    @Override
    public void read(InputStream in, SignalSink sink) throws IOException {
        TextLines lines = new TextLines(in);
        XidEvents xids = new XidEvents(sink);
        long without = 0;
        for (String raw = lines.next(); raw != null; raw = lines.next()) {
            sink.looked(1);
            Matcher m = LINE.matcher(raw);
            if (!m.matches()) {
                without += concerns(raw) ? 1 : 0;
                if (concerns(raw)) {
                    message(lines.number(), raw, Optional.empty(), "", raw, sink, xids);
                }
                continue;
            }
            Optional<Instant> time = Times.month(m.group(1)) == 0
                    ? Optional.empty()
                    : Times.of(
                            Integer.parseInt(m.group(3)),
                            Times.month(m.group(1)),
                            Integer.parseInt(m.group(2)),
                            m.group(4),
                            sink.options().zone());
            String level = m.group(5).toUpperCase(Locale.ROOT);
            if (concerns(m.group(7))) {
                message(lines.number(), raw, time, "", m.group(7), sink, xids);
            } else if (level.equals("ERROR") || level.equals("CRITICAL") || level.startsWith("WARN")) {
                other(lines.number(), raw, time, level, m.group(7), sink);
            }
        }
        if (without > 0) {
            sink.warn(0, without + " switch errors stand on lines without the log's own timestamp");
        }
    }

    /** One line that tells a switch error; also used for such a line in a journal. */
    void message(
            long number,
            String raw,
            Optional<Instant> time,
            String host,
            String text,
            SignalSink sink,
            XidEvents xids) {
        Matcher m = SWITCH.matcher(text);
        if (!m.find()) {
            sink.warn(number, "a switch error that cannot be read: " + KernelMessages.shortened(text));
            return;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("reporter", "fabric-manager");
        String physical = m.group(5) == null ? "" : m.group(5);
        if (m.group(4) != null) {
            attributes.put("pci", m.group(4).toLowerCase(Locale.ROOT));
        }
        if (m.group(6) != null) {
            attributes.put("link", m.group(6));
        }
        String word = m.group(1).startsWith("non") ? "Non-fatal, " : "Fatal, ";
        LogPrefix.Line line = new LogPrefix.Line(time, OptionalDouble.empty(), host, text);
        String device = physical.isEmpty()
                ? m.group(4) == null ? "nvswitch" : "PCI:" + m.group(4).toLowerCase(Locale.ROOT)
                : "nvidia-nvswitch" + physical;
        sink.add(
                number,
                xids.switchEvent(number, line, device, Integer.parseInt(m.group(2)), word + text, raw, attributes));
    }

    private static void other(
            long number, String raw, Optional<Instant> time, String level, String text, SignalSink sink) {
        boolean topology = text.contains("topology") || text.contains("failed to configure");
        Severity severity = level.startsWith("WARN") ? Severity.INFO : topology ? Severity.FATAL : Severity.WARNING;
        sink.add(
                number,
                new Signal(
                        time,
                        "",
                        "",
                        "fabric-manager",
                        level,
                        topology
                                ? "NVSWITCH_TOPOLOGY"
                                : text.contains("multicast team") ? "MULTICAST_TEAM" : "FABRIC_MANAGER_" + level,
                        severity,
                        topology ? "RESTART_BM" : "RESTART_FM",
                        raw,
                        Map.of("detail", KernelMessages.shortened(text))));
    }
}
