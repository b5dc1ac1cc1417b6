/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code plimsoll health read --json} printed, and the same events one a line. */
final class OwnReader extends JsonReader {

    @Override
    public String format() {
        return "plimsoll";
    }

    @Override
    public List<String> aliases() {
        return List.of("events", "signals");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.json() && head.has("\"mnemonic\"") && head.has("\"severity\"") && head.has("\"kind\"");
    }

    @Override
    String expected() {
        return "list of events as plimsoll health read prints them";
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (root.has("events")) {
            root.at("events").list().forEach(e -> event(e, sink));
            return true;
        }
        if (root.text("kind").isEmpty()) {
            return false;
        }
        event(root, sink);
        return true;
    }

    private static void event(DataTree e, SignalSink sink) {
        Map<String, String> attributes = new LinkedHashMap<>();
        e.at("attributes").keys().forEach((key, value) -> attributes.put(key, value.text()));
        Severity severity;
        try {
            severity = Severity.valueOf(e.text("severity").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException x) {
            sink.warn(
                    e.line(), "no severity: '" + KernelMessages.shortened(e.text("severity")) + "', taken as WARNING");
            severity = Severity.WARNING;
        }
        if (!e.text("time").isEmpty() && JsonReader.time(e.at("time"), sink).isEmpty()) {
            sink.warn(e.line(), "no time: " + KernelMessages.shortened(e.text("time")));
        }
        sink.add(
                e.line(),
                new Signal(
                        JsonReader.time(e.at("time"), sink),
                        e.text("node"),
                        e.text("entity"),
                        e.text("kind"),
                        e.text("code"),
                        e.text("mnemonic"),
                        severity,
                        e.text("action"),
                        e.text("raw"),
                        attributes));
    }
}
