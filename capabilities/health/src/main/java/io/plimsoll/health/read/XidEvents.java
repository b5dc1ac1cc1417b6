/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.catalog.Catalog;
import io.plimsoll.health.catalog.NvLink5;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns XID and SXid numbers with their text into signals: mnemonic, severity and action by the catalogues. */
final class XidEvents {

    private static final Pattern PROCESS = Pattern.compile("pid='?([^',]{1,32})'?,\\s*(?:name=([^,]{1,128}),?\\s*)?");
    private static final Pattern RECOVERY = Pattern.compile(
            "recovery action changed from (0x[0-9a-fA-F]{1,8})\\s*\\(([^)]{0,64})\\) to (0x[0-9a-fA-F]{1,8})\\s*\\(([^)]{0,64})\\)");
    private static final Pattern NVLINK5 = Pattern.compile(
            "^([A-Z][A-Z0-9_/]{1,64})\\s+(Link Fatal|Fatal|Non-?fatal)\\S*\\s+(?:(XC\\d)\\s+)?(?:(i\\d)\\s+)?Link (-?\\d{1,3})\\s*\\(([0-9a-fA-Fx ,]{3,200})\\)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern LINK = Pattern.compile("[Ll]ink (-?\\d{1,3})(?:\\s?\\(([0-9a-fA-Fx, ]{3,200})\\))?");
    private static final Set<String> OUT = Set.of(
            "RESET_GPU",
            "RESTART_BM",
            "RESTART_VM",
            "WORKFLOW_XID_48",
            "WORKFLOW_NVLINK_ERR",
            "CHECK_MECHANICALS",
            "DRAIN_AND_RESET",
            "DRAIN_P2P",
            "RECOVER_IMEX_DOMAIN",
            "BUS_RESET",
            "SYSTEM_REBOOT",
            "REPLACE_VM");
    private static final Set<Integer> FATAL_WITHOUT_ACTION = Set.of(167, 168, 169);
    private static final Set<Integer> TESTS = Set.of(106, 107, 162);

    private final SignalSink sink;
    private final Catalog xids;
    private final Catalog sxids;

    XidEvents(SignalSink sink) {
        this(sink, Catalog.XID, Catalog.SXID);
    }

    XidEvents(SignalSink sink, Catalog xids, Catalog sxids) {
        this.sink = sink;
        this.xids = xids;
        this.sxids = sxids;
    }

    /** The severity that an action of the catalogue stands for. */
    static Severity severity(String action) {
        return OUT.contains(action) ? Severity.FATAL : Severity.WARNING;
    }

    Signal of(
            long number,
            LogPrefix.Line line,
            String gpu,
            int code,
            String detail,
            String raw,
            Map<String, String> attributes) {
        Optional<Instant> time = line.time().or(() -> sinceBoot(attributes));
        return of(number, time, line.host(), gpu, code, detail, raw, attributes);
    }

    /** The time that a boot time and a time since then give. */
    private Optional<Instant> sinceBoot(Map<String, String> attributes) {
        String uptime = attributes.get("uptimeSeconds");
        if (uptime == null) {
            return Optional.empty();
        }
        if (sink.options().booted().isEmpty()) {
            sink.warnOnce("times since boot only: no date; say when the host booted (--booted)");
            return Optional.empty();
        }
        return Optional.of(sink.options().booted().get().plusNanos(Math.round(Double.parseDouble(uptime) * 1e9)));
    }

    Optional<Instant> timeOf(LogPrefix.Line line, Map<String, String> attributes) {
        return line.time().or(() -> sinceBoot(attributes));
    }

    /** One XID, whoever told it. */
    Signal of(
            long number,
            Optional<Instant> time,
            String node,
            String entity,
            int code,
            String detail,
            String raw,
            Map<String, String> known) {
        Map<String, String> attributes = new LinkedHashMap<>(known);
        String text = process(detail, attributes);
        Optional<Catalog.Entry> entry = xids.entry(code);
        if (entry.isEmpty()) {
            sink.warn(number, "XID " + code + " is not in the catalogue (" + xids.version() + "); kept as WARNING");
        }
        String mnemonic = entry.map(Catalog.Entry::mnemonic).orElse("UNKNOWN_XID");
        String action = entry.map(Catalog.Entry::immediate).orElse("CONTACT_SUPPORT");
        Severity severity = TESTS.contains(code)
                ? Severity.INFO
                : FATAL_WITHOUT_ACTION.contains(code) ? Severity.FATAL : severity(action);
        entry.filter(e -> !e.investigatory().isEmpty())
                .ifPresent(e -> attributes.put("investigatory", e.investigatory()));
        if (code >= 144 && code <= 150) {
            return nvlink5(number, time, node, entity, code, mnemonic, action, text, raw, attributes);
        }
        if (code == 154) {
            action = recovery(number, text, attributes);
            severity = action.equals("NONE")
                    ? Severity.INFO
                    : action.equals("XID_154") ? Severity.WARNING : severity(action);
        }
        if (code == 74) {
            Matcher m = LINK.matcher(text);
            if (m.find()) {
                attributes.put("link", m.group(1));
                if (m.group(2) != null) {
                    attributes.put("registers", m.group(2));
                }
            }
        }
        if (!text.isEmpty()) {
            attributes.put("detail", KernelMessages.shortened(text));
        }
        return new Signal(
                time, node, entity, "xid", Integer.toString(code), mnemonic, severity, action, raw, attributes);
    }

    /** Takes pid and name off. */
    private static String process(String detail, Map<String, String> attributes) {
        Matcher m = PROCESS.matcher(detail);
        if (!m.lookingAt()) {
            return detail;
        }
        if (!m.group(1).contains("unknown")) {
            attributes.put("pid", m.group(1));
        }
        if (m.group(2) != null && !m.group(2).contains("unknown")) {
            attributes.put("process", m.group(2));
        }
        return detail.substring(m.end());
    }

    private Signal nvlink5(
            long number,
            Optional<Instant> time,
            String node,
            String entity,
            int code,
            String mnemonic,
            String workflow,
            String text,
            String raw,
            Map<String, String> attributes) {
        String action = workflow;
        Severity severity = text.toLowerCase(Locale.ROOT).contains("nonfatal")
                        || text.toLowerCase(Locale.ROOT).contains("non-fatal")
                ? Severity.WARNING
                : Severity.FATAL;
        Matcher m = NVLINK5.matcher(text);
        if (m.find()) {
            String[] words = m.group(6).strip().split("[ ,]+");
            attributes.put("unit", m.group(1));
            attributes.put("link", Integer.toString(Integer.parseInt(m.group(5))));
            attributes.put("words", m.group(6).strip());
            if ("i1".equals(m.group(4))) {
                attributes.put("injected", "true");
            }
            Optional<NvLink5.Decoded> decoded = words.length < 2
                    ? Optional.empty()
                    : NvLink5.decode(code, m.group(1), word(words[0]), word(words[1]));
            if (decoded.isPresent()) {
                NvLink5.Decoded d = decoded.get();
                action = d.action();
                severity = KernelMessages.severityOf(d.severity());
                attributes.put("investigatory", d.investigatory());
                attributes.put("subCode", Integer.toString(d.sub()));
                attributes.put("tableSeverity", d.severity());
            } else {
                sink.warn(
                        number,
                        "no row for unit " + m.group(1) + " with words "
                                + m.group(6).strip() + " in the NVLink 5 table; taken by its own word");
            }
        } else {
            sink.warn(number, "XID " + code + " without unit and words: not decoded");
        }
        attributes.put("detail", KernelMessages.shortened(text));
        return new Signal(
                time, node, entity, "xid", Integer.toString(code), mnemonic, severity, action, raw, attributes);
    }

    private static long word(String hex) {
        try {
            return Long.decode(hex);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The action that XID 154 names, as NVML's enum: 0 none, 1 reset, 2 reboot, 3 drain peers, 4 drain and reset, 5 to 7. */
    private String recovery(long number, String text, Map<String, String> attributes) {
        Matcher m = RECOVERY.matcher(text);
        if (!m.find()) {
            sink.warn(number, "XID 154 that names no action");
            return "XID_154";
        }
        attributes.put("from", m.group(2));
        attributes.put("to", m.group(4));
        String named = m.group(4).toUpperCase(Locale.ROOT).strip().replaceAll("[^A-Z0-9]+", "_");
        return switch (m.group(3).toLowerCase(Locale.ROOT)) {
            case "0x0" -> "NONE";
            case "0x1" -> "RESET_GPU";
            case "0x2" -> "RESTART_BM";
            case "0x3" -> "DRAIN_P2P";
            case "0x4" -> "DRAIN_AND_RESET";
            case "0x5" -> "RECOVER_IMEX_DOMAIN";
            case "0x6" -> "BUS_RESET";
            case "0x7" -> "SYSTEM_REBOOT";
            default -> {
                sink.warn(number, "XID 154 names action " + m.group(3) + ", which no table knows; its words are kept");
                yield named.isEmpty() ? "XID_154" : named;
            }
        };
    }

    /** One SXid of an NVSwitch. */
    Signal switchEvent(
            long number,
            LogPrefix.Line line,
            String device,
            int code,
            String detail,
            String raw,
            Map<String, String> known) {
        Optional<Catalog.Entry> entry = sxids.entry(code);
        Map<String, String> attributes = new LinkedHashMap<>(known);
        if (entry.isEmpty()) {
            sink.warn(number, "SXid " + code + " is not in the list (" + sxids.version() + "); kept by its own word");
        }
        String fatality = entry.map(Catalog.Entry::fatality).orElse("");
        String lower = detail.toLowerCase(Locale.ROOT);
        boolean listed = fatality.equals("FATAL") || fatality.equals("ALWAYS_FATAL");
        boolean fatal = !lower.startsWith("non-fatal") && (lower.startsWith("fatal") || listed);
        Severity severity = fatal ? Severity.FATAL : Severity.WARNING;
        Matcher m = LINK.matcher(detail);
        if (m.find()) {
            attributes.put("link", Integer.toString(Integer.parseInt(m.group(1))));
        }
        if (!fatality.isEmpty()) {
            attributes.put("class", fatality);
        }
        entry.filter(e -> !e.investigatory().isEmpty())
                .ifPresent(e -> attributes.put("investigatory", e.investigatory()));
        attributes.put("detail", KernelMessages.shortened(detail));
        return new Signal(
                timeOf(line, known),
                line.host(),
                device,
                "sxid",
                Integer.toString(code),
                entry.map(Catalog.Entry::mnemonic).orElse("unknown SXid"),
                severity,
                entry.map(Catalog.Entry::immediate)
                        .orElse(severity == Severity.FATAL ? "RESTART_BM" : "CONTACT_SUPPORT"),
                raw,
                attributes);
    }
}
