/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel says of GPUs and NVSwitches, line by line. It remembers per host what earlier lines said of a GPU (UUID,
 * board serial), joins what the driver prints in several lines, and hangs continuations on the error that they continue.
 */
final class KernelMessages {

    private static final int HOSTS_MAX = 4_096;
    private static final int GPUS_MAX = 64;
    private static final int JOIN_LINES_MAX = 20;
    private static final int SAME_LOSS_SECONDS = 60;

    private static final String BDF =
            "(?:PCI:)?((?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?:\\.[0-9a-fA-F])?)";
    private static final Pattern XID = Pattern.compile(
            "NVRM: Xid \\(" + BDF + "(?: +(GPU-I:\\d+))?\\)(?:[^:]{0,200})?: +(\\d{1,6})(?:,\\s*(.*)|\\s*)$");
    private static final Pattern UUID = Pattern.compile("NVRM: GPU at " + BDF + ": (GPU-[0-9a-fA-F-]{8,64})");
    private static final Pattern SERIAL = Pattern.compile("NVRM: GPU Board Serial Number: ?(\\w{1,64})");
    private static final Pattern LOST =
            Pattern.compile("NVRM: GPU(?: at)? " + BDF + ":? (?:GPU )?has fallen off the bus");
    private static final Pattern LOST_START = Pattern.compile("NVRM: The NVIDIA GPU " + BDF);
    private static final Pattern SXID = Pattern.compile("(\\S{1,64}): SXid \\(" + BDF + "\\): (\\d{1,7}),\\s*(.*)$");

    private final SignalSink sink;
    private final XidEvents xids;
    private final Map<String, Host> hosts = new HashMap<>();

    /** What is remembered of one host. */
    private static final class Host {
        final Map<String, String> uuids = new LinkedHashMap<>();
        final Map<String, String> serials = new LinkedHashMap<>();
        final Map<String, Loss> losses = new LinkedHashMap<>();
        final Map<String, Integer> switchErrors = new LinkedHashMap<>();
        String lastGpu = "";

        @Nullable
        Pending pending;
    }

    /** A GPU that fell off the bus, and where that was said. */
    private record Loss(Optional<java.time.Instant> time, OptionalDouble uptime, long line) {}

    /** The first line of a message of three. */
    private record Pending(String gpu, String raw, LogPrefix.Line line, long number) {}

    KernelMessages(SignalSink sink, XidEvents xids) {
        this.sink = sink;
        this.xids = xids;
    }

    /** Whether the line may concern this class; cheap. */
    static boolean concerns(String raw) {
        return raw.contains("NVRM:") || raw.contains("SXid");
    }

    /** Looks at one line. */
    void line(long number, String raw, LogPrefix.Line line) {
        Host host = hosts.computeIfAbsent(hosts.size() < HOSTS_MAX ? line.host() : "", ignored -> new Host());
        String message = line.message();
        if (message.contains("SXid")) {
            sxid(number, raw, line, host);
        } else if (message.contains("NVRM: Xid")) {
            xid(number, raw, line, host);
        } else if (message.contains("NVRM:")) {
            about(number, raw, line, host);
        }
    }

    private void xid(long number, String raw, LogPrefix.Line line, Host host) {
        Matcher m = XID.matcher(line.message());
        if (!m.find()) {
            sink.warn(number, "an XID line without a device or a number: " + shortened(line.message()));
            return;
        }
        String gpu = gpu(m.group(1));
        int code = Integer.parseInt(m.group(3));
        Map<String, String> attributes = known(host, gpu, line);
        if (m.group(2) != null) {
            attributes.put("instance", m.group(2));
        }
        String detail = m.group(4) == null ? "" : m.group(4).strip();
        sink.add(number, xids.of(number, line, gpu, code, detail, raw, attributes));
        if (code == 79) {
            remember(host.losses, gpu, new Loss(line.time(), line.uptime(), number));
        }
        host.lastGpu = gpu;
    }

    private void about(long number, String raw, LogPrefix.Line line, Host host) {
        String message = line.message();
        Matcher m = UUID.matcher(message);
        if (m.find()) {
            host.lastGpu = gpu(m.group(1));
            remember(host.uuids, host.lastGpu, m.group(2));
            return;
        }
        m = SERIAL.matcher(message);
        if (m.find()) {
            if (!host.lastGpu.isEmpty()) {
                remember(host.serials, host.lastGpu, m.group(1));
            }
            return;
        }
        m = LOST.matcher(message);
        if (m.find()) {
            lost(number, raw, line, host, gpu(m.group(1)));
            return;
        }
        m = LOST_START.matcher(message);
        if (m.find()) {
            host.pending = new Pending(gpu(m.group(1)), raw, line, number);
            return;
        }
        Pending pending = host.pending;
        if (pending == null) {
            return;
        }
        if (number - pending.number > JOIN_LINES_MAX) {
            host.pending = null;
        } else if (message.contains("PCI ID:")) {
            host.pending = new Pending(pending.gpu, pending.raw + "\n" + raw, pending.line, number);
        } else if (message.contains("fallen off the bus")) {
            host.pending = null;
            lost(number, pending.raw + "\n" + raw, pending.line, host, pending.gpu);
        }
    }

    private void lost(long number, String raw, LogPrefix.Line line, Host host, String gpu) {
        Loss before = host.losses.get(gpu);
        if (before != null && sameLoss(before, line)) {
            sink.warn(number, "tells the loss of " + gpu + " that line " + before.line + " told; no second event");
            return;
        }
        Map<String, String> attributes = known(host, gpu, line);
        attributes.put("implied", "true");
        sink.add(number, xids.of(number, line, gpu, 79, "GPU has fallen off the bus", raw, attributes));
        remember(host.losses, gpu, new Loss(line.time(), line.uptime(), number));
    }

    private static boolean sameLoss(Loss before, LogPrefix.Line line) {
        if (before.time.isPresent() && line.time().isPresent()) {
            return Math.abs(java.time.Duration.between(
                                    before.time.get(), line.time().get())
                            .toSeconds())
                    <= SAME_LOSS_SECONDS;
        }
        return before.uptime.isEmpty()
                || line.uptime().isEmpty()
                || Math.abs(line.uptime().getAsDouble() - before.uptime.getAsDouble()) <= SAME_LOSS_SECONDS;
    }

    private void sxid(long number, String raw, LogPrefix.Line line, Host host) {
        Matcher m = SXID.matcher(line.message());
        if (!m.find()) {
            sink.warn(number, "an SXid line without a switch or a number: " + shortened(line.message()));
            return;
        }
        String device = m.group(1);
        int code = Integer.parseInt(m.group(3));
        String detail = m.group(4).strip();
        String key = device + ' ' + code;
        Integer head = host.switchErrors.get(key);
        boolean continues = detail.startsWith("Data {") || detail.startsWith("Severity ");
        if (continues && head != null) {
            Signal before = sink.get(head);
            Map<String, String> attributes = new LinkedHashMap<>(before.attributes());
            attributes.merge(detail.startsWith("Data") ? "data" : "engine", detail, (a, b) -> shortened(a + "; " + b));
            sink.set(head, with(before, before.raw() + "\n" + raw, attributes));
            return;
        }
        Map<String, String> attributes = since(line);
        attributes.put("pci", m.group(2).toLowerCase(Locale.ROOT));
        sink.add(number, xids.switchEvent(number, line, device, code, detail, raw, attributes));
        if (sink.size() > 0) {
            remember(host.switchErrors, key, sink.size() - 1);
        }
    }

    private static Signal with(Signal s, String raw, Map<String, String> attributes) {
        return new Signal(
                s.time(),
                s.node(),
                s.entity(),
                s.kind(),
                s.code(),
                s.mnemonic(),
                s.severity(),
                s.action(),
                raw,
                attributes);
    }

    private static <T> void remember(Map<String, T> map, String key, T value) {
        map.remove(key);
        map.put(key, value);
        if (map.size() > GPUS_MAX) {
            map.remove(map.keySet().iterator().next());
        }
    }

    private static Map<String, String> known(Host host, String gpu, LogPrefix.Line line) {
        Map<String, String> attributes = since(line);
        String uuid = host.uuids.get(gpu);
        String serial = host.serials.get(gpu);
        if (uuid != null) {
            attributes.put("uuid", uuid);
        }
        if (serial != null) {
            attributes.put("serial", serial);
        }
        return attributes;
    }

    static Map<String, String> since(LogPrefix.Line line) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (line.uptime().isPresent()) {
            attributes.put(
                    "uptimeSeconds",
                    String.format(Locale.ROOT, "%.6f", line.uptime().getAsDouble()));
        }
        return attributes;
    }

    /** {@code PCI:0000:05:00}: a domain of four digits, lower case, no function. */
    static String gpu(String bdf) {
        String text = bdf.toLowerCase(Locale.ROOT);
        int dot = text.indexOf('.');
        text = dot < 0 ? text : text.substring(0, dot);
        if (text.indexOf(':') == text.lastIndexOf(':')) {
            text = "0000:" + text;
        }
        int domain = text.indexOf(':');
        return "PCI:" + (domain > 4 ? text.substring(domain - 4) : text);
    }

    static String shortened(String text) {
        return text.length() > 160 ? text.substring(0, 160) + "…" : text;
    }

    /** Of a line that is neither. */
    static Severity severityOf(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.startsWith("fatal") || lower.startsWith("link fatal") || lower.startsWith("always")
                ? Severity.FATAL
                : Severity.WARNING;
    }
}
