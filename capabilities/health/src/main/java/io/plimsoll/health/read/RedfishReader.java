/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.data.DataTree;
import io.plimsoll.model.BadInputException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Redfish: events as a subscriber gets them, server-sent events, log entries and collections, and dumps of a whole tree. */
final class RedfishReader extends JsonReader {

    private static final Pattern XID = Pattern.compile("\\bXID[ :#]*(\\d{1,4})\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SXID = Pattern.compile("\\bSXID[ :#]*(\\d{5})\\b", Pattern.CASE_INSENSITIVE);
    private static final Instant CLOCK_SET = Instant.parse("2015-01-01T00:00:00Z");

    private final Set<String> seen = new HashSet<>();

    @Override
    public String format() {
        return "redfish";
    }

    @Override
    public List<String> aliases() {
        return List.of("redfish-event", "redfish-events", "redfish-log", "redfish-sse", "redfish-tree");
    }

    @Override
    public boolean looksLike(Head head) {
        boolean framed = head.json() || Stream.of("data:", "id:", ":").anyMatch(head.text()::startsWith);
        return framed && (head.has("\"@odata.") || head.has("\"Events\"", "\"MessageId\""));
    }

    @Override
    String expected() {
        return "Redfish event, log entry or collection of log entries";
    }

    /** One file of a dump: those of log entries are taken, each entry once. */
    void file(String path, String text, SignalSink sink) {
        if (!path.contains("/Entries") || !path.endsWith(".json")) {
            return;
        }
        sink.looked(1);
        try {
            document(0, DataTree.json(text, path), sink);
        } catch (BadInputException e) {
            sink.warn(0, path + ": no JSON");
        }
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (root.has("Events")) {
            root.at("Events").list().forEach(e -> entry(e, "EventTimestamp", sink));
            return true;
        }
        if (root.has("Members")) {
            root.at("Members").list().stream()
                    .filter(m -> m.has("Message") || m.has("EntryType") || m.has("CPER"))
                    .forEach(m -> entry(m, "Created", sink));
            return true;
        }
        if (root.has("Message") || root.has("EntryType") || root.has("MessageId")) {
            entry(root, root.has("Created") ? "Created" : "EventTimestamp", sink);
            return true;
        }
        return root.has("@odata.id");
    }

    private void entry(DataTree e, String timeKey, SignalSink sink) {
        String id = e.text("@odata.id");
        if (!id.isEmpty() && !seen.add(id)) {
            return;
        }
        Optional<Instant> time = JsonReader.time(e.any(timeKey, "Created", "EventTimestamp"), sink);
        if (time.isPresent() && time.get().isBefore(CLOCK_SET)) {
            sink.warnOnce("a clock that was not set: entries before 2015 keep their time, marked");
        }
        DataTree cper = e.at("CPER").at("Oem").at("Nvidia");
        String word = e.any("MessageSeverity", "Severity").text();
        Severity severity = severity(word.isEmpty() ? cper.text("Severity") : word, Severity.WARNING);
        String message = e.text("Message");
        if (message.isEmpty() && e.has("CPER")) {
            message = cper.text("SectionType") + " " + cper.text("NvIpSignature") + " " + cper.text("NvSeverity");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        put(attributes, "id", id.isEmpty() ? e.text("EventId") : id);
        put(attributes, "severity", word);
        put(attributes, "resolution", e.text("Resolution"));
        put(attributes, "resolved", e.text("Resolved"));
        put(attributes, "errorId", e.at("Oem").at("Nvidia").text("ErrorId"));
        put(attributes, "socket", cper.text("NvSocketNumber"));
        List<String> args =
                e.at("MessageArgs").list().stream().map(DataTree::text).toList();
        put(attributes, "args", String.join(", ", args));
        if (time.isPresent() && time.get().isBefore(CLOCK_SET)) {
            attributes.put("clock", "not set");
        }
        code(e, time, entity(e, id), message, severity, attributes, args, sink);
    }

    private static void code(
            DataTree e,
            Optional<Instant> time,
            String entity,
            String message,
            Severity severity,
            Map<String, String> attributes,
            List<String> args,
            SignalSink sink) {
        String text = message + " " + String.join(" ", args);
        Matcher sxid = SXID.matcher(text);
        Matcher xid = XID.matcher(text);
        boolean isSxid = sxid.find();
        if (!isSxid && xid.find() && severity != Severity.INFO) {
            attributes.put("reporter", "redfish");
            sink.add(
                    e.line(),
                    new XidEvents(sink)
                            .of(
                                    e.line(),
                                    time,
                                    "",
                                    entity,
                                    Integer.parseInt(xid.group(1)),
                                    message,
                                    message,
                                    attributes));
            return;
        }
        String id = e.text("MessageId");
        String code = isSxid
                ? sxid.group(1)
                : !id.isEmpty() ? id : e.text("EntryType").isEmpty() ? "EVENT" : e.text("EntryType");
        String mnemonic = code.substring(code.lastIndexOf('.') + 1);
        sink.add(
                e.line(),
                new Signal(
                        time,
                        "",
                        entity,
                        isSxid ? "sxid" : "redfish",
                        code,
                        mnemonic,
                        severity,
                        severity == Severity.INFO
                                ? "NONE"
                                : severity == Severity.FATAL ? "INVESTIGATE_HOST" : "OBSERVE",
                        message.isEmpty() ? e.text("Name") : message,
                        attributes));
    }

    /** Where the condition is; else the device that the vendor names, else the system, chassis or manager of the log. */
    private static String entity(DataTree e, String id) {
        DataTree origin = e.has("OriginOfCondition")
                ? e.at("OriginOfCondition")
                : e.at("Links").at("OriginOfCondition");
        String place = origin instanceof DataTree.Keys ? origin.text("@odata.id") : origin.text();
        if (!place.isEmpty()) {
            return place.startsWith("/redfish/v1/") ? place.substring("/redfish/v1/".length()) : place;
        }
        String device = e.at("Oem").at("Nvidia").text("Device");
        if (!device.isEmpty()) {
            return device;
        }
        int logs = id.indexOf("/LogServices/");
        return logs > 0 ? id.substring("/redfish/v1/".length(), logs) : "";
    }

    private static void put(Map<String, String> attributes, String key, String value) {
        if (!value.isEmpty()) {
            attributes.put(key, value);
        }
    }
}
