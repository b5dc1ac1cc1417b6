/*
 * Copyright 2026 The Plimsoll Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.plimsoll.health.read;

import io.plimsoll.health.Severity;
import io.plimsoll.health.Signal;
import io.plimsoll.health.catalog.Catalog;
import io.plimsoll.health.data.DataTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** NVSentinel's HealthEvent in JSON: alone, in HealthEvents, in a CloudEvent or as its database keeps it. */
final class NvSentinelReader extends JsonReader {

    /** The numbers of RecommendedAction in health_event.proto. */
    private static final Map<String, String> ACTIONS = Map.of(
            "0",
            "NONE",
            "2",
            "COMPONENT_RESET",
            "5",
            "CONTACT_SUPPORT",
            "6",
            "RUN_FIELDDIAG",
            "15",
            "RESTART_VM",
            "24",
            "RESTART_BM",
            "25",
            "REPLACE_VM",
            "26",
            "RUN_DCGMEUD",
            "39",
            "RESTART_APP",
            "99",
            "UNKNOWN");

    private static final List<String> ENTITIES =
            List.of("GPU_UUID", "GPUUUID", "PCI", "GPU", "NIC", "NICPORT", "NVSWITCH", "NVLINK");

    @Override
    public String format() {
        return "nvsentinel";
    }

    @Override
    public List<String> aliases() {
        return List.of("health-event", "healthevent", "nvs");
    }

    @Override
    public boolean looksLike(Head head) {
        String text = head.text().toLowerCase(Locale.ROOT);
        return head.json()
                && (text.contains("\"componentclass\"")
                        || text.contains("\"component_class\"")
                        || text.contains("\"checkname\"")
                        || text.contains("\"healthevent\""));
    }

    @Override
    String expected() {
        return "HealthEvent of NVSentinel";
    }

    @Override
    boolean document(long line, DataTree root, SignalSink sink) {
        if (root.has("events")) {
            root.at("events").list().forEach(e -> event(e.line(), e, sink));
            return true;
        }
        DataTree inner = root.has("data") ? root.at("data") : root;
        inner = inner.any("healthEvent", "healthevent", "health_event") instanceof DataTree.Keys keys ? keys : inner;
        if (inner.any("nodeName", "nodename", "node_name", "checkName", "checkname", "check_name")
                .text()
                .isEmpty()) {
            return false;
        }
        event(line, inner, sink);
        return true;
    }

    private static void event(long line, DataTree e, SignalSink sink) {
        Map<String, String> attributes = new LinkedHashMap<>();
        e.at("metadata").keys().forEach((key, value) -> attributes.put(key, value.text()));
        put(attributes, "agent", e.text("agent"));
        put(
                attributes,
                "component",
                e.any("componentClass", "componentclass", "component_class").text());
        String check = e.any("checkName", "checkname", "check_name").text();
        put(attributes, "check", check);
        put(
                attributes,
                "strategy",
                e.any("processingStrategy", "processingstrategy", "processing_strategy")
                        .text());
        Map<String, String> entities = new LinkedHashMap<>();
        for (DataTree entity : e.any("entitiesImpacted", "entitiesimpacted", "entities_impacted")
                .list()) {
            entities.put(
                    entity.any("entityType", "entitytype", "entity_type").text().toUpperCase(Locale.ROOT),
                    entity.any("entityValue", "entityvalue", "entity_value").text());
        }
        entities.forEach((type, value) -> attributes.put("entity." + type, value));
        boolean healthy = e.truth("isHealthy") || e.truth("ishealthy") || e.truth("is_healthy");
        boolean fatal = e.truth("isFatal") || e.truth("isfatal") || e.truth("is_fatal");
        attributes.put("healthy", Boolean.toString(healthy));
        Severity severity = healthy ? Severity.INFO : fatal ? Severity.FATAL : Severity.WARNING;
        String action = e.any("recommendedAction", "recommendedaction", "recommended_action")
                .text();
        action = ACTIONS.getOrDefault(action, action.isEmpty() ? "NONE" : action);
        List<DataTree> codes = e.any("errorCode", "errorcode", "error_code").list();
        String code = codes.isEmpty() ? check : codes.getFirst().text();
        String message = e.text("message");
        boolean switchCheck = check.contains("SXID");
        boolean xid = code.matches("\\d{1,4}") && !switchCheck;
        boolean sxid = code.matches("\\d{5}") || (switchCheck && code.matches("\\d{1,7}"));
        Catalog catalog = sxid ? Catalog.SXID : Catalog.XID;
        String mnemonic = xid || sxid
                ? catalog.entry(Integer.parseInt(code))
                        .map(Catalog.Entry::mnemonic)
                        .orElse("UNKNOWN")
                : check;
        sink.add(
                line,
                new Signal(
                        JsonReader.time(e.any("generatedTimestamp", "generatedtimestamp", "generated_timestamp"), sink),
                        e.any("nodeName", "nodename", "node_name").text(),
                        entity(entities),
                        sxid ? "sxid" : xid ? "xid" : "nvsentinel",
                        code,
                        mnemonic,
                        severity,
                        action,
                        message.isEmpty() ? check + " " + code : message,
                        attributes));
    }

    private static void put(Map<String, String> attributes, String key, String value) {
        if (!value.isEmpty()) {
            attributes.put(key, value);
        }
    }

    private static String entity(Map<String, String> entities) {
        for (String type : ENTITIES) {
            String value = entities.getOrDefault(type, "");
            if (!value.isEmpty()) {
                boolean pci = value.matches(
                        "(?:PCI:)?(?:[0-9a-fA-F]{4,8}:)?[0-9a-fA-F]{2}:[0-9a-fA-F]{2}(?:\\.[0-9a-fA-F])?");
                return pci
                        ? KernelMessages.gpu(value.startsWith("PCI:") ? value.substring(4) : value)
                        : value.matches("\\d{1,3}") ? "gpu" + value : value;
            }
        }
        return entities.isEmpty() ? "" : entities.values().iterator().next();
    }
}
