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

/** Alertmanager's webhook (version 4) and its list of alerts. */
final class AlertmanagerReader extends JsonReader {

    @Override
    public String format() {
        return "alertmanager";
    }

    @Override
    public List<String> aliases() {
        return List.of("alertmanager-webhook", "prometheus-alerts");
    }

    @Override
    public boolean looksLike(Head head) {
        return head.json() && head.has("\"alertname\"") && head.has("\"labels\"");
    }

    @Override
    String expected() {
        return "Alertmanager webhook with a list of alerts";
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (root.has("alerts")) {
            root.at("alerts").list().forEach(alert -> alert(line, alert, sink));
            return true;
        }
        if (root.has("labels")) {
            alert(line, root, sink);
            return true;
        }
        return false;
    }

    private static void alert(long line, DataTree alert, SignalSink sink) {
        Map<String, String> labels = new LinkedHashMap<>();
        alert.at("labels").keys().forEach((key, value) -> labels.put(key, value.text()));
        String name = labels.getOrDefault("alertname", "");
        if (name.isEmpty()) {
            sink.warn(line, "an alert without a name");
            return;
        }
        String status = alert.text("status").isEmpty() ? alert.at("status").text("state") : alert.text("status");
        boolean resolved = status.equals("resolved");
        Optional<Instant> time = JsonReader.time(alert.at(resolved ? "endsAt" : "startsAt"), sink);
        Map<String, String> attributes = new LinkedHashMap<>(labels);
        attributes.put("status", status);
        String summary = alert.at("annotations").text("summary")
                + alert.at("annotations").text("description");
        Severity severity = resolved ? Severity.INFO : severity(labels.getOrDefault("severity", ""), Severity.WARNING);
        String xid = labels.getOrDefault("xid", labels.getOrDefault("XID", ""));
        String node = MetricSignals.node(labels);
        String entity = MetricSignals.entity(labels);
        if (xid.matches("\\d{1,4}") && !resolved) {
            attributes.put("reporter", "alertmanager");
            sink.add(
                    line,
                    new XidEvents(sink)
                            .of(
                                    line,
                                    time,
                                    node,
                                    entity,
                                    Integer.parseInt(xid),
                                    summary,
                                    summary.isEmpty() ? name : summary,
                                    attributes));
            return;
        }
        sink.add(
                line,
                new Signal(
                        time,
                        node,
                        entity,
                        "alert",
                        name,
                        name,
                        severity,
                        resolved ? "NONE" : "OBSERVE",
                        KernelMessages.shortened(name + " " + status + (summary.isEmpty() ? "" : ": " + summary)),
                        attributes));
    }
}
