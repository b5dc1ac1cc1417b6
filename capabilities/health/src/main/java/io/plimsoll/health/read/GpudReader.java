/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What gpud answers at {@code /v1/events} and {@code /v1/states}. */
final class GpudReader extends JsonReader {

    private static final Pattern XID = Pattern.compile("\\b[Xx][Ii][Dd][ :]*(\\d{1,4})\\b");
    private static final Pattern SXID = Pattern.compile("\\b[Ss][Xx][Ii][Dd][ :]*(\\d{5})\\b");
    private static final Pattern DEVICE = Pattern.compile("((?:PCI:)?[0-9a-fA-F]{4}:[0-9a-fA-F]{2}:[0-9a-fA-F]{2})");

    @Override
    public String format() {
        return "gpud";
    }

    @Override
    public boolean looksLike(Head head) {
        return head.json()
                && head.has("\"component\"")
                && (head.has("\"events\"") || head.has("\"states\"") || head.has("\"health\""));
    }

    @Override
    String expected() {
        return "list of components with events or states, as gpud answers";
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        String component = root.text("component");
        if (component.isEmpty()) {
            return false;
        }
        root.at("events").list().forEach(e -> event(component, e, sink));
        root.at("states").list().forEach(s -> state(component, s, sink));
        return true;
    }

    private static void event(String component, DataTree e, SignalSink sink) {
        String message = e.text("message");
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("component", component);
        e.any("extra_info", "deprecatedExtraInfo", "extraInfo")
                .keys()
                .forEach((key, value) -> attributes.put(key, value.text()));
        add(e, component, message, severity(e.text("type"), Severity.WARNING), e.text("name"), attributes, sink);
    }

    private static void state(String component, DataTree s, SignalSink sink) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("component", component);
        List<String> actions =
                s.any("suggested_actions", "suggestedActions").any("repair_actions", "repairActions").list().stream()
                        .map(DataTree::text)
                        .toList();
        if (!actions.isEmpty()) {
            attributes.put("action", String.join(", ", actions));
        }
        String text = s.text("reason") + (s.text("error").isEmpty() ? "" : " " + s.text("error"));
        add(s, component, text, severity(s.text("health"), Severity.WARNING), s.text("name"), attributes, sink);
    }

    private static void add(
            DataTree from,
            String component,
            String message,
            Severity severity,
            String name,
            Map<String, String> attributes,
            SignalSink sink) {
        Optional<Instant> time = JsonReader.time(from.at("time"), sink);
        Matcher device = DEVICE.matcher(message + " " + attributes);
        String entity = device.find() ? KernelMessages.gpu(device.group(1).replace("PCI:", "")) : "";
        String text = message + " " + attributes.getOrDefault("log_line", "");
        Matcher sxid = SXID.matcher(text);
        Matcher xid = XID.matcher(text);
        boolean isSxid = sxid.find();
        if (!isSxid && xid.find() && severity != Severity.INFO) {
            attributes.put("reporter", "gpud");
            sink.add(
                    from.line(),
                    new XidEvents(sink)
                            .of(
                                    from.line(),
                                    time,
                                    "",
                                    entity,
                                    Integer.parseInt(xid.group(1)),
                                    message,
                                    message,
                                    attributes));
            return;
        }
        sink.add(
                from.line(),
                new Signal(
                        time,
                        "",
                        entity,
                        isSxid ? "sxid" : "gpud",
                        isSxid ? sxid.group(1) : name,
                        component,
                        severity,
                        attributes.getOrDefault("action", severity == Severity.INFO ? "NONE" : "OBSERVE"),
                        message.isEmpty() ? name : message,
                        attributes));
    }
}
